import { jsonText } from '../jsonText.ts'
import type { Checked } from './checked.ts'

/** `media/cli-check.schema.json` describes it. */
export function jsonReport({ files, summary }: Checked): string {
  const report = {
    version: 1,
    files: files.map(({ plan, diagnostics }) => ({ file: plan.file, diagnostics })),
    summary,
  }
  return jsonText(report)
}
