import fc from 'fast-check'
import { expect, test } from 'vitest'
import { portfolioFiles } from '../support/portfolio.ts'
import { Editor } from './editor.ts'

const size = { folders: 3, plansInFolder: 11, tasksInPlan: 6 }
const uriOf = (path: string) => `file:///w/${path}`
const files = Object.fromEntries([...portfolioFiles(size)].map(([path, text]) => [uriOf(path), text]))
const plans = Object.keys(files)
const folderOf = (at: number) => ({ uri: uriOf(`f${at}`), name: `f${at}` })

type Event =
  | { readonly do: 'type' | 'disk'; readonly plans: readonly string[]; readonly with: string }
  | { readonly do: 'open' | 'close' | 'delete' | 'rename'; readonly plans: readonly string[] }
  | { readonly do: 'add' | 'remove'; readonly folder: number }

const some = fc.uniqueArray(fc.constantFrom(...plans), { minLength: 1, maxLength: 6 })
const change = fc.constantFrom('later', 'other id', 'nobody', 'broken', 'gone', 'ring', 'name', 'as it was')
const event: fc.Arbitrary<Event> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({ do: fc.constantFrom('type' as const, 'disk' as const), plans: some, with: change }),
  },
  {
    weight: 3,
    arbitrary: fc.record({ do: fc.constantFrom('open' as const, 'close' as const, 'delete' as const), plans: some }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('rename' as const), plans: some }) },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constantFrom('add' as const, 'remove' as const),
      folder: fc.integer({ min: 0, max: 2 }),
    }),
  },
)

/** Another text of a plan, from the text it began with. */
function changed(uri: string, how: string): string {
  const text = files[uri] ?? 'tpm: 1\nproject: { id: renamed, name: Renamed, start: 2026-03-02 }\n'
  const ring = text.replace('t5: {', `t5: { after: ${/id: (f\d-p\d{3})\d/.exec(text)?.[1] ?? 'x'}9/t2, `)
  const texts: Readonly<Record<string, string>> = {
    later: text.replaceAll('duration: 1d', 'duration: 9d'),
    'other id': text.replace(/id: f/, 'id: g'),
    nobody: text.replaceAll('who-1', 'nobody'),
    broken: text.replace('tasks:', 'tasks: ['),
    gone: text.replace(/ {2}t3: .*\n/, ''),
    ring,
    name: text.replaceAll('name: Task', 'name: Job'),
  }
  return texts[how] ?? text
}

/** An editor that keeps to what a real one does: it types only in what is open. */
class Person {
  readonly open = new Map<string, string>()
  folders = [0, 1, 2]

  constructor(readonly editor: Editor) {}

  async act(event: Event): Promise<void> {
    const { editor } = this
    if ('folder' in event) return this.#folder(event.do, event.folder)
    const changes: { uri: string; type: number }[] = []
    for (const uri of event.plans) {
      if (event.do === 'open' && !this.open.has(uri)) await this.#open(uri)
      if (event.do === 'type') {
        if (!this.open.has(uri)) await this.#open(uri)
        const text = changed(uri, event.with)
        this.open.set(uri, text)
        await editor.change(uri, [{ text }])
      }
      if (event.do === 'close' && this.open.delete(uri)) await editor.close(uri)
      if (event.do === 'disk') editor.files.set(uri, changed(uri, event.with))
      if (event.do === 'rename' && editor.files.has(uri)) {
        const to = uri.replace('.tpm.yaml', '-moved.tpm.yaml')
        editor.files.set(to, editor.files.get(uri)!)
        changes.push({ uri: to, type: 1 })
      }
      if (event.do === 'delete' || event.do === 'rename') editor.files.delete(uri)
      if (event.do === 'disk' || event.do === 'delete' || event.do === 'rename') changes.push({ uri, type: 2 })
    }
    if (changes.length > 0) await editor.connection.sendNotification('workspace/didChangeWatchedFiles', { changes })
  }

  async #open(uri: string): Promise<void> {
    const text = this.editor.files.get(uri) ?? changed(uri, 'as it was')
    this.open.set(uri, text)
    await this.editor.open(uri, text)
  }

  async #folder(what: 'add' | 'remove', at: number): Promise<void> {
    if (this.folders.includes(at) === (what === 'add')) return
    this.folders = what === 'add' ? [...this.folders, at] : this.folders.filter(other => other !== at)
    const event = { added: what === 'add' ? [folderOf(at)] : [], removed: what === 'remove' ? [folderOf(at)] : [] }
    await this.editor.connection.sendNotification('workspace/didChangeWorkspaceFolders', { event })
  }
}

/** All that is shown of all plans, when nothing more comes. */
async function shown(editor: Editor): Promise<unknown> {
  await editor.settled()
  const found = (await editor.request<{ uri: string; errors: number }[]>('tpm/plans', {})).filter(({ uri }) => uri)
  const views = await Promise.all(
    found.map(({ uri }) =>
      editor.request<{ view: unknown } | null>('tpm/timeline', { uri }).then(answer => answer?.view),
    ),
  )
  const published = [...editor.published]
    .filter(([, { diagnostics }]) => diagnostics.length > 0)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([uri, { diagnostics }]) => [uri, diagnostics])
  return { found, views, published }
}

async function started(given: Readonly<Record<string, string>>, folders: readonly number[]): Promise<Editor> {
  const editor = new Editor(given)
  await editor.start({ workspace: { workspaceFolders: true } }, undefined, folders.map(folderOf))
  return editor
}

test('a portfolio that changes from all sides is shown as a fresh server shows it', { timeout: 120_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(event, { minLength: 1, maxLength: 12 }),
      fc.integer({ min: 0, max: 3 }),
      async (events, pause) => {
        const editor = await started(files, [0, 1, 2])
        const person = new Person(editor)
        for (const [at, each] of events.entries()) {
          await person.act(each)
          if (pause > 0 && at % pause === 0) await editor.settled()
        }
        const fresh = await started(Object.fromEntries(editor.files), person.folders)
        for (const [uri, text] of person.open) await fresh.open(uri, text)
        try {
          expect(await shown(editor)).toEqual(await shown(fresh))
        } finally {
          editor.dispose()
          fresh.dispose()
        }
      },
    ),
    { numRuns: 8, endOnFailure: true },
  )
})

test('a keystroke in one plan has only those checked again whose dates it moves', async () => {
  const editor = await started(files, [0, 1, 2])
  const [first] = plans.filter(uri => uri.endsWith('p0000.tpm.yaml'))
  await editor.open(first!, files[first!]!)
  await editor.settled()
  const checked = async (text: string) => {
    editor.published.clear()
    await editor.change(first!, [{ text }])
    await editor.settled()
    return [...editor.published.keys()].map(uri => uri.slice('file:///w/'.length)).sort()
  }
  expect(await checked(files[first!]!.replace('name: Task 3', 'name: Job 3'))).toEqual(['f0/f0-p0000.tpm.yaml'])
  // The next of its ten, and so on; the first of the next folder waits for its first task, which stays
  expect(
    await checked(files[first!]!.replaceAll('t3: { name: Task 3, duration: 2d', 't3: { name: Task 3, duration: 9d')),
  ).toHaveLength(10)
  editor.dispose()
})
