import fc from 'fast-check'

/** A key of a plan with its comments: what random edits change, and what is printed. */
export interface Item {
  key: string
  /** Of a leaf: its source. */
  value?: string
  children?: Item[]
  lead: string[]
  eol?: string
}

export type Model = Item[]

/** A plan with two levels of summaries, links, people, milestones and risks, commented here and there. */
export function baseModel(): Model {
  const leaf = (key: string, value: string, eol?: string): Item => ({ key, value, lead: [], eol })
  const map = (key: string, children: Item[], lead: string[] = [], eol?: string): Item => ({ key, children, lead, eol })
  const task = (id: string, more: Item[] = [], lead: string[] = []) =>
    map(id, [leaf('name', `Task ${id}`), leaf('duration', '3d'), ...more], lead)
  return [
    leaf('tpm', '1'),
    map('project', [leaf('name', 'Bridge'), leaf('start', '2026-03-02', '# a Monday')]),
    map('resources', [
      leaf('ben', '{ name: Ben, rate: 90/h }', '# half of the week'),
      map('eve', [leaf('name', 'Eve'), leaf('rate', '95/h')]),
    ]),
    map('tasks', [
      map('p', [
        leaf('name', 'Phase P'),
        map('tasks', [
          task('a', [leaf('assign', 'ben')], ['# first of all']),
          task('b', [leaf('after', 'a')]),
          task('c'),
        ]),
      ]),
      map('q', [
        leaf('name', 'Phase Q'),
        map(
          'tasks',
          [task('d', [leaf('after', '[a, b]'), leaf('tags', '[x, y]')]), task('e', [], ['# the end'])],
          [],
          '# below',
        ),
      ]),
      task('f', [leaf('after', '[d, e +2d]')], ['# alone']),
    ]),
    map('milestones', [map('open', [leaf('name', 'Open'), leaf('after', 'f'), leaf('deadline', '2026-06-01')])]),
    map('risks', [
      map('flood', [leaf('name', 'Flood'), leaf('probability', '30%'), leaf('impact', '{ schedule: 5d, cost: 100 }')]),
    ]),
  ]
}

/** The text; `step` columns for each level. */
export function printModel(model: Model, step = 2): string {
  const lines: string[] = []
  const print = (items: readonly Item[], depth: number): void => {
    const margin = ' '.repeat(step * depth)
    for (const { key, value, children, lead, eol } of items) {
      for (const comment of lead) lines.push(margin + comment)
      const rest = value === undefined ? '' : ` ${value}`
      lines.push(`${margin}${key}:${rest}${eol === undefined ? '' : ` ${eol}`}`)
      print(children ?? [], depth + 1)
    }
  }
  print(model, 0)
  return `${lines.join('\n')}\n`
}

/** One random edit: what it does, which of the things it could be done to, and a number for what it writes. */
export interface ModelEdit {
  readonly what: (typeof kinds)[number]
  readonly at: number
  readonly to: number
  readonly n: number
}

const kinds = [
  'set',
  'set',
  'set',
  'add-field',
  'drop-field',
  'add-task',
  'drop-task',
  'move-task',
  'comment',
  'eol',
  'reorder',
  'add-link',
  'drop-link',
  'flow',
  'new-summary',
  'risk',
  'milestone',
] as const

export const modelEdits: fc.Arbitrary<readonly ModelEdit[]> = fc.array(
  fc.record({ what: fc.constantFrom(...kinds), at: fc.nat(40), to: fc.nat(40), n: fc.nat(3) }),
  { maxLength: 5 },
)

/** The model with the edits made; `side` marks what only this side writes, so that comments are told apart. */
export function editModel(model: Model, edits: readonly ModelEdit[], side: string): Model {
  const copy = structuredClone(model)
  edits.forEach((edit, i) => {
    applyEdit(copy, edit, `${side}${i}`)
  })
  return copy
}

interface TaskPlace {
  readonly item: Item
  readonly siblings: Item[]
}

function tasksOf(model: Model): TaskPlace[] {
  const found: TaskPlace[] = []
  const visit = (siblings: Item[]): void => {
    for (const item of siblings) {
      found.push({ item, siblings })
      visit(childrenOf(item))
    }
  }
  visit(section(model, 'tasks'))
  return found
}

function childrenOf(item: Item): Item[] {
  return item.children?.find(({ key }) => key === 'tasks')?.children ?? []
}

function section(model: Model, key: string): Item[] {
  return model.find(item => item.key === key)?.children ?? []
}

