import { rules } from '#engine/rules/index'
import { type Diagnostic, fullMessage, type Range } from '../diagnostics.ts'
import type { Io } from '../io.ts'
import { version } from '../version.ts'
import type { Checked, CheckedFile } from './checked.ts'
import { fingerprints } from './fingerprint.ts'

const levels = { error: 'error', warning: 'warning', information: 'note', hint: 'note', off: 'none' } as const

/** SARIF 2.1.0, as code scanning services take it: paths relative to the workspace, columns in UTF-16 code units. */
export function sarifReport({ files }: Checked, { page }: Pick<Io, 'page'>): string {
  const used = [...new Set(files.flatMap(({ diagnostics }) => diagnostics.map(({ code }) => code)))].sort()
  const report = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: { name: 'tpm', semanticVersion: version, rules: used.map(code => describeRule(code, page(code))) },
        },
        columnKind: 'utf16CodeUnits',
        artifacts: files.map(({ plan }) => ({ location: location(plan.inRoot) })),
        results: files.flatMap((file, index) => resultsOf(file, index, used)),
      },
    ],
  }
  return `${JSON.stringify(report, null, 2)}\n`
}

/** With its page, which a service shows beside a result. */
function describeRule(code: string, page: string | undefined): object {
  const rule = rules.find(rule => rule.code === code)
  return {
    id: code,
    ...(page !== undefined && { help: { text: page, markdown: page } }),
    ...(rule && { shortDescription: { text: rule.title }, defaultConfiguration: { level: levels[rule.severity] } }),
  }
}

function resultsOf(file: CheckedFile, index: number, used: readonly string[]): readonly object[] {
  const names = fingerprints(file)
  return file.diagnostics.map((diagnostic, i) => ({
    ruleId: diagnostic.code,
    ruleIndex: used.indexOf(diagnostic.code),
    level: levels[diagnostic.severity],
    message: { text: fullMessage(diagnostic) },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { ...location(file.plan.inRoot), index },
          region: region(diagnostic.range),
        },
      },
    ],
    ...(0 < diagnostic.related.length && { relatedLocations: diagnostic.related.map(relatedLocation) }),
    partialFingerprints: { primaryLocationLineHash: `${names[i]}:1` },
  }))
}

function relatedLocation({ file, range, message }: Diagnostic['related'][number], id: number): object {
  return {
    id,
    message: { text: message },
    physicalLocation: { artifactLocation: location(file), region: region(range) },
  }
}

/** The path as a URI reference, below the root that the service knows. */
function location(path: string): object {
  return { uri: path.split('/').map(encodeURIComponent).join('/'), uriBaseId: '%SRCROOT%' }
}

/** SARIF counts from one; the end column is the one after the last. */
function region({ start, end }: Range): object {
  return {
    startLine: start.line + 1,
    startColumn: start.character + 1,
    endLine: end.line + 1,
    endColumn: end.character + 1,
  }
}
