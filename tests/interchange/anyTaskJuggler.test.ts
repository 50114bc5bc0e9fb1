import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { importTaskJuggler } from '#interchange/taskjuggler/importTaskJuggler'
import { readPlan } from '#language/read/read'

/** Errors of reading of what a file becomes. */
function errorsOf(text: string): readonly string[] {
  const { text: plan } = importTaskJuggler(text)
  return readPlan(plan, { file: 'plan.tpm.yaml' })
    .problems.filter(({ severity }) => severity === 'error')
    .map(({ code, message, span }) => `${code}: ${message}: ${plan.slice(span.start, span.end)}`)
}

const header = 'project p "Project" 2026-01-05 +6m'

const words = fc.constantFrom(
  ...['task', 'resource', 'shift', 'supplement', 'project', 'macro', 'a', 'b', 'a.b', '!b', '!!a', 'start', 'end'],
  ...['length', 'duration', 'effort', 'allocate', 'depends', 'precedes', 'gaplength', 'gapduration', 'onstart'],
  ...['leaves', 'annual', 'vacation', 'holiday', 'workinghours', 'mon', 'fri', 'off', 'limits', 'dailymax', 'rate'],
  ...['efficiency', 'priority', 'complete', 'period', 'maxend', 'minstart', 'milestone', 'scheduling', 'alap'],
  ...['2026-01-07', '2026-13-45', '0000-00-00', '2026-03-02-25:61', '9999-12-31', '+2w', '-1', '1.2.3d', '5d', '2m'],
  ...['99999999999d', '0', '2000', 'NaN', '1e9', '9:00', '25:00', '12:00', 'flags', 'note', 'charge', 'responsible'],
  ...[
    'email',
    'managers',
    '"Text"',
    '"\u0024{x}"',
    '\u0024{x}',
    '\u0024{x "1"}',
    '-8<-',
    '->8-',
    '/*',
    '*/',
    '#',
    '\n',
    '\n',
    '\n',
  ],
  ...['{', '}', '{', '}', '[', ']', ',', ':', '-', '"', "'", '$', '${', 'delayed:', '\u0000', 'ä', '\\'],
)

describe('any text becomes a plan that can be read', () => {
  test('made of the words of the language', () => {
    fc.assert(
      fc.property(fc.array(words, { maxLength: 80 }), soup => {
        expect(errorsOf(`${header}\n${soup.join(' ')}`)).toEqual([])
      }),
      { numRuns: 300 },
    )
  })

  test('of tasks and people with any attributes', () => {
    const attribute = fc.array(words, { minLength: 1, maxLength: 5 }).map(list => `    ${list.join(' ')}`)
    const block = fc.tuple(
      fc.constantFrom('task', 'resource', 'shift'),
      fc.nat(9),
      fc.array(attribute, { maxLength: 8 }),
    )
    fc.assert(
      fc.property(fc.array(block, { maxLength: 8 }), blocks => {
        const text = blocks.map(([kind, n, lines]) => `${kind} x${n} "X ${n}" {\n${lines.join('\n')}\n}`).join('\n')
        expect(errorsOf(`${header}\n${text}`)).toEqual([])
      }),
      { numRuns: 300 },
    )
  })

  test('or of anything', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), text => {
        expect(errorsOf(text)).toEqual([])
      }),
      { numRuns: 200 },
    )
  })

  test.each([
    ['nothing', ''],
    ['a million braces', `${header}\n${'{'.repeat(1_000_000)}`],
    ['a million closed braces', `${header}\n${'}'.repeat(1_000_000)}`],
    [
      'tasks in tasks, never closed',
      `${header}\n${Array.from({ length: 20_000 }, (_, n) => `task t${n} "T" {`).join('\n')}`,
    ],
    [
      'people in people, never closed',
      `${header}\n${Array.from({ length: 20_000 }, (_, n) => `resource r${n} "R" {`).join('\n')}`,
    ],
    [
      'shifts in shifts, never closed',
      `${header}\n${Array.from({ length: 20_000 }, (_, n) => `shift s${n} "S" {`).join('\n')}`,
    ],
    ['a macro that calls itself', `${header}\nmacro x [ \${x} \${x} ]\n\${x}\ntask a "\${x}"`],
    [
      'macros that double',
      `${header}\n${Array.from({ length: 40 }, (_, n) => `macro m${n + 1} [ \${m${n}} \${m${n}} ]`).join('\n')}\nmacro m0 [ task a "A" ]\n\${m40}`,
    ],
    ['a comment without end', `${header}\n/* ${'task a "A" '.repeat(1000)}`],
    ['a text without end', `${header}\ntask a "A" { note -8<- ${'x'.repeat(100_000)}`],
    ['a quote without end', `${header}\ntask a "A ${'x '.repeat(50_000)}`],
    ['open calls of macros', `${header}\n${'${'.repeat(200_000)}`],
    ['open macros', `${header}\n${'macro x ['.repeat(50_000)}`],
  ])('%s', (_name, text) => {
    expect(errorsOf(text)).toEqual([])
  })
})
