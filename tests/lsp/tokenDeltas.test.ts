import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Editor } from './editor.ts'

const uri = 'file:///w/bridge.tpm.yaml'
const text = `tpm: 1
project: { name: Bridge, start: 2026-03-02, calendar: default }
calendars:
  default: { week: { mon-fri: [09:00-17:00] } }
tasks:
  design: { name: Design, duration: 3d..5d..9d, assign: { ben: 50% } }
  build:
    name: Build 𝒳
    duration: 5d
    after: [design SS+1d, other FF]
    deadline: 2026-05-01
`

interface Tokens {
  readonly resultId?: string
  readonly data?: readonly number[]
  readonly edits?: readonly {
    readonly start: number
    readonly deleteCount: number
    readonly data?: readonly number[]
  }[]
}

const pieces = [
  '',
  'x',
  ' ',
  '\n',
  ': ',
  '[',
  ']',
  '{',
  '}',
  ', ',
  '- ',
  '"',
  '#',
  '2026-05-04',
  '2d',
  '𝒳',
  '\r\n',
  '  z: { name: Z }\n',
]
const change = fc.record({ at: fc.nat(400), cut: fc.nat(12), put: fc.constantFrom(...pieces) })
/** What the editor does after a change: it asks for the difference, gives up on the answer, or asks for everything. */
const step = fc.record({
  changes: fc.array(change, { minLength: 1, maxLength: 3 }),
  answer: fc.constantFrom('delta', 'delta', 'lost', 'full'),
})

/** The numbers that an editor has after an answer. */
function applied(before: readonly number[], { data, edits }: Tokens): readonly number[] {
  if (data) return data
  const after = [...before]
  for (const { start, deleteCount, data: put = [] } of [...(edits ?? [])].sort((a, b) => b.start - a.start))
    after.splice(start, deleteCount, ...put)
  return after
}

test('the difference of the tokens makes those of the text, whatever is typed, lost or asked again', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 8 }), async steps => {
      const editor = new Editor()
      try {
        await editor.start()
        await editor.open(uri, text)
        const ask = (method: string, more: object = {}) =>
          editor.request<Tokens>(`textDocument/semanticTokens/${method}`, { textDocument: { uri }, ...more })
        let now = text
        let shown = await ask('full')
        let numbers = shown.data!
        for (const { changes, answer: fate } of steps) {
          for (const { at, cut, put } of changes) {
            const start = Math.min(at, now.length)
            now = now.slice(0, start) + put + now.slice(Math.min(start + cut, now.length))
          }
          await editor.change(uri, [{ text: now }])
          const answer = await ask(fate === 'full' ? 'full' : 'full/delta', { previousResultId: shown.resultId })
          if (fate === 'lost') continue
          numbers = applied(numbers, answer)
          shown = answer
          const fresh = new Editor()
          await fresh.start()
          await fresh.open(uri, now)
          const whole = await fresh.request<Tokens>('textDocument/semanticTokens/full', { textDocument: { uri } })
          fresh.dispose()
          expect(numbers).toEqual(whole.data)
        }
      } finally {
        editor.dispose()
      }
    }),
    { numRuns: 40 },
  )
})

test('a difference to an answer that the server never gave is everything', async () => {
  const editor = new Editor()
  await editor.start()
  await editor.open(uri, text)
  const whole = await editor.request<Tokens>('textDocument/semanticTokens/full', { textDocument: { uri } })
  const since = (previousResultId: string) =>
    editor.request<Tokens>('textDocument/semanticTokens/full/delta', { textDocument: { uri }, previousResultId })
  expect((await since('of another server')).data).toEqual(whole.data)
  await editor.change(uri, [{ text: text.replace('3d..5d..9d', '4d') }])
  const changed = await since((await since('of another server')).resultId!)
  expect(changed.edits).toEqual([])
  expect((await since('of another server')).data).not.toEqual(whole.data)
  editor.dispose()
})
