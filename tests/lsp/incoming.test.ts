import { afterEach, describe, expect, test } from 'vitest'
import { CancellationTokenSource, LSPErrorCodes } from 'vscode-languageserver/node'
import { Editor } from './editor.ts'

const uri = 'file:///w/plan.tpm.yaml'
const text = 'tpm: 1\nproject: { name: Bridge, start: 2026-03-02 }\ntasks:\n  a: { name: A, duration: 1d }\n'
const whole = { start: { line: 0, character: 0 }, end: { line: 99, character: 0 } }
const textDocument = { uri }

let editor: Editor
afterEach(() => editor.dispose())

async function opened(): Promise<Editor> {
  editor = new Editor()
  await editor.start()
  await editor.open(uri, text)
  await editor.settled()
  return editor
}

/** The answer, or the code of the error. */
const outcome = (answer: Promise<unknown>) =>
  answer.then(
    value => value,
    (error: { code: unknown }) => error.code,
  )
const hints = () => outcome(editor.request('textDocument/inlayHint', { textDocument, range: whole }))
const type = (duration: number) => editor.change(uri, [{ text: text.replace('1d', `${duration}d`) }])

describe('messages that come in together', () => {
  test('of questions about what is shown only the one about the last text is answered', async () => {
    await opened()
    const asked: Promise<unknown>[] = []
    for (let duration = 2; duration <= 6; duration++) {
      void type(duration)
      asked.push(hints())
    }
    const answers = await Promise.all(asked)
    expect(answers.slice(0, -1)).toEqual(Array.from({ length: 4 }, () => LSPErrorCodes.ContentModified))
    expect(answers.at(-1)).toMatchObject([{ label: expect.stringContaining('Mon 9 Mar') }])
  })

  test('a burst of texts is checked once, the last', async () => {
    await opened()
    const versions: (number | undefined)[] = []
    editor.connection.onNotification('textDocument/publishDiagnostics', ({ version }) => {
      versions.push(version)
    })
    for (let duration = 2; duration <= 20; duration++) void type(duration)
    await new Promise(done => setTimeout(done, 100))
    await editor.request('tpm/ping', {})
    expect(versions).toEqual([20])
  })

  test('a question at a place is answered of the text it was asked of', async () => {
    await opened()
    const at = { textDocument, position: { line: 3, character: 2 } }
    void type(2)
    const first = editor.request<{ contents: { value: string } }>('textDocument/hover', at)
    void type(3)
    const second = editor.request<{ contents: { value: string } }>('textDocument/hover', at)
    expect((await first).contents.value).toContain('Tue 3 Mar')
    expect((await second).contents.value).toContain('Wed 4 Mar')
  })

  test.each(['textDocument/inlayHint', 'textDocument/references', 'textDocument/hover'])(
    'one that is cancelled at once is not worked on: %s',
    async method => {
      await opened()
      const source = new CancellationTokenSource()
      const context = { includeDeclaration: true }
      const params = { textDocument, range: whole, position: { line: 3, character: 2 }, context }
      const answer = outcome(editor.connection.sendRequest(method, params, source.token))
      source.cancel()
      expect(await answer).toBe(LSPErrorCodes.RequestCancelled)
    },
  )

  test('a document that is closed meanwhile has nothing to show', async () => {
    await opened()
    const answer = hints()
    void editor.close(uri)
    expect(await answer).toBe(LSPErrorCodes.ContentModified)
  })
})
