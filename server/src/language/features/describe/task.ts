import type { Task } from '#engine/model/plan'
import { type Fact, taskFacts } from '#engine/view/taskFacts'
import type { Snapshot } from '../../snapshot.ts'
import { factList, joinParagraphs, plain } from './markdown.ts'

/** A task, summary or milestone: its dates, what holds it, its people and cost. Markdown; plan text is escaped. */
export function describeTask({ plan, schedule }: Snapshot, task: Task): string {
  const { name, dates, figures, facts } = taskFacts(plan, schedule, task)
  return joinParagraphs([
    `**${plain(name)}** ${plain(dates, longest)}`,
    figures.map(marked).join(' · '),
    task.description && plain(task.description),
    factList(facts.map(marked)),
  ])
}

const longest = 500

function marked({ text, strong }: Fact): string {
  return strong ? `**${plain(text, longest)}**` : plain(text, longest)
}
