import { defineConfig } from 'vitest/config'

/** `npm run screenshots` takes the pictures; a run of the tests doesn't. */
const pictures = process.env.TPM_PICTURES === '1'

/** These build what the others open. */
const builders = ['tests/e2e/start.test.ts', 'tests/e2e/vsix.test.ts']

const shared = {
  globalSetup: ['tests/e2e/support/setup.ts'],
  setupFiles: ['tests/e2e/support/failures.ts'],
  testTimeout: 60_000,
  hookTimeout: 120_000,
  expect: { poll: { timeout: 15_000 } },
  // A machine of two busy cores now and then loses a click
  retry: process.env.CI ? 1 : 0,
}

/** The suites that click in a real VS Code or run inside its extension host. Run from the project's root. */
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          ...shared,
          name: 'clicks',
          include: [pictures ? 'tests/e2e/pictures/*.pictures.ts' : 'tests/e2e/**/*.test.ts'],
          exclude: builders,
          // A window waits more than it works
          maxWorkers: pictures ? 1 : 2,
          sequence: { groupOrder: 0 },
        },
      },
      {
        test: {
          ...shared,
          name: 'builds',
          include: pictures ? [] : builders,
          maxWorkers: 1,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
})