function applyEdit(model: Model, { what, at, to, n }: ModelEdit, mark: string): void {
  const tasks = tasksOf(model)
  const { item, siblings } = tasks[at % tasks.length]!
  const field = (key: string) => item.children!.find(child => child.key === key)
  const leaf = (key: string, value: string): Item => ({ key, value, lead: [] })
  const summaries = tasks.filter(each => each.item.children!.some(({ key }) => key === 'tasks'))
  switch (what) {
    case 'set': {
      const leaves = item.children!.filter(
        child => child.value !== undefined && ['name', 'duration'].includes(child.key),
      )
      const chosen = leaves[to % Math.max(1, leaves.length)]
      if (chosen) chosen.value = chosen.key === 'duration' ? `${n + 4}d` : `Renamed ${n}`
      return
    }
    case 'add-field':
      if (!field('priority') && !field('tasks')) item.children!.push(leaf('priority', String(100 + n)))
      return
    case 'drop-field': {
      const index = item.children!.findIndex(({ key }) => ['assign', 'tags', 'priority'].includes(key))
      if (0 <= index) item.children!.splice(index, 1)
      return
    }
    case 'add-task': {
      const parent = to % 3 === 0 ? section(model, 'tasks') : childrenOf(summaries[to % summaries.length]!.item)
      const id = `n${mark}`
      const fresh: Item = {
        key: id,
        lead: n % 2 === 0 ? [`# new ${mark}`] : [],
        children: [leaf('name', `New ${id}`), leaf('duration', '1d')],
      }
      parent.splice(at % (parent.length + 1), 0, fresh)
      return
    }
    case 'drop-task':
      if (1 < siblings.length) siblings.splice(siblings.indexOf(item), 1)
      return
    case 'move-task': {
      const target = to % 4 === 0 ? section(model, 'tasks') : childrenOf(summaries[to % summaries.length]!.item)
      if (siblings.length < 2 || target === siblings || contains(item, target)) return
      siblings.splice(siblings.indexOf(item), 1)
      target.splice(n % (target.length + 1), 0, item)
      return
    }
    case 'comment': {
      const chosen = to % 2 === 0 ? item : item.children![to % item.children!.length]!
      chosen.lead.push(`# note ${mark}`)
      return
    }
    case 'eol': {
      const chosen = item.children![to % item.children!.length]!
      if (!chosen.eol) chosen.eol = `# aside ${mark}`
      return
    }
    case 'reorder':
      siblings.reverse()
      return
    case 'add-link': {
      const after = field('after')
      const links = after ? linksOf(after.value!) : []
      const other = tasks[to % tasks.length]!.item.key
      if (links.some(link => link.split(' ')[0] === other)) return
      const value = [...links, n === 0 ? other : `${other} +${n}d`]
      if (after) after.value = value.length === 1 ? value[0] : `[${value.join(', ')}]`
      else if (!field('tasks')) item.children!.push(leaf('after', value[0]!))
      return
    }
    case 'drop-link': {
      const after = field('after')
      if (!after) return
      const links = linksOf(after.value!)
      links.splice(to % links.length, 1)
      if (links.length === 0) item.children!.splice(item.children!.indexOf(after), 1)
      else after.value = links.length === 1 ? links[0] : `[${links.join(', ')}]`
      return
    }
    case 'flow': {
      const ben = section(model, 'resources').find(({ key }) => key === 'ben')!
      ben.value = [
        '{ name: Ben, rate: 90/h, capacity: 80% }',
        '{ name: Ben, rate: 94/h }',
        '{ rate: 90/h, name: Ben }',
        '{ name: Ben }',
      ][n]
      return
    }
    case 'new-summary': {
      const id = `s${mark}`
      if (siblings.length < 2) return
      const index = siblings.indexOf(item)
      const wrapped: Item = { key: 'tasks', lead: [], children: [item] }
      siblings.splice(index, 1, { key: id, lead: [], children: [leaf('name', `Summary ${id}`), wrapped] })
      return
    }
    case 'risk': {
      const flood = section(model, 'risks')[0]!
      const values = [
        '{ schedule: 5d, cost: 100, quality: low }',
        '{ schedule: 9d, cost: 100 }',
        '{ schedule: 5d, cost: 200 }',
        '{ schedule: 5d }',
      ]
      flood.children!.find(({ key }) => key === 'impact')!.value = values[n]
      return
    }
    case 'milestone': {
      const open = section(model, 'milestones')[0]!
      open.children!.find(({ key }) => key === 'deadline')!.value = `2026-06-0${n + 1}`
      return
    }
  }
}

function contains(item: Item, target: Item[]): boolean {
  return childrenOf(item) === target || childrenOf(item).some(child => contains(child, target))
}

export function linksOf(value: string): string[] {
  return value
    .replace(/^\[|\]$/g, '')
    .split(',')
    .map(link => link.trim())
    .filter(Boolean)
}
