import type { Severity } from '#engine/model/plan'
import { filesMatching } from '#language/code/sourceFiles'
import type { Problem } from '#language/read/reading'
import type { Snapshot } from '#language/snapshot'
import { Workspace } from '#language/workspace'

export interface CheckPlanOptions {
  /** Severities as settings would give them. */
  readonly severities?: Readonly<Record<string, Severity>>
  /** Other files of the workspace, by name. */
  readonly files?: Readonly<Record<string, string>>
  /** Paths of the source files, where they are known. */
  readonly code?: readonly string[]
}

const root = 'file:///plans'

/** One plan as the server sees it: read, scheduled and checked on demand. */
export function snapshotOf(text: string, { severities = {}, files = {}, code }: CheckPlanOptions = {}): Snapshot {
  const sources = (code ?? []).map(path => `${root}/${path}`)
  const workspace = new Workspace({
    roots: [root],
    severities: new Map(Object.entries(severities)),
    fileExists: uri => uri.slice(root.length + 1) in files,
    ties: code && {
      isMatched: (plan, globs) => filesMatching(plan, globs, sources).counts,
      filesOf: (plan, globs) => filesMatching(plan, globs, sources).files,
      files: () => sources,
      mentions: () => [],
    },
    readFile: uri => files[uri.slice(root.length + 1)],
  })
  for (const [name, other] of Object.entries(files)) {
    if (name.endsWith('.tpm.yaml')) workspace.set(`${root}/${name}`, other)
  }
  const uri = `${root}/plan.tpm.yaml`
  workspace.set(uri, text)
  return workspace.snapshot(uri)!
}

/** All that is wrong with a text, as the editor would show it: reading, schedule, rules, silencings. */
export function check(text: string, options?: CheckPlanOptions): readonly Problem[] {
  return snapshotOf(text, options).problems
}

/** The codes that a text is told, each once, sorted. */
export function codesIn(text: string, options?: CheckPlanOptions): readonly string[] {
  return [...new Set(check(text, options).map(({ code }) => code))].sort()
}
