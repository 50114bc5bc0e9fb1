import type { Draft } from '../planText.ts'
import type { Context } from './context.ts'
import { money } from './costs.ts'
import { durationMinutes, elapsedText, isElapsed, planDate, type Units, workText } from './units.ts'
import { type Element, isFalse, numberOf, textOf } from './xml.ts'

/** What has happened to a task. Of one on the clock (`isOnClock`) what remains is what is not done of that. */
export function progressDraft(element: Element, isOnClock: boolean, { units }: Context): [string, Draft | undefined][] {
  const start = planDate(textOf(element, 'ActualStart'))
  const finish = planDate(textOf(element, 'ActualFinish'))
  const left = isOnClock ? undefined : durationMinutes(textOf(element, 'RemainingDuration'))
  const isOpen = start !== undefined && finish === undefined
  return [
    ['status', isFalse(element, 'Active') ? 'cancelled' : undefined],
    ['progress', finish === undefined ? share(element, isOpen ? left : undefined) : undefined],
    ['remaining', isOpen && left !== undefined ? lengthText(left, element, units) : undefined],
    ['actual-start', start],
    ['actual-finish', finish],
    ['actual-cost', money(numberOf(element, 'ActualCost'))],
  ]
}

/**
 * The share of a task's duration that is done. The file has it in whole percent, beside what remains to the minute; in a
 * plan what remains begins after the share that is done, so that has as many decimals as the minute needs.
 */
function share(element: Element, left: number | undefined): string | undefined {
  const said = numberOf(element, 'PercentComplete') ?? 0
  const length = durationMinutes(textOf(element, 'Duration')) ?? 0
  const done = left === undefined ? undefined : length - left
  if (done === undefined || done < 0 || length <= 0) return 0 < said ? `${said}%` : undefined
  const isExact = (percent: number) => Math.round((length * percent) / 100) === done
  let exact = said
  for (let decimals = 0; !isExact(exact) && decimals <= 8; decimals++)
    exact = Number(((100 * done) / length).toFixed(decimals))
  return 0 < exact ? `${exact}%` : undefined
}

/** A length of time of a task, in the measure of its duration. */
export function lengthText(minutes: number, element: Element, units: Units): string {
  return isElapsed(numberOf(element, 'DurationFormat')) ? elapsedText(minutes) : workText(minutes, units)
}

/** Is all of a task still to come? Only then can a lag before it move it. */
export function isAhead(element: Element): boolean {
  return !isFalse(element, 'Active') && textOf(element, 'ActualStart') === undefined
}
