import type { Estimate, Lag, Rate } from '#engine/model/plan'
import type { Duration, DurationUnit } from '#engine/time/minute'
import { shorten } from './texts.ts'
import { type ScalarKind, Trouble } from './trouble.ts'

const durationPattern = /^(\d{1,9}(?:\.\d{1,9})?)(e?)(min|h|d|w|mo)$/
const unitWords: ReadonlyMap<string, DurationUnit> = new Map<string, DurationUnit>([
  ['min', 'min'],
  ['mins', 'min'],
  ['minute', 'min'],
  ['minutes', 'min'],
  ['h', 'h'],
  ['hr', 'h'],
  ['hrs', 'h'],
  ['hour', 'h'],
  ['hours', 'h'],
  ['d', 'd'],
  ['day', 'd'],
  ['days', 'd'],
  ['w', 'w'],
  ['wk', 'w'],
  ['wks', 'w'],
  ['week', 'w'],
  ['weeks', 'w'],
  ['mo', 'mo'],
  ['mon', 'mo'],
  ['mth', 'mo'],
  ['month', 'mo'],
  ['months', 'mo'],
])

/** `30min`, `4h`, `2d`, `1.5w`, `1mo`, `20ed`: never negative. */
export function readDuration(text: string): Duration | Trouble {
  const m = durationPattern.exec(text)
  if (m === null) return notADuration(text)
  return { amount: Number(m[1]), unit: m[3] as DurationUnit, elapsed: m[2] === 'e' }
}

function notADuration(text: string): Trouble {
  const { why, fixes } = guessDuration(text.trim())
  return new Trouble({
    code: 'plan/bad-duration',
    message: `${shorten(text)} is not a duration: ${why}`,
    help:
      fixes.length > 0
        ? `Write ${fixes.join(' or ')}`
        : 'A duration is a number and min, h, d, w or mo, as 2d; with e before the unit it is elapsed time',
    fixes,
  })
}

function guessDuration(text: string): { why: string; fixes: string[] } {
  const m = /^([+-]?)(\d*[.,]?\d+) *(e?)([A-Za-z]*)$/.exec(text)
  if (m === null) {
    const parts = /^(\d+)h *(\d+)(?:min|m)?$/.exec(text)
    if (parts !== null) return { why: 'it has two units', fixes: [`${Number(parts[1]) * 60 + Number(parts[2])}min`] }
    return { why: 'write a number and a unit, as 2d', fixes: [] }
  }
  const amount = tidyAmount(m[2]!)
  const [e, unit] = [m[3]!, m[4]!.toLowerCase()]
  const whole = unitWords.get(e + unit)
  const known = whole ?? unitWords.get(unit)
  const elapsed = whole === undefined ? e : ''
  if (m[1] === '-')
    return { why: 'it is never negative', fixes: known === undefined ? [] : [`${amount}${elapsed}${known}`] }
  if (unit === '') return { why: 'it has no unit', fixes: ['d', 'h', 'w'].map(u => `${amount}${e}${u}`) }
  if (unit === 'm') return { why: 'm may be minutes or months', fixes: [`${amount}${e}min`, `${amount}${e}mo`] }
  if (unit === 'y' || unit.startsWith('year'))
    return { why: 'there is no unit for years', fixes: [`${Number(amount) * 12}mo`] }
  if (unit === 's' || unit.startsWith('sec')) return { why: 'the smallest unit is the minute', fixes: [] }
  if (known === undefined) return { why: `there is no unit "${shorten(m[4]!, 20)}"`, fixes: [] }
  return { why: 'write it as a number and a unit without a space', fixes: [`${amount}${elapsed}${known}`] }
}

function tidyAmount(text: string): string {
  const dotted = text.replace(',', '.')
  return dotted.startsWith('.') ? `0${dotted}` : dotted
}

// Only to see whether an estimate is in order; what `d` means in a plan is the calendar's business.
const nominalMinutes: Readonly<Record<DurationUnit, number>> = { min: 1, h: 60, d: 480, w: 2400, mo: 9600 }

/** Orders durations of one kind; `undefined` where working and elapsed time are compared. */
export function compareDurations(a: Duration, b: Duration): number | undefined {
  if (a.elapsed !== b.elapsed) return undefined
  if (a.unit === b.unit) return a.amount - b.amount
  const size = (duration: Duration) =>
    duration.amount *
    nominalMinutes[duration.unit] *
    (duration.elapsed && duration.unit !== 'min' && duration.unit !== 'h' ? 3 : 1)
  return size(a) - size(b)
}

