import { visibleLines } from './escape.ts'
import type { Io } from './io.ts'

/** 0: done and clean. 1: done, and something was found that counts as a failure. 2: it could not be done. */
export type ExitCode = 0 | 1 | 2

/** It could not be done, and why, in words for a person: what, and what to do. Ends a command with 2. */
export class Impossible extends Error {}

/** Tells a person on standard error what went wrong. */
export function complain(message: string, io: Io): void {
  io.err(`tpm: ${visibleLines(message)}\n`)
}
