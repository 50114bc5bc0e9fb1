import type { Path } from '#engine/model/path'
import { isNegated } from '#engine/rules/plan/unmatched-code'
import type { ScalarNode, TextEdit } from '../read/reading.ts'
import { quote } from '../read/syntax.ts'
import type { Snapshot, WorkspaceView } from '../snapshot.ts'
import { canonicalUri, folderOf, isInside, relativePath, resolveInside } from '../uris.ts'
import { sortEdits } from '../write/edits.ts'
import type { DocumentEdits } from './documentEdits.ts'

/** A file or a folder that gets another name or place. */
export interface Renamed {
  readonly oldUri: string
  readonly newUri: string
}

/**
 * The paths of plans that lead elsewhere once files or folders have other names: what they include, their evidence, and
 * `code` as far as it names folders. To be made before the files are moved; a plan may be one of them.
 */
export function renamedFiles(workspace: WorkspaceView, files: readonly Renamed[]): readonly DocumentEdits[] {
  const moves = files.map(({ oldUri, newUri }) => [placeOf(oldUri), placeOf(newUri)] as const)
  /** Where a place is then. */
  const after = (place: string): string => {
    const move = moves.find(([from]) => place === from || isInside(from, place))
    return move ? move[1] + place.slice(move[0].length) : place
  }
  return [...workspace.snapshots.values()].flatMap(snapshot => {
    const here = canonicalUri(snapshot.uri)
    const lead = { from: here, to: after(here), after }
    const edits = pathsIn(snapshot).flatMap(({ path, isGlob }) => editAt(snapshot, path, isGlob, lead) ?? [])
    return edits.length > 0 ? [{ uri: snapshot.uri, edits: sortEdits(edits) }] : []
  })
}

/** A plan as it is and as it will be, and where other places will be. */
interface Lead {
  readonly from: string
  readonly to: string
  readonly after: (place: string) => string
}

function placeOf(uri: string): string {
  return canonicalUri(uri).replace(/\/$/, '')
}

function pathsIn({ plan, reading }: Snapshot): readonly { readonly path: Path; readonly isGlob: boolean }[] {
  const found: { path: Path; isGlob: boolean }[] = plan.include.map(({ path }) => ({ path, isGlob: false }))
  for (const { path, code, gate, acceptance } of plan.tasks.values()) {
    const at = [...path, 'code']
    const isList = code.length > 0 && reading.nodeAt(at)?.kind === 'seq'
    for (const index of code.keys()) found.push({ path: isList ? [...at, index] : at, isGlob: true })
    for (const { evidence, path } of [...gate, ...acceptance])
      if (evidence !== undefined) found.push({ path: [...path, 'evidence'], isGlob: false })
  }
  return found
}

function editAt({ text, reading }: Snapshot, path: Path, isGlob: boolean, lead: Lead): TextEdit | undefined {
  const node = reading.nodeAt(path)
  // What an alias says is written elsewhere.
  if (node?.kind !== 'scalar' || node.style === 'block' || text[node.start] === '*') return undefined
  const changed = isGlob ? globThen(node.text, lead) : pathThen(node.text, lead)
  if (changed === undefined || changed === node.text) return undefined
  return { span: { start: node.start, end: node.end }, text: asWritten(node, changed) }
}

function pathThen(written: string, { from, to, after }: Lead): string | undefined {
  const target = resolveInside([], from, written)
  if (target === undefined) return undefined
  const [was, is] = [relativePath(folderOf(from), target), relativePath(folderOf(to), after(target))]
  if (was === is) return undefined
  return written.startsWith('./') && !is.startsWith('../') ? `./${is}` : is
}

/** Folders before the first character that means more than itself are a path, which the rest follows. */
function globThen(glob: string, lead: Lead): string | undefined {
  const sign = isNegated(glob) ? '!' : ''
  const steps = glob.slice(sign.length).split('/')
  const first = steps.findIndex(step => step === '' || /[*?[\]{}()\\]/.test(step))
  const named = first < 0 ? steps : steps.slice(0, first)
  const rest = first < 0 ? [] : steps.slice(first)
  if (named.length === 0 && steps[0] === '') return undefined
  const is = pathThen(named.join('/') || '.', lead)
  if (is === undefined) return undefined
  const literal = is.replace(/[*?[\]{}()\\]/g, '\\$&')
  return sign + [...(literal === '' ? [] : [literal]), ...rest].join('/')
}

function asWritten({ style }: ScalarNode, text: string): string {
  if (style === 'single') return `'${text.replaceAll("'", "''")}'`
  const isPlain = /^[\w./][\w./@+~* -]*$/.test(text) && !text.includes('  ') && !/^[\d.]+$| $|^\.\.?$|: | #/.test(text)
  return style === 'plain' && isPlain ? text : quote(text)
}
