import { defineHostTests } from './support/host-run.ts'
import { plans } from './support/plans.ts'

await defineHostTests('worker', { files: plans })
