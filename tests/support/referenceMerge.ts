import { readPlan } from '#language/read/read'
import type { Node } from '#language/read/reading'

/** What a plan says, taken apart: each object, each of its fields, of links each by whom it names. Order does not count. */
export type Facts = ReadonlyMap<string, string>

/** Facts of one text. A task's summary is a field of it. */
export function factsOf(text: string): Facts {
  const facts = new Map<string, string>()
  const root = readPlan(text, { file: '' }).root
  if (root?.kind !== 'map') throw new Error(`no plan: ${text}`)
  for (const { key, value } of root.entries) {
    if (key.text === 'tasks') tasks(value, '/tasks', facts)
    else if (value?.kind === 'map')
      for (const each of value.entries) object(`${key.text}:${each.key.text}`, each.value, facts)
    else facts.set(key.text, plain(value))
  }
  return facts
}

function tasks(node: Node | undefined, parent: string, facts: Map<string, string>): void {
  if (node?.kind !== 'map') return
  for (const { key, value } of node.entries) {
    const id = `task:${key.text}`
    object(id, value, facts)
    facts.set(`${id}|parent`, parent)
    if (value?.kind === 'map') tasks(value.entries.find(entry => entry.key.text === 'tasks')?.value, key.text, facts)
  }
}

function object(id: string, node: Node | undefined, facts: Map<string, string>): void {
  facts.set(id, '')
  if (node?.kind !== 'map') return void facts.set(`${id}|`, plain(node))
  for (const { key, value } of node.entries) {
    const field = `${id}|${key.text}`
    if (key.text === 'tasks') continue
    if (key.text === 'after') {
      for (const link of value?.kind === 'seq' ? value.items : [value]) {
        const words = link?.kind === 'scalar' ? link.text : ''
        facts.set(`${field}|${words.split(' ')[0]}`, words)
      }
    } else if (value?.kind === 'seq') for (const item of value.items) facts.set(`${field}|${plain(item)}`, '')
    else if (value?.kind === 'map')
      for (const each of value.entries) facts.set(`${field}|${each.key.text}`, plain(each.value))
    else facts.set(field, plain(value))
  }
}

function plain(node: Node | undefined): string {
  if (!node) return ''
  if (node.kind === 'scalar') return node.text
  if (node.kind === 'seq') return `[${node.items.map(plain).join()}]`
  return `{${node.entries
    .map(({ key, value }) => `${key.text}=${plain(value)}`)
    .sort()
    .join()}}`
}

/** Three-way, fact by fact: `undefined` where both sides changed the same fact, or one changed what the other took out. */
export function referenceMerge(base: Facts, ours: Facts, theirs: Facts): Facts | undefined {
  const merged = new Map<string, string>()
  for (const key of new Set([...base.keys(), ...ours.keys(), ...theirs.keys()])) {
    const [b, o, t] = [base.get(key), ours.get(key), theirs.get(key)]
    if (o !== t && o !== b && t !== b) return undefined
    const value = o === b ? t : o
    if (value !== undefined) merged.set(key, value)
  }
  for (const [one, other] of [
    [ours, theirs],
    [theirs, ours],
  ] as const) {
    for (const key of base.keys()) {
      if (key.includes('|') || one.has(key) || !other.has(key)) continue
      const isChanged = (field: string) => field.startsWith(`${key}|`) && base.get(field) !== other.get(field)
      if ([...base.keys(), ...other.keys()].some(isChanged)) return undefined
      const id = key.slice('task:'.length)
      // Something was moved into it, or is new there.
      for (const [field, parent] of merged) if (field.endsWith('|parent') && parent === id) return undefined
    }
  }
  return isTree(merged) ? merged : undefined
}

/** No task stands inside itself, as it would where each side moves one summary into the other's. */
function isTree(facts: Facts): boolean {
  for (const key of facts.keys()) {
    if (!key.endsWith('|parent')) continue
    const seen = new Set<string>()
    for (let at: string | undefined = key; at !== undefined; at = `task:${facts.get(at)}|parent`) {
      if (seen.has(at)) return false
      if (!facts.has(at)) break
      seen.add(at)
    }
  }
  return true
}
