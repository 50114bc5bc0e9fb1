import { defineHostTests } from './support/host-run.ts'
import { plans } from './support/plans.ts'

await defineHostTests('node', { files: plans })