/** Estimates read before: a few stand all over a plan. Bounded, and it changes no answer. */
const knownEstimates = new Map<string, Estimate<Duration>>()

/** A duration, or `optimistic..likely..pessimistic`. */
export function readEstimate(text: string): Estimate<Duration> | Trouble {
  const known = knownEstimates.get(text)
  if (known) return known
  const read = readEstimateOnce(text)
  // Of what a fix would make only itself is asked, not its fixes: they might lead on for ever.
  if (read instanceof Trouble) return onlyRight(read, readEstimateOnce)
  if (1000 < knownEstimates.size) knownEstimates.clear()
  // On memory of its own: a part of a text holds on to all of it
  knownEstimates.set(` ${text}`.slice(1), read)
  return read
}

function readEstimateOnce(text: string): Estimate<Duration> | Trouble {
  const values = readThreePoints(text, readDuration)
  if (values instanceof Trouble) return values
  return values.length === 1
    ? { likely: values[0]! }
    : orderedEstimate(text, values, (a, b) => compareDurations(a, b) ?? 0)
}

/** An amount of money, or `optimistic..likely..pessimistic`. */
export function readMoneyEstimate(text: string): Estimate<number> | Trouble {
  const values = readThreePoints(text, readMoney)
  if (values instanceof Trouble) return values
  return values.length === 1 ? { likely: values[0]! } : orderedEstimate(text, values, (a, b) => a - b)
}

/** A part's fix may put the whole out of order: then it is none. */
function onlyRight(trouble: Trouble, read: (text: string) => unknown): Trouble {
  const fixes = trouble.parts.fixes?.filter(fix => !(read(fix) instanceof Trouble))
  return new Trouble({ ...trouble.parts, fixes })
}

function readThreePoints<T>(text: string, read: (part: string) => T | Trouble): T[] | Trouble {
  if (!text.includes('..')) {
    const value = read(text)
    return value instanceof Trouble ? value : [value]
  }
  const parts = text.split('..')
  if (parts.length !== 3) return twoPoints(text, parts)
  const values: T[] = []
  let at = 0
  for (const part of parts) {
    const value = read(part.trim() === part ? part : `${part} `)
    if (value instanceof Trouble) return partTrouble(text, part, at, value)
    values.push(value)
    at += part.length + 2
  }
  return values
}

function partTrouble(text: string, part: string, at: number, trouble: Trouble): Trouble {
  const fixes = trouble.parts.fixes?.map(fix => text.slice(0, at) + fix + text.slice(at + part.length))
  return new Trouble({ ...trouble.parts, fixes, part: [at, at + part.length] })
}

function twoPoints(text: string, parts: readonly string[]): Trouble {
  return new Trouble({
    code: 'plan/bad-estimate',
    message: `${shorten(text)} has ${parts.length === 2 ? 'two points' : 'too many points'}: an estimate is optimistic..likely..pessimistic`,
    help: 'Write one value, or three',
  })
}

function orderedEstimate<T>(
  text: string,
  values: readonly T[],
  compare: (a: T, b: T) => number,
): Estimate<T> | Trouble {
  const [optimistic, likely, pessimistic] = values as readonly [T, T, T]
  if (compare(optimistic, likely) <= 0 && compare(likely, pessimistic) <= 0) return { optimistic, likely, pessimistic }
  const order = [0, 1, 2].sort((a, b) => compare(values[a]!, values[b]!))
  const parts = text.split('..')
  const fix = order.map(i => parts[i]).join('..')
  return new Trouble({
    code: 'plan/bad-estimate',
    message: `${shorten(text)} is out of order: optimistic..likely..pessimistic, smallest first`,
    help: `Write ${fix}`,
    fixes: [fix],
  })
}

const percentPattern = /^(\d{1,9}(?:\.\d{1,9})?)%$/

/** A share, 0.6 for `60%`; at most `most` percent. */
export function readPercent(text: string, most: number): number | Trouble {
  const m = percentPattern.exec(text)
  if (m === null) return notAPercent(text, most)
  const amount = Number(m[1])
  if (most < amount) {
    return new Trouble({
      code: 'plan/bad-percent',
      message: `${shorten(text)} is more than ${most}%`,
      help: `It lies between 0% and ${most}%`,
    })
  }
  return amount / 100
}

