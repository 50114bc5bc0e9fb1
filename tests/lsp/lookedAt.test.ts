import { afterEach, expect, test } from 'vitest'
import { Editor } from './editor.ts'

const uri = 'file:///w/large.tpm.yaml'
let editor: Editor
afterEach(() => editor.dispose())

test('in a large plan a suggestion gets its dates when it is looked at', async () => {
  editor = new Editor()
  await editor.start()
  const tasks = Array.from({ length: 1001 }, (_, n) => `  t${n}:\n    name: Task ${n}\n    duration: 1d\n`).join('')
  const text = `tpm: 1\nproject: { name: P, start: 2026-03-02 }\ntasks:\n${tasks}  z:\n    name: Z\n    duration: 1d\n    after: t42`
  await editor.open(uri, text)
  const position = { line: text.split('\n').length - 1, character: 14 }
  const list = await editor.request<{ items: { label: string; detail?: string }[] }>('textDocument/completion', {
    textDocument: { uri },
    position,
  })
  const item = list.items.find(({ label }) => label === 't42')!
  expect(item.detail).toBe('Task 42')
  expect(await editor.request('completionItem/resolve', item)).toMatchObject({
    label: 't42',
    detail: 'Task 42 · Mon 2 Mar',
  })
  expect(await editor.request('completionItem/resolve', { label: 'other' })).toMatchObject({ label: 'other' })
})

test('a duration can be written as three points', async () => {
  editor = new Editor()
  await editor.start()
  await editor.open(
    uri,
    'tpm: 1\nproject: { name: P, start: 2026-03-02 }\ntasks:\n  a:\n    name: A\n    duration: 5d\n',
  )
  const position = { line: 5, character: 15 }
  const actions = await editor.request<{ title: string; kind: string }[]>('textDocument/codeAction', {
    textDocument: { uri },
    range: { start: position, end: position },
    context: { diagnostics: [] },
  })
  expect(actions.map(({ title, kind }) => `${kind}: ${title}`)).toContain(
    'refactor.rewrite: Estimate with three points: 3d..5d..9d',
  )
})
