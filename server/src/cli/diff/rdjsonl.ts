import type { Checked } from '../check/checked.ts'
import { fullMessage, type Range } from '../diagnostics.ts'
import type { LoadedPlan } from '../plans.ts'

const severities = { error: 'ERROR', warning: 'WARNING', information: 'INFO', hint: 'INFO' } as const

/** Reviewdog's diagnostic format, an object a line: columns are bytes of UTF-8, counted from one. */
export function rdjsonlReport({ files }: Checked): string {
  return files
    .flatMap(({ plan, diagnostics }) =>
      diagnostics.map(diagnostic => {
        const { code, severity, range } = diagnostic
        const location = { path: plan.inRoot, range: rangeOf(plan, range) }
        const source = { name: 'tpm' }
        return JSON.stringify({
          message: fullMessage(diagnostic),
          location,
          severity: severities[severity],
          source,
          code: { value: code },
        })
      }),
    )
    .map(line => `${line}\n`)
    .join('')
}

function rangeOf({ snapshot }: LoadedPlan, range: Range): object {
  const place = ({ line, character }: Range['start']) => {
    const start = snapshot.lines.startOf(line)
    const before = snapshot.text.slice(start, start + character)
    return { line: line + 1, column: new TextEncoder().encode(before).length + 1 }
  }
  return { start: place(range.start), end: place(range.end) }
}
