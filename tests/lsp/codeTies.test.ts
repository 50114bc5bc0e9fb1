import { afterEach, describe, expect, test } from 'vitest'
import { filesMatching, withoutIgnored } from '../../server/src/language/code/sourceFiles.ts'
import { Editor } from './editor.ts'

const plan = 'file:///w/plan.tpm.yaml'
const text = `tpm: 1
project: { id: billing, name: Billing, start: 2026-03-02, status-date: 2026-03-03 }
tasks:
  data-sync: { name: Data sync, duration: 5d, code: ["src/sync/**"], deadline: 2026-04-15, status: in-progress, actual-start: 2026-03-02 }
  cutover: { name: Cutover, duration: 1d, after: data-sync, code: "lib/*.py" }
`
const source = 'file:///w/src/sync/run.ts'
const run = `// Copies rows, see tpm:data-sync and tpm:billing/cutover
const tpm = 'tpm:data-sync'
/*
 * TODO(data-sync): retry, then tpm:nobody
 */
`
const files = { [plan]: text, [source]: run, 'file:///w/lib/move.py': '# tpm:cutover\n', 'file:///w/README.md': 'x' }

let editor: Editor
afterEach(() => editor.dispose())

interface Ties {
  readonly tasks: readonly { readonly id: string; readonly title: string; readonly markdown: string }[]
  readonly mentions: readonly { readonly id: string; readonly range: object; readonly markdown: string }[]
}

async function started(given: Record<string, string> = files, settings: object = {}): Promise<Editor> {
  editor = new Editor(given)
  await editor.start({}, { facts: true, pushDiagnostics: true, settings })
  await editor.open(plan, given[plan]!)
  await editor.settled()
  return editor
}
const named = (given: Editor) =>
  new Promise<void>(done => {
    given.connection.onNotification('tpm/codeNamed', () => done())
  })
const until = async (holds: () => Promise<boolean> | boolean) => {
  while (!(await holds())) await new Promise(done => setTimeout(done, 20))
}
const tiesOf = (uri: string, content: string) => editor.request<Ties>('tpm/codeTies', { uri, text: content })
const tied = () => until(async () => (await tiesOf(source, run)).tasks.length > 0)
const at = (line: number, character: number) => ({ textDocument: { uri: plan }, position: { line, character } })

describe('a source file that a plan names', () => {
  test('is told its task with state and deadline, and what its comments name', async () => {
    await started()
    await tied()
    const { tasks, mentions } = await tiesOf(source, run)
    expect(tasks.map(({ title }) => title)).toEqual(['Data sync · in progress · due Wed 15 Apr'])
    expect(mentions.map(({ id, range }) => [id, range])).toEqual([
      ['data-sync', { start: { line: 0, character: 20 }, end: { line: 0, character: 33 } }],
      ['cutover', { start: { line: 0, character: 38 }, end: { line: 0, character: 57 } }],
      ['data-sync', { start: { line: 3, character: 3 }, end: { line: 3, character: 17 } }],
    ])
    expect(mentions[1]!.markdown).toContain('Cutover')
  })

  test('is told what is to be done in it as it stands in the editor', async () => {
    await started()
    await tied()
    const { tasks } = await tiesOf(source, '\n// TODO(data-sync): now here\n')
    expect(tasks[0]!.markdown).toMatch(/To do\S*: src\/sync\/run\S*ts\S*2$/)
  })

  test('is in the hover of its task, with what is to be done in it', async () => {
    await started()
    await tied()
    const hover = await editor.request<{ contents: { value: string } }>('textDocument/hover', at(3, 4))
    expect(hover.contents.value).toMatch(/Files: src\/sync\/run\S*ts/)
    expect(hover.contents.value).toMatch(/To do: src\/sync\/run\S*ts\S*4/)
  })

  test('is renamed with its task by one who does not wait for it to be found', async () => {
    editor = new Editor(files)
    await editor.start({}, { facts: true, pushDiagnostics: true, settings: {} })
    await editor.open(plan, text)
    const edit = await editor.request<{ changes: Record<string, object[]> }>('textDocument/rename', {
      ...at(3, 4),
      newName: 'copy',
    })
    expect(edit.changes[source]).toHaveLength(2)
  })
  test('is found by references and renamed with its task, saved or not', async () => {
    await started()
    await tied()
    await until(async () => {
      const found = await editor.request<{ uri: string }[]>('textDocument/references', {
        ...at(3, 4),
        context: { includeDeclaration: true },
      })
      return found.filter(({ uri }) => uri === source).length === 2
    })
    await tiesOf(source, `\n${run}`)
    const edit = await editor.request<{ changes: Record<string, { range: object; newText: string }[]> }>(
      'textDocument/rename',
      { ...at(3, 4), newName: 'copy' },
    )
    expect(edit.changes[source]).toEqual([
      { range: { start: { line: 1, character: 24 }, end: { line: 1, character: 33 } }, newText: 'copy' },
      { range: { start: { line: 4, character: 8 }, end: { line: 4, character: 17 } }, newText: 'copy' },
    ])
    expect(edit.changes[plan]).toHaveLength(2)
    const ofPlan = await editor.request<typeof edit>('textDocument/rename', { ...at(1, 18), newName: 'invoices' })
    expect(ofPlan.changes[source]).toEqual([
      { range: { start: { line: 1, character: 42 }, end: { line: 1, character: 49 } }, newText: 'invoices' },
    ])
    expect(ofPlan.changes[plan]).toHaveLength(1)
  })
})

