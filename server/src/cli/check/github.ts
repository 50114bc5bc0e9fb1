import { type Diagnostic, fullMessage } from '../diagnostics.ts'
import { visible } from '../escape.ts'
import type { Checked } from './checked.ts'

const levels = { error: 'error', warning: 'warning', information: 'notice', hint: 'notice' } as const

/** Workflow commands that GitHub Actions turns into annotations of a run and of a pull request's files. */
export function githubAnnotations({ files }: Checked): string {
  return files
    .flatMap(({ plan, diagnostics }) => diagnostics.map(diagnostic => annotation(plan.inRoot, diagnostic)))
    .join('')
}

function annotation(file: string, diagnostic: Diagnostic): string {
  const { code, severity, range } = diagnostic
  const properties = {
    file,
    line: range.start.line + 1,
    endLine: range.end.line + 1,
    // GitHub refuses columns where the range runs over lines
    ...(range.start.line === range.end.line && { col: range.start.character + 1, endColumn: range.end.character + 1 }),
    title: code,
  }
  const list = Object.entries(properties).map(([key, value]) => `${key}=${escapeProperty(String(value))}`)
  return `::${levels[severity]} ${list.join(',')}::${escapeData(visible(fullMessage(diagnostic)))}\n`
}

function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A')
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C')
}
