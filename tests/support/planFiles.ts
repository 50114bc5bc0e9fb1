import type { Snapshot } from '#language/snapshot'
import { Workspace } from '#language/workspace'
import { markedAt } from './marker.ts'

/**
 * Several files in one fixture, each below a line `--- name`; the cursor `$0` is in one of them. Without such a line it
 * is one file, `plan.tpm.yaml`.
 */
export function workspaceOf(fixture: string): { readonly snapshot: Snapshot; readonly offset: number } {
  const workspace = new Workspace({ roots: ['file:///plans'] })
  const source = fixture.startsWith('\n') ? fixture.slice(1) : fixture
  const parts = source.startsWith('--- ') ? source.slice(4).split(/^--- /m) : [`plan.tpm.yaml\n${source}`]
  let cursor: { uri: string; offset: number } | undefined
  for (const part of parts) {
    const uri = `file:///plans/${part.slice(0, part.indexOf('\n'))}`
    const body = part.slice(part.indexOf('\n') + 1)
    const marked = body.includes('$0') ? markedAt(body) : undefined
    if (marked) cursor = { uri, offset: marked.offset }
    workspace.set(uri, marked?.text ?? body)
  }
  if (!cursor) throw new Error('the fixture has no $0')
  return { snapshot: workspace.snapshot(cursor.uri)!, offset: cursor.offset }
}

/** The lines of a text that an edit has changed, trimmed. */
export function changedLines(before: string, after: string): readonly string[] {
  const old = before.split('\n')
  return after.split('\n').flatMap((line, i) => (line === old[i] ? [] : [line.trim()]))
}
