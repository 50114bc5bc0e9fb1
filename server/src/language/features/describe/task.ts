import type { Task } from '#engine/model/plan'
import { type Fact, taskFacts } from '#engine/view/taskFacts'
import type { Snapshot } from '../../snapshot.ts'
import { codeFilesOf, todosOf } from '../codeMentions.ts'
import { awaitedInWords } from './awaited.ts'
import { factList, joinParagraphs, plain } from './markdown.ts'

/** A task, summary or milestone: its dates, what holds it, its people and cost. Markdown; plan text is escaped. */
export function describeTask(snapshot: Snapshot, task: Task): string {
  const { plan, schedule, workspace, uri } = snapshot
  const { name, dates, figures, facts } = taskFacts(plan, schedule, task, workspace.baselineOf(uri))
  return joinParagraphs([
    `**${plain(name)}** ${plain(dates, longest)}`,
    figures.map(marked).join(' · '),
    task.description && plain(task.description),
    factList([
      ...facts.map(marked),
      ...awaitedInWords(snapshot, task.id).map(text => plain(text, longest)),
      ...codeFacts(snapshot, task),
    ]),
  ])
}

/** Files that are named; the rest is counted. */
const mostNamed = 5

/** The files it touches, and what is still to be done in them. */
function codeFacts(snapshot: Snapshot, task: Task): readonly string[] {
  const named = (label: string, all: readonly string[]) => {
    if (all.length === 0) return []
    const rest = all.length - mostNamed
    return [
      `${label}: ${all
        .slice(0, mostNamed)
        .map(each => plain(each))
        .join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`,
    ]
  }
  return [...named('Files', codeFilesOf(snapshot, task)), ...named('To do', todosOf(snapshot, task.id))]
}

const longest = 500

function marked({ text, strong }: Fact): string {
  return strong ? `**${plain(text, longest)}**` : plain(text, longest)
}
