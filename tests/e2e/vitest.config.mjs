import { defineConfig } from 'vitest/config'

/** `npm run screenshots` takes the pictures; a run of the tests doesn't. */
const pictures = process.env.TPM_PICTURES === '1'

/** The suites that click in a real VS Code or run inside its extension host. Run from the project's root. */
export default defineConfig({
  test: {
    include: [pictures ? 'tests/e2e/pictures/*.pictures.ts' : 'tests/e2e/**/*.test.ts'],
    globalSetup: ['tests/e2e/support/setup.ts'],
    setupFiles: ['tests/e2e/support/failures.ts'],
    fileParallelism: false,
    testTimeout: 60_000,
    hookTimeout: 120_000,
    // A machine of two busy cores now and then loses a click
    retry: process.env.CI ? 1 : 0,
  },
})
