import { planJsonSchema } from '#language/schema/jsonSchema'
import type { ExitCode } from './exit.ts'
import type { Io } from './io.ts'

/** The JSON Schema of the plan format, for other editors and tools. */
export function printSchema(io: Io): ExitCode {
  io.out(`${JSON.stringify(planJsonSchema(), null, 2)}\n`)
  return 0
}
