import type { Lag, LinkType } from '#engine/model/plan'
import { readLag } from './amounts.ts'
import { nearest } from './nearest.ts'
import { readTaskReference, shorten } from './texts.ts'
import { type ScalarKind, Trouble } from './trouble.ts'

/** What one word of `after` or `before` says. */
export interface LinkText {
  readonly task: string
  /** Left out where the text names none. */
  readonly type: LinkType | undefined
  readonly lag: Lag | undefined
  readonly fromDeadline: boolean
}

const shortLink = /^([A-Za-z][A-Za-z0-9_/-]*)(\.deadline)?(?: +([A-Za-z]{2}))?(?: *([+-]) *(\S+))?$/
export const linkTypes: readonly LinkType[] = ['FS', 'SS', 'FF', 'SF']

/** `id`, `id TYPE`, `id ±lag`, `id TYPE±lag`; lower case and inner spaces are accepted. */
export function readAfter(text: string): LinkText | Trouble {
  const link = readLink(text)
  if (link instanceof Trouble || !link.fromDeadline) return link
  return badLink(text, 'only `before` counts from a deadline', [text.replace('.deadline', '')])
}

/** `id`, `id ±lag`, `id.deadline ±lag`: counted back from a task or a date. */
export function readBefore(text: string): LinkText | Trouble {
  const link = readLink(text)
  if (link instanceof Trouble) return link
  if (link.fromDeadline && link.lag?.kind === 'percent')
    return badLink(text, 'a deadline has no length to take a share of', [text.replace('.deadline', '')])
  if (link.type === undefined || link.type === 'SF') return link
  return badLink(text, '`before` takes no type: it is just in time for the start', [
    text.replace(/ +[A-Za-z]{2}(?= *[+-]|$)/, ' ').trimEnd(),
  ])
}

function readLink(text: string): LinkText | Trouble {
  const m = shortLink.exec(text)
  if (m === null) return notALink(text)
  const task = readTaskReference(m[1]!)
  if (task instanceof Trouble)
    return new Trouble({
      ...task.parts,
      part: [0, m[1]!.length],
      fixes: task.parts.fixes?.map(fix => text.replace(m[1]!, fix)),
    })
  const type = m[3]?.toUpperCase() as LinkType | undefined
  if (type !== undefined && !linkTypes.includes(type)) {
    const guess = nearest(type, linkTypes)
    return badLink(text, `"${m[3]}" is not FS, SS, FF or SF`, guess ? [text.replace(` ${m[3]}`, ` ${guess}`)] : [])
  }
  const lag = m[5] === undefined ? undefined : readLag(`${m[4]}${m[5]}`)
  if (lag instanceof Trouble) {
    const start = text.length - m[5]!.length
    return new Trouble({
      ...lag.parts,
      message: lag.parts.message.replace(/^[+-]/, ''),
      fixes: lag.parts.fixes?.map(fix => text.slice(0, start) + fix.replace(/^[+-]/, '')),
      part: [start, text.length],
    })
  }
  return { task, type, lag, fromDeadline: m[2] !== undefined }
}

/** Where the lag of `after` or `before` is written, from its sign on: half-open offsets. */
export function lagPlace(text: string): readonly [start: number, end: number] | undefined {
  const m = shortLink.exec(text)
  if (m?.[5] === undefined) return undefined
  return [text.lastIndexOf(m[4]!, text.length - m[5].length - 1), text.length]
}

function notALink(text: string): Trouble {
  if (text.includes(',')) {
    const parts = text.split(',').map(part => part.trim())
    const whole = parts.every(part => shortLink.test(part))
    return badLink(text, 'several references are a list', whole ? [`[${parts.join(', ')}]`] : [])
  }
  const unsigned = /^([A-Za-z][A-Za-z0-9_/-]*(?: +(?:FS|SS|FF|SF))?) +(\d\S*)$/i.exec(text)
  if (unsigned !== null && !(readLag(unsigned[2]!) instanceof Trouble)) {
    return badLink(text, 'a lag has a sign', [`${unsigned[1]} +${unsigned[2]}`])
  }
  const words = /^([A-Za-z][A-Za-z0-9_/-]*) +(finish|start)-to-(finish|start)( *[+-].*)?$/i.exec(text)
  if (words !== null) {
    return badLink(text, 'the short form of a type has two letters', [
      `${words[1]} ${words[2]![0]}${words[3]![0]}`.replace(/ ..$/, w => w.toUpperCase()) + (words[4]?.trim() ?? ''),
    ])
  }
  return badLink(text, 'write an id, then FS, SS, FF or SF if it is not FS, then a lag, as `design SS+3d`', [])
}

function badLink(text: string, why: string, fixes: readonly string[]): Trouble {
  return new Trouble({
    code: 'plan/bad-link',
    message: `"${shorten(text)}" is not a dependency: ${why}`,
    help: fixes.length > 0 ? `Write ${fixes[0]}` : undefined,
    fixes,
  })
}

const longTypes: ReadonlyMap<string, LinkType> = new Map([
  ['finish-to-start', 'FS'],
  ['start-to-start', 'SS'],
  ['finish-to-finish', 'FF'],
  ['start-to-finish', 'SF'],
  ['FS', 'FS'],
  ['SS', 'SS'],
  ['FF', 'FF'],
  ['SF', 'SF'],
])

/** The type in a link's long form: `start-to-start`, or `SS`. */
export const linkType: ScalarKind<LinkType> = {
  kind: 'link-type',
  noun: 'a type of dependency',
  examples: ['start-to-start', 'FF'],
  words: [...longTypes.keys()],
  read: text => {
    const type = longTypes.get(text) ?? longTypes.get(text.toUpperCase())
    if (type !== undefined) return type
    const guess = nearest(text, longTypes.keys())
    return new Trouble({
      code: 'plan/unknown-word',
      message: `"${shorten(text)}" is not a type of dependency`,
      help: 'Write finish-to-start, start-to-start, finish-to-finish or start-to-finish',
      fixes: guess ? [guess] : [],
    })
  },
}

const reference = '[A-Za-z][A-Za-z0-9_-]*(/[A-Za-z][A-Za-z0-9_-]*)?'
const lagSource = '( *[+-] *\\d+(\\.\\d+)?(%|e?(min|h|d|w|mo)))?'

export const after: ScalarKind<LinkText> = {
  kind: 'after',
  noun: 'a dependency',
  examples: ['design', 'design SS+3d', 'design +2d'],
  pattern: `^${reference}( +([Ff][Ss]|[Ss][Ss]|[Ff][Ff]|[Ss][Ff]))?${lagSource}$`,
  read: readAfter,
}
export const before: ScalarKind<LinkText> = {
  kind: 'before',
  noun: 'a task or date to be in time for',
  examples: ['ga -3w', 'ga.deadline -3w'],
  pattern: `^${reference}(\\.deadline)?( +[Ss][Ff])?${lagSource}$`,
  read: readBefore,
}
