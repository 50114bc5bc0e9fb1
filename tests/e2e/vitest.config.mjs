import { defineConfig } from 'vitest/config'

/** The suites that click in a real VS Code or run inside its extension host. Run from the project's root. */
export default defineConfig({
  test: {
    include: ['tests/e2e/**/*.test.ts'],
    globalSetup: ['tests/e2e/support/setup.ts'],
    setupFiles: ['tests/e2e/support/failures.ts'],
    fileParallelism: false,
    testTimeout: 60_000,
    hookTimeout: 120_000,
    retry: 0,
  },
})
