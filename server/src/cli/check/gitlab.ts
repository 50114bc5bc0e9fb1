import { fullMessage } from '../diagnostics.ts'
import type { Checked } from './checked.ts'
import { fingerprints } from './fingerprint.ts'

const severities = { error: 'critical', warning: 'major', information: 'minor', hint: 'info' } as const

/** GitLab's code quality report (the Code Climate subset that GitLab documents). */
export function gitlabReport({ files }: Checked): string {
  const issues = files.flatMap(file => {
    const names = fingerprints(file)
    return file.diagnostics.map((diagnostic, i) => ({
      description: fullMessage(diagnostic),
      check_name: diagnostic.code,
      fingerprint: names[i],
      severity: severities[diagnostic.severity],
      location: {
        path: file.plan.inRoot,
        lines: { begin: diagnostic.range.start.line + 1, end: diagnostic.range.end.line + 1 },
      },
    }))
  })
  return `${JSON.stringify(issues, null, 2)}\n`
}