function notAPercent(text: string, most: number): Trouble {
  const m = /^(-?)(\d*[.,]?\d+) *(%|percent|pct)?$/i.exec(text.trim())
  const amount = m === null ? undefined : Number(tidyAmount(m[2]!))
  const fixes: string[] = []
  if (m !== null && amount !== undefined && m[1] === '') {
    if (m[3] === undefined && amount <= 1 && /[.,]/.test(text)) fixes.push(`${trimNumber(amount * 100)}%`)
    if (amount <= most) fixes.push(`${trimNumber(amount)}%`)
  }
  return new Trouble({
    code: 'plan/bad-percent',
    message: `${shorten(text)} is not a percentage${m?.[1] === '-' ? ': it is never negative' : ''}`,
    help: fixes.length > 0 ? `Write ${fixes.join(' or ')}` : 'Write a number and %, as 60%',
    fixes,
  })
}

function trimNumber(value: number): string {
  return String(Math.round(value * 1e6) / 1e6)
}

const moneyPattern = /^\d{1,15}(?:_\d{3})*(?:\.\d{1,4})?$/

/** `12000`, `12_000`, `12000.50`; never negative. */
export function readMoney(text: string): number | Trouble {
  if (moneyPattern.test(text)) return Number(text.replace(/_/g, ''))
  const bare = text.trim().replace(/^(?:[€$£¥]|[A-Z]{3}) ?| ?(?:[€$£¥]|[A-Z]{3})$/g, '')
  const thousands = /^(\d+(?:\.\d+)?) ?k$/i.exec(bare)
  const millions = /^(\d+(?:\.\d+)?) ?m$/i.exec(bare)
  const guess =
    thousands !== null
      ? trimNumber(Number(thousands[1]) * 1e3)
      : millions !== null
        ? trimNumber(Number(millions[1]) * 1e6)
        : /^\d{1,3}(?:[, ' ]\d{3})+(?:\.\d+)?$/.test(bare)
          ? bare.replace(/[, ' ]/g, '')
          : /^\d{1,3}(?:\.\d{3})+,\d{2}$/.test(bare)
            ? bare.replace(/\./g, '').replace(',', '.')
            : bare
  const fixes = guess !== text && moneyPattern.test(guess) ? [guess] : []
  return new Trouble({
    code: 'plan/bad-money',
    message: `${shorten(text)} is not an amount of money${text.startsWith('-') ? ': it is never negative' : ''}`,
    help:
      fixes.length > 0
        ? `Write ${fixes[0]}`
        : 'Write digits, as 12000, 12_000 or 12000.50, in the currency of the project',
    fixes,
  })
}

/** Money per time: `95/h`, `700/d`. */
export function readRate(text: string): Rate | Trouble {
  const slash = text.indexOf('/')
  const per = slash < 0 ? '' : text.slice(slash + 1)
  if (per === 'h' || per === 'd' || per === 'w' || per === 'mo') {
    const amount = readMoney(text.slice(0, slash))
    if (!(amount instanceof Trouble)) return { amount, per }
  }
  const m = /^[€$£]? ?(\d[\d_,]*(?:\.\d+)?) ?(?:[€$£]|[A-Z]{3})? ?(?:(?:\/|per) ?([A-Za-z]+))?$/.exec(text.trim())
  const unit = m?.[2] === undefined ? undefined : unitWords.get(m[2].toLowerCase())
  const amount = m?.[1]?.replace(/,/g, '')
  const fixes =
    amount === undefined || unit === 'min'
      ? []
      : m?.[2] === undefined
        ? [`${amount}/h`, `${amount}/d`]
        : unit === undefined
          ? []
          : [`${amount}/${unit}`]
  return new Trouble({
    code: 'plan/bad-rate',
    message: `${shorten(text)} is not a rate`,
    help: fixes.length > 0 ? `Write ${fixes.join(' or ')}` : 'A rate is money per hour or day, as 95/h or 700/d',
    fixes: fixes.filter(fix => fix !== text),
  })
}

/** A number within bounds, by our own grammar: no `1e3`, no `0x10`, no `.5`. */
export function readNumber(
  text: string,
  { least, most, whole }: { least: number; most: number; whole: boolean },
): number | Trouble {
  if (/^\d{1,15}(?:\.\d{1,9})?$/.test(text)) {
    const value = Number(text)
    if (whole && !Number.isInteger(value)) return numberTrouble(text, 'a whole number', [String(Math.round(value))])
    if (value < least) return numberTrouble(text, `a number from ${least} to ${most}`, [String(least)])
    if (most < value) return numberTrouble(text, `a number from ${least} to ${most}`, [String(most)])
    return value
  }
  const guess = Number(text.replace(/_/g, ''))
  const fits =
    text.trim() !== '' &&
    Number.isFinite(guess) &&
    least <= guess &&
    guess <= most &&
    (!whole || Number.isInteger(guess))
  return numberTrouble(
    text,
    whole ? 'a whole number' : 'a number',
    fits && /^\d+(?:\.\d+)?$/.test(String(guess)) ? [String(guess)] : [],
  )
}

function numberTrouble(text: string, noun: string, fixes: readonly string[]): Trouble {
  return new Trouble({
    code: 'plan/bad-number',
    message: `${shorten(text)} is not ${noun}`,
    help: fixes.length > 0 ? `Write ${fixes[0]}` : undefined,
    fixes,
  })
}

/** The lag of a link's long form: `2d`, `-1ed`, `50%`. */
export function readLag(text: string): Lag | Trouble {
  const m = /^([+-]?) *(\S+)$/.exec(text)
  const sign = m?.[1] === '-' ? -1 : 1
  const rest = m === null ? text : m[2]!
  if (rest.endsWith('%')) {
    const share = readPercent(rest, 1000)
    return share instanceof Trouble ? share : { kind: 'percent', share: sign * share || 0 }
  }
  const duration = readDuration(rest)
  if (duration instanceof Trouble) {
    return new Trouble({ ...duration.parts, fixes: duration.parts.fixes?.map(fix => `${m?.[1] ?? ''}${fix}`) })
  }
  return { kind: 'duration', duration: sign < 0 ? { ...duration, amount: -duration.amount || 0 } : duration }
}

const amount = '\\d+(\\.\\d+)?'
const durationSource = `${amount}e?(min|h|d|w|mo)`
const moneySource = '\\d+(_\\d{3})*(\\.\\d+)?'

export const duration: ScalarKind<Duration> = {
  kind: 'duration',
  noun: 'a duration',
  examples: ['2d', '4h', '1.5w', '20ed'],
  pattern: `^${durationSource}$`,
  read: readDuration,
}
export const estimate: ScalarKind<Estimate<Duration>> = {
  kind: 'estimate',
  noun: 'a duration or an estimate',
  examples: ['5d', '3d..5d..9d'],
  pattern: `^${durationSource}(\\.\\.${durationSource}\\.\\.${durationSource})?$`,
  read: readEstimate,
}
export const money: ScalarKind<number> = {
  kind: 'money',
  noun: 'an amount of money',
  examples: ['12000', '12_000'],
  pattern: `^${moneySource}$`,
  json: ['number'],
  read: readMoney,
}
export const moneyEstimate: ScalarKind<Estimate<number>> = {
  kind: 'money-estimate',
  noun: 'an amount of money or an estimate of it',
  examples: ['12000', '8000..12000..30000'],
  pattern: `^${moneySource}(\\.\\.${moneySource}\\.\\.${moneySource})?$`,
  json: ['number'],
  read: readMoneyEstimate,
}
export const rate: ScalarKind<Rate> = {
  kind: 'rate',
  noun: 'a rate',
  examples: ['95/h', '700/d'],
  pattern: `^${moneySource}/(h|d|w|mo)$`,
  read: readRate,
}
export const lag: ScalarKind<Lag> = {
  kind: 'lag',
  noun: 'a duration or a percentage',
  examples: ['2d', '-1d', '2ed', '50%'],
  pattern: `^[+-]?(${durationSource}|${amount}%)$`,
  read: readLag,
}

/** A percentage from 0 to `most`. */
export function percent(most: number): ScalarKind<number> {
  return {
    kind: 'percent',
    noun: 'a percentage',
    examples: ['60%'],
    pattern: `^${amount}%$`,
    read: text => readPercent(text, most),
  }
}

export function number(
  least: number,
  most: number,
  { whole = false, examples }: { whole?: boolean; examples: readonly string[] },
): ScalarKind<number> {
  return {
    kind: 'number',
    noun: whole ? 'a whole number' : 'a number',
    examples,
    pattern: `^${amount}$`,
    json: [whole ? 'integer' : 'number'],
    read: text => readNumber(text, { least, most, whole }),
  }
}
