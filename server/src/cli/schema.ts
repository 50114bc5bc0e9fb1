import type { ExitCode } from './exit.ts'
import type { Io } from './io.ts'

/** The JSON Schema of the plan format, for other editors and tools. */
export function printSchema(io: Io): ExitCode {
  io.out(io.schema)
  return 0
}
