// biome-ignore-all lint/suspicious/noTemplateCurlyInString: snippets have tab stops of that form.
import { describe, expect, test } from 'vitest'
import { completion } from '#language/features/completion'
import { onTypeFormatting } from '#language/features/onTypeFormatting'
import { pasteText } from '#language/features/pasteText'
import { readPlan } from '#language/read/read'
import { applyChanges } from '#language/write/applyChanges'
import { applyEdits } from '#language/write/edits'
import { indentStep } from '#language/write/layout'
import { markedAt } from '#tests/support/marker'
import { refactor, refactorOne } from '#tests/support/refactor'
import { snapshotOf } from '#tests/support/snapshot'

const head = 'tpm: 1\nproject:\n    id: here\n    name: Here\n    start: 2026-03-02\n'
const plan = `${head}tasks:\n    dig:\n        name: Dig\n        duration: 4d\n`

describe('how far in a text stands', () => {
  test.each([
    ['two columns where nothing does', 'tpm: 1\n', 2],
    ['the smallest step', 'a:\n    b:\n       c: 1\n', 3],
    [
      'lists and texts of their own shape count for nothing',
      'a:\n- b:\n  c: |\n     d\nb:\n    - x\nc:\n    d: 1\n',
      4,
    ],
    ['past comments and blank lines', 'a: # why\n\n # b\n    c: 1\n', 4],
    ['with CRLF', 'a:\r\n    c: 1\r\n', 4],
    ['one column is a slip', 'a:\n b: 1\n', 2],
  ])('%s', (_name, text, step) => expect(indentStep(text)).toBe(step))
})

describe('what is written has the indentation of the file', () => {
  const changed = (path: readonly string[], text: string) =>
    applyEdits(plan, applyChanges(readPlan(plan, { file: '' }), [{ kind: 'set', path, text }])).slice(head.length)

  test('a section and what is in it', () =>
    expect(changed(['risks', 'rain', 'name'], 'Rain')).toContain('\nrisks:\n    rain:\n        name: Rain\n'))
  test('a list below a key', () =>
    expect(changed(['tasks', 'dig', 'links'], '- "#1"\n- "#2"')).toContain(
      '        links:\n            - "#1"\n            - "#2"\n',
    ))
  test('in place of a value', () =>
    expect(changed(['tasks', 'dig', 'duration'], 'likely: 4d\noptimistic: 3d')).toContain(
      '        duration:\n            likely: 4d\n            optimistic: 3d\n',
    ))

  /** The text with the completion of that label taken at `$0`. */
  function completed(fixture: string, label: string): string {
    const { text, offset } = markedAt(fixture)
    const { items, replace } = completion(snapshotOf(text), offset, '2026-03-02')
    const item = items.find(one => one.label === label)!
    return text.slice(0, replace.start) + item.insert + text.slice(replace.end)
  }
  test('the line below a key that is completed', () => {
    expect(completed(`${plan}ris$0`, 'risks')).toBe(`${plan}risks:\n    `)
    expect(completed(`${plan}        acc$0`, 'acceptance')).toBe(`${plan}        acceptance:\n            `)
  })
  test('snippets', () =>
    expect(completed(`${plan}    $0`, 'new summary')).toBe(
      `${plan}    \${1:summary-1}:\n        name: \${2:Name}\n        tasks:\n            \${3:task-id}:\n                name: \${4:Name}\n                duration: \${5:5d}$0`,
    ))

  const entered = (fixture: string) => {
    const { text, offset } = markedAt(fixture)
    return applyEdits(text, onTypeFormatting(text, offset))
  }
  test('the line after Enter', () => {
    expect(entered(`${plan}    fill:\n$0`)).toBe(`${plan}    fill:\n        `)
    expect(entered(`${plan}        links:\n$0`)).toBe(`${plan}        links:\n            - `)
    expect(entered(`${plan}        links: [\n$0`)).toBe(`${plan}        links: [\n            `)
  })

  test('a task that is split', () =>
    expect(refactorOne(plan.replace('dig:', 'd$0ig:'), 'Split')).toBe(
      `${plan.replace('4d', '2d')}    dig-2:\n        name: Dig, part 2\n        duration: 2d\n        after: dig\n`,
    ))
  test('a task of one line that is split', () =>
    expect(refactorOne(`${plan}    f$0ill: { duration: 2d }\n`, 'Split')).toContain(
      '    fill-2:\n        name: fill, part 2\n',
    ))

  const other = (step: string) =>
    `tpm: 1\nproject:\n${step}id: there\n${step}name: There\n${step}start: 2026-03-02\ntasks:\n${step}z:\n${step}${step}name: Z\n${step}${step}duration: 1d\n`
  const moving = `tpm: 1
project: { id: here, name: Here, start: 2026-03-02 }
tasks:
  stay: { name: Stay, duration: 1d }
  # all of it
  bu$0ild:
    name: Build
    tasks:
      # one
      x:
        name: X
        duration: 2d # days
        notes: |
          one
            two

          three
        links:
          - a
          - b
      w:
        name: W
        duration: 1d
        after:
        - task: x
          lag: 1d
        # the end
`
  test('a task that is moved to another plan', () =>
    expect(
      refactor(moving, 'Move to the plan "There"', { 'other.tpm.yaml': other('    ') })?.['other.tpm.yaml'],
    ).toBe(`${other('    ')}    # all of it
    build:
        name: Build
        tasks:
            # one
            x:
                name: X
                duration: 2d # days
                notes: |
                    one
                      two

                    three
                links:
                    - a
                    - b
            w:
                name: W
                duration: 1d
                after:
                - task: x
                  lag: 1d
                # the end
`))

  const pasted = (fixture: string, clip: string) => {
    const { text, offset } = markedAt(fixture)
    const span = { start: offset, end: offset }
    return applyEdits(text, [pasteText(snapshotOf(text), span, clip) ?? { span, text: clip }])
  }
  test('what is pasted from a file that has another', () => {
    const fill =
      '    fill:\n        name: Fill\n        duration: 1d\n        after:\n            - task: dig\n              lag: 1d\n'
    const clip = '  fill:\n    name: Fill\n    duration: 1d\n    after:\n      - task: dig\n        lag: 1d\n'
    expect(pasted(`${plan}$0`, clip)).toBe(plan + fill)
    expect(pasted(`${plan}    $0\n`, clip.trim())).toBe(plan + fill)
  })
})
