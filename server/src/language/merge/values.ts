import { takesOne } from '../write/layout.ts'
import { mergeOrder } from './order.ts'
import { meaningOf, type Value } from './tree.ts'

/** Both sides have changed a value, and not to the same. */
export const disagreement = 'disagreement'

/**
 * The three-way merge of a value: `undefined` where it is gone. Lists are merged as sets in an order, links and
 * assignments by whom they name (one that a side took out is an empty one), flow maps key by key; of anything else there is one value, and two are a disagreement.
 */
export function mergeValue(
  base: Value | undefined,
  ours: Value | undefined,
  theirs: Value | undefined,
  key: string,
): Value | undefined | typeof disagreement {
  const [b, o, t] = [base, ours, theirs].map(meaningOf)
  if (o === t || t === b) return ours
  if (o === b) return theirs
  const kept = ours ?? theirs
  const lists = [base, ours, theirs].map(value => asList(value, key))
  if (lists.every(list => list !== undefined)) return mergeLists(lists as Lists, kept!, key)
  if (!ours || !theirs) return disagreement
  if (ours.kind === 'map' && theirs.kind === 'map' && (!base || base.kind === 'map')) {
    if (!ours.flow || !theirs.flow) return disagreement
    return mergeMaps(base, ours, theirs)
  }
  return disagreement
}

type Items = readonly (Value | undefined)[]
type Lists = [base: Items, ours: Items, theirs: Items]
type MapValue = Extract<Value, { kind: 'map' }>

function asList(value: Value | undefined, key: string): Items | undefined {
  if (!value) return []
  if (value.kind === 'list') return value.items
  return value.kind === 'scalar' && takesOne.has(key) ? [value] : undefined
}

function mergeLists(lists: Lists, ours: Value, key: string): Value | undefined | typeof disagreement {
  const byName = takesOne.has(key) && lists.every(items => new Set(items.map(nameOf)).size === items.length)
  const keyed = lists.map(items => new Map(items.map(item => [byName ? nameOf(item) : meaningOf(item), item])))
  const [b, o, t] = keyed as [Map<string, Value>, Map<string, Value>, Map<string, Value>]
  const merged = new Map<string, Value | undefined>()
  for (const name of new Set([...o.keys(), ...t.keys()])) {
    const item = mergeValue(b.get(name), o.get(name), t.get(name), '')
    if (item === disagreement) return disagreement
    if (item) merged.set(name, item)
  }
  const order = mergeOrder([...b.keys()], [...o.keys()], [...t.keys()], name => merged.has(name))
  const items = order.map(name => merged.get(name))
  return items.length === 0 ? undefined : listOf(items, ours)
}

/** Whom a link or an assignment names. */
function nameOf(item: Value | undefined): string {
  if (item?.kind === 'scalar') return item.text.split(/\s/)[0]!
  const task = item?.kind === 'map' ? item.entries.find(({ key }) => key === 'task')?.value : undefined
  return task?.kind === 'scalar' ? task.text : meaningOf(item)
}

/** In the form of ours: lines with dashes, or one line. */
function listOf(items: Items, ours: Value): Value | typeof disagreement {
  if (items.length === 1 && ours.kind === 'scalar') return items[0]!
  if (ours.kind === 'list' && !ours.flow) {
    const column = /\n( *)-/.exec(ours.source)?.[1]
    // A list of one does not tell its column: the entry's text does, and knows how to go on.
    const gap = column === undefined ? undefined : `\n${column}`
    if (gap !== undefined || items.length === 1) {
      return {
        kind: 'list',
        flow: false,
        items,
        source: items.map(item => `- ${item?.source ?? ''}`).join(gap ?? '\n'),
      }
    }
  }
  const sources = items.map(flowSource)
  if (sources.some(source => source === undefined)) return disagreement
  return { kind: 'list', flow: true, items, source: `[${sources.join(', ')}]` }
}

function mergeMaps(
  base: MapValue | undefined,
  ours: MapValue,
  theirs: MapValue,
): Value | undefined | typeof disagreement {
  const [b, o, t] = [base?.entries ?? [], ours.entries, theirs.entries].map(
    entries => new Map(entries.map(({ key, value }) => [key, value])),
  ) as [Map<string, Value>, Map<string, Value>, Map<string, Value>]
  const merged = new Map<string, Value | undefined>()
  for (const key of new Set([...o.keys(), ...t.keys()])) {
    const [inB, inO, inT] = [b.has(key), o.has(key), t.has(key)]
    const value = mergeValue(b.get(key), o.get(key), t.get(key), key)
    if (value === disagreement) return disagreement
    if (value) merged.set(key, value)
    else if (inO && inT && inB) merged.set(key, undefined)
  }
  const order = mergeOrder([...b.keys()], [...o.keys()], [...t.keys()], key => merged.has(key))
  const entries = order.map(key => ({ key, value: merged.get(key) }))
  if (entries.length === 0) return undefined
  const sources = entries.map(({ key, value }) => {
    const source = flowSource(value)
    return source === undefined ? undefined : `${key}: ${source}`
  })
  if (sources.some(source => source === undefined)) return disagreement
  return { kind: 'map', flow: true, entries, source: `{ ${sources.join(', ')} }` }
}

/** A value as it may stand inside a flow list or map; `undefined` where it can not. */
function flowSource(value: Value | undefined): string | undefined {
  if (!value) return ''
  if (value.source.includes('\n') || (value.kind !== 'scalar' && !value.flow)) return undefined
  const isPlain = value.kind === 'scalar' && !/^['"]/.test(value.source)
  return isPlain && /[,[\]{}]/.test(value.source) ? JSON.stringify(value.source) : value.source
}