test('source files answer in the order of their names, whatever comes, changes and goes', async () => {
  const file = (name: string) => `file:///w/src/sync/${name}.ts`
  const once = '// tpm:data-sync\n'
  await started({ [plan]: text, [file('m')]: once, [file('b')]: once, [file('x')]: once })
  const places = async () => {
    const found = await editor.request<{ uri: string; range: { start: { line: number } } }[]>(
      'textDocument/references',
      { ...at(3, 4), context: { includeDeclaration: false } },
    )
    return found.filter(({ uri }) => uri !== plan).map(({ uri, range }) => `${uri.slice(19, -3)}:${range.start.line}`)
  }
  const become = (...expected: string[]) => until(async () => (await places()).join() === expected.join())
  await become('b:0', 'm:0', 'x:0')
  await tiesOf(file('c'), once + once)
  expect(await places()).toEqual(['b:0', 'c:0', 'c:1', 'm:0', 'x:0'])
  await tiesOf(file('b'), `\n${once}`)
  expect(await places()).toEqual(['b:1', 'c:0', 'c:1', 'm:0', 'x:0'])
  editor.files.delete(file('m'))
  await editor.connection.sendNotification('tpm/codeClosed', { uri: file('b') })
  await become('b:0', 'c:0', 'c:1', 'x:0')
  await tiesOf(file('c'), '')
  expect(await places()).toEqual(['b:0', 'x:0'])
})

test('paths are completed from the files that are there, though no plan names one yet', async () => {
  const begun = text.replace(/, code: [^,}]+/g, '').replace('after: data-sync', 'after: data-sync, code: [src/sync/]')
  await started({ ...files, [plan]: begun, 'file:///w/.gitignore': '*.log\n', 'file:///w/src/sync/x.log': '' })
  const { items } = await editor.request<{ items: { label: string }[] }>(
    'textDocument/completion',
    at(4, begun.split('\n')[4]!.indexOf('src/sync/') + 9),
  )
  expect(items.map(({ label }) => label)).toEqual(['src/sync/run.ts'])
})

test('a pattern that no file matches is told, until a file comes', async () => {
  await started({ [plan]: text, [source]: run })
  const codes = await editor.codes(plan, found => found.length > 0)
  expect(codes).toEqual(['plan/unmatched-code'])
  editor.files.set('file:///w/lib/move.py', '')
  await editor.connection.sendNotification('workspace/didChangeWatchedFiles', {
    changes: [{ uri: 'file:///w/lib/move.py', type: 1 }],
  })
  await editor.codes(plan, found => found.length === 0)
})

