import type { Snapshot } from '../../snapshot.ts'
import { folderOf } from '../../uris.ts'
import { applyChanges } from '../../write/applyChanges.ts'
import { lineEndOf } from '../../write/layout.ts'
import type { DocumentEdits } from '../documentEdits.ts'
import { blockEntries } from './entries.ts'
import { keepsDates, provided, type Refactoring } from './refactoring.ts'

/** Sections that an included file may have, and what their file is called. */
const files = { resources: 'people', calendars: 'calendars' } as const
type Section = keyof typeof files

export function isExtractable(section: unknown): section is Section {
  return section === 'resources' || section === 'calendars'
}

/** Moves the people or the calendars into a file of their own, which the plan includes. Their text stays as it is. */
export function extractLibrary(snapshot: Snapshot, section: Section): readonly Refactoring[] {
  const { reading, text, uri, workspace, plan } = snapshot
  const own = blockEntries(reading, [])?.find(({ key }) => key === section)
  const name = own && freeName(snapshot, files[section])
  if (!own || name === undefined) return []
  const lineEnd = lineEndOf(text)
  const lines = text.slice(own.lines.start, own.lines.end)
  const library = `tpm: 1${lineEnd}${lines}${/[\r\n]$/.test(lines) ? '' : lineEnd}`
  const node = reading.nodeAt(['include'])
  const place = node?.kind === 'seq' ? ['include', node.items.length] : node ? ['include', 1] : ['include']
  const include = applyChanges(reading, [{ kind: 'set', path: place, text: node ? `./${name}` : `[./${name}]` }])
  const edits: readonly DocumentEdits[] = [
    { uri: `${folderOf(uri)}${name}`, edits: [{ span: { start: 0, end: 0 }, text: library }], creates: true },
    { uri, edits: [...include, { span: own.lines, text: '' }] },
  ]
  if (workspace.resolve(uri, `./${name}`) === undefined || plan.isLibrary) return []
  const what = section === 'resources' ? 'people' : 'calendars'
  return provided(snapshot, { title: `Extract ${what} into ${name}`, kind: 'extract', edits }, after => {
    // What it names must be in it, or in what it includes: others may include it too.
    const problems = after.workspace.snapshot(`${folderOf(uri)}${name}`)?.problems ?? []
    return keepsDates(snapshot, after) && problems.every(({ severity }) => severity !== 'error')
  })
}

/** A name of a file that is not there, as far as one can know here. */
function freeName({ uri, workspace }: Snapshot, base: string): string | undefined {
  for (let n = 1; n < 10; n++) {
    const name = `${base}${n === 1 ? '' : `-${n}`}.tpm.yaml`
    if (!workspace.snapshot(`${folderOf(uri)}${name}`) && workspace.fileExists(uri, `./${name}`) !== true) return name
  }
  return undefined
}
