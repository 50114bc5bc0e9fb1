import type { PlanComparison } from '../diff/comparison.ts'
import type { Place } from '../diff/edit.ts'
import { count } from '../schedule/words.ts'
import { daysWords, floatWords } from './comparisonWords.ts'

/** Where something is written; `line` counts from zero. */
export interface LocationView {
  readonly side: Place['side']
  readonly file: string
  readonly line: number
}

export interface NoteView {
  readonly title: string
  readonly lines: readonly { readonly text: string; readonly location?: LocationView }[]
}

/** What else a change brings about, by kind: overloads, criteria, float, change records, findings; kinds without any left out. */
export function notesOf(comparison: PlanComparison): readonly NoteView[] {
  const { overloads, criteria, floatLost, diagnostics, dayMinutes } = comparison
  const people = (list: PlanComparison['overloads']['new']) =>
    list.map(({ name, from, to, load, tasks }) => ({
      text: `${name}, ${daysWords(from, to, comparison).join(' – ')}${load === undefined ? ', away' : ` ${Math.round(load * 100)}%`}: ${tasks.join(', ')}`,
    }))
  const found = (list: PlanComparison['diagnostics']['new']) =>
    list.map(({ message, code, range, file, side }) => ({
      text: `${message} [${code}]`,
      location: { side, file, line: range.start.line },
    }))
  const notes: readonly NoteView[] = [
    { title: 'Newly overloaded', lines: people(overloads.new.filter(({ before }) => !before)) },
    { title: 'More overloaded', lines: people(overloads.new.filter(({ before }) => before)) },
    { title: 'No longer overloaded', lines: people(overloads.gone) },
    {
      title: 'Gates and acceptance',
      lines: criteria.map(({ task, name, before = 'none', after = 'gone' }) => ({
        text: `${task}: ${name} ${before} → ${after}`,
      })),
    },
    {
      title: 'Float lost',
      lines: floatLost.map(({ name, before, after, becameCritical }) => ({
        text: `${name} ${floatWords(before, dayMinutes)} → ${floatWords(after, dayMinutes)}${becameCritical ? ', now critical' : ''}`,
      })),
    },
    {
      title: 'Change records',
      lines: comparison.changeRecords.map(({ name, edits }) => ({
        text: `${name} covers ${count(edits.length, 'edit')}`,
      })),
    },
    { title: 'New findings', lines: found(diagnostics.new) },
    { title: 'Findings gone', lines: found(diagnostics.gone) },
    { title: 'Findings silenced', lines: found(diagnostics.silenced) },
    { title: 'Findings no longer silenced', lines: found(diagnostics.unsilenced) },
  ]
  return notes.filter(({ lines }) => 0 < lines.length)
}