test('a folder of source that is deleted is gone, though only the folder is told', async () => {
  await started()
  await tied()
  for (const [uri, isThere] of [
    ['file:///w/docs', true],
    ['file:///w/src', false],
  ] as const) {
    if (!isThere) editor.files.delete(source)
    await editor.connection.sendNotification('workspace/didChangeWatchedFiles', { changes: [{ uri, type: 3 }] })
    await until(async () => (await tiesOf(source, run)).tasks.length > 0 === isThere)
  }
  expect(await editor.codes(plan, found => found.length > 0)).toEqual(['plan/unmatched-code'])
})

test('nothing is looked for where no plan names files, and where it is switched off', async () => {
  for (const settings of [{}, { codeReferences: false }]) {
    let searches = 0
    const bare = 'codeReferences' in settings ? files : { ...files, [plan]: text.replaceAll(/, code: [^,}]*/g, '') }
    editor = new Editor(bare, {
      findFiles: async () => {
        searches++
        return []
      },
    })
    await editor.start({}, { facts: true, pushDiagnostics: true, settings })
    await editor.open(plan, bare[plan]!)
    await editor.settled()
    await new Promise(done => setTimeout(done, 600))
    expect(searches).toBe(0)
    editor.dispose()
  }
})

test('a client hears that plans name files', async () => {
  editor = new Editor(files)
  const heard = named(editor)
  await editor.start({}, { facts: true, pushDiagnostics: true })
  await heard
})

describe('patterns', () => {
  const all = ['src/a.ts', 'src/deep/b.ts', 'src/.hidden/c.ts', 'docs/a b.md', 'plans/x/other.ts'].map(
    path => `file:///w/${path.split('/').map(encodeURIComponent).join('/')}`,
  )
  test.each([
    ['src/**', ['src/a.ts', 'src/deep/b.ts', 'src/.hidden/c.ts']],
    ['src/*.ts', ['src/a.ts']],
    ['./src/{a,b}.ts', ['src/a.ts']],
    ['docs/a b.md', ['docs/a b.md']],
    ['src/', ['src/a.ts', 'src/deep/b.ts', 'src/.hidden/c.ts']],
    ['nothing/**', []],
  ])('%s, from the folder of the plan', (glob, expected) => {
    expect(filesMatching('file:///w/p.tpm.yaml', [glob], all)).toEqual({
      files: expected,
      counts: [expected.length > 0],
    })
  })
  test('one may lead up from the folder of the plan', () => {
    expect(filesMatching('file:///w/plans/x/p.tpm.yaml', ['../../src/*.ts'], all).files).toEqual(['../../src/a.ts'])
  })
  test.each([
    ['takes away from those before it', ['src/**', '!src/deep/**'], ['src/a.ts', 'src/.hidden/c.ts'], [true, true]],
    [
      'takes away one that is written from above',
      ['src/**', '!../w/src/a.ts', '!src/.hidden/'],
      ['src/deep/b.ts'],
      [true, true, true],
    ],
    ['takes nothing from those after it', ['!src/deep/**', 'src/*/b.ts'], ['src/deep/b.ts'], [false, true]],
    ['matches nothing alone', ['!src/deep/**'], [], [false]],
    ['that takes nothing away counts for nothing', ['src/a.ts', '!src/old/**'], ['src/a.ts'], [true, false]],
    ['and a bracket is a pattern of its own', ['src/!(a).ts', '!(docs)/a.ts'], ['src/a.ts'], [false, true]],
  ])('! %s', (_, globs, expected, counts) => {
    expect(filesMatching('file:///w/p.tpm.yaml', globs, all)).toEqual({ files: expected, counts })
  })
  test('what git ignores is left out, by the folder of its file', () => {
    const ignores = [
      { uri: 'file:///w/.gitignore', text: 'deep/\n' },
      { uri: 'file:///w/plans/.gitignore', text: '*.ts\n' },
    ]
    expect(withoutIgnored(all, ignores).map(uri => uri.slice('file:///w/'.length))).toEqual([
      'src/a.ts',
      'src/.hidden/c.ts',
      'docs/a%20b.md',
    ])
  })
})
