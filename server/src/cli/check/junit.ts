import { type Diagnostic, fullMessage } from '../diagnostics.ts'
import { xml } from '../escape.ts'
import type { Checked, CheckedFile } from './checked.ts'

/** A suite for each file: errors and warnings are failed cases, the rest passed ones; a clean file has one passed case. */
export function junitReport({ files }: Checked): string {
  const failures = files.flatMap(({ diagnostics }) => diagnostics.filter(isFailure)).length
  const tests = files.reduce((sum, { diagnostics }) => sum + Math.max(1, diagnostics.length), 0)
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="tpm check" tests="${tests}" failures="${failures}">`,
    ...files.flatMap(suite),
    '</testsuites>',
    '',
  ].join('\n')
}

function suite({ plan, diagnostics }: CheckedFile): readonly string[] {
  const failures = diagnostics.filter(isFailure).length
  const name = xml(plan.inRoot)
  return [
    `  <testsuite name="${name}" tests="${Math.max(1, diagnostics.length)}" failures="${failures}">`,
    ...(diagnostics.length === 0 ? [`    <testcase name="tpm check" classname="${name}"/>`] : []),
    ...diagnostics.flatMap(diagnostic => testCase(name, diagnostic)),
    '  </testsuite>',
  ]
}

function testCase(classname: string, diagnostic: Diagnostic): readonly string[] {
  const { code, severity, range } = diagnostic
  const at = `${range.start.line + 1}:${range.start.character + 1}`
  const message = xml(fullMessage(diagnostic))
  const start = `    <testcase name="${xml(`${code} at ${at}`)}" classname="${classname}"`
  if (!isFailure(diagnostic))
    return [`${start}>`, `      <system-out>${severity}: ${message}</system-out>`, '    </testcase>']
  return [`${start}>`, `      <failure type="${severity}" message="${message}"/>`, '    </testcase>']
}

function isFailure({ severity }: Diagnostic): boolean {
  return severity === 'error' || severity === 'warning'
}
