import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['tests/**/*.test.ts'],
    setupFiles: ['tests/support/seed.ts'],
    exclude: ['tests/e2e/**', 'node_modules/**'],
    // What is loaded and compiled serves the next file too; no test leaves anything behind that another could see
    isolate: false,
    // By itself it leaves a core to the machine, and a machine of two half idle
    maxWorkers: Math.max(2, availableParallelism() - 1),
    testTimeout: 30_000,
  },
})
