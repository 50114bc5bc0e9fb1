import fc from 'fast-check'
import { expect, test } from 'vitest'
import { idGiver } from '#interchange/planText'
import { readPlan } from '#language/read/read'
import { imported, task } from '#tests/support/mspdi'

const idOf = (name: string) => idGiver()(name, 'task-7')

test.each([
  ['Prüfung der Übergabe', 'Prufung-der-Ubergabe'],
  ['Straße ändern', 'Strasse-andern'],
  ['Æble Ørsted', 'Aeble-Orsted'],
  ['Łukasz', 'Lukasz'],
  ['Đặng Þór', 'Dang-Thor'],
  ['24 Hours', 'task-24-Hours'],
  ['0.5d after Spec', 'task-0-5d-after-Spec'],
  ['2026', 'task-2026'],
  ['设计', 'task-7'],
  ['🚀 Launch & learn', 'Launch-learn'],
  ['yes', 'yes-task'],
])('%s becomes %s', (name, id) => expect(idOf(name)).toBe(id))

test('of tasks and people too', () => {
  const parts = {
    tasks: task(1, 'Prüfung der Übergabe') + task(2, '24 Hours'),
    resources: '<Resource><UID>1</UID><Name>Jürgen Müßig</Name><Type>1</Type></Resource>',
  }
  const { plan } = readPlan(imported(parts).text, { file: '' })
  expect([...plan.tasks.keys(), ...plan.resources.keys()]).toEqual([
    'prufung-der-ubergabe',
    'task-24-hours',
    'Jurgen-Mussig',
  ])
})

test('any names get ids that can be read, each once', () => {
  const anyName = fc.oneof(
    fc.string({ unit: 'grapheme' }),
    fc.constantFrom('a', 'a-2', 'A', '2', 'x'.repeat(70), 'é', '-'),
  )
  fc.assert(
    fc.property(fc.array(anyName, { maxLength: 30 }), names => {
      const give = idGiver()
      const ids = names.map((name, n) => give(name, `task-${n}`))
      expect(new Set(ids.map(id => id.toLowerCase())).size).toBe(ids.length)
      for (const id of ids) expect(id).toMatch(/^[A-Za-z][A-Za-z0-9_-]{0,63}$/)
    }),
  )
})

test('many of one name take no longer than many of different ones', () => {
  const give = idGiver()
  for (let n = 0; n < 100_000; n++) give('Task', 'task')
  expect(give('Task', 'task')).toBe('Task-100001')
})
