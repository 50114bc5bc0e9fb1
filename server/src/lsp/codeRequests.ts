import type { Connection } from 'vscode-languageserver'
import { formatDay, formatLastDay } from '#engine/time/civil'
import { planOf } from '#language/features/codeMentions'
import type { Snapshot } from '#language/snapshot'
import type { Workspace } from '#language/workspace'
import { type CodeMention, type CodeTask, type CodeTiesParams, type CodeTiesResult, methods } from '#protocol/requests'
import type { Ties } from './codeTies.ts'
import { toRange } from './convert.ts'
import type { LaterPart } from './laterPart.ts'
import type { OnDemand } from './onDemand.ts'

/** What is shown in source files. */
export function registerCode(connection: Connection, workspace: Workspace, later: LaterPart, ties: Ties): void {
  connection.onRequest(methods.codeTies, async ({ uri, text }: CodeTiesParams): Promise<CodeTiesResult | null> => {
    const part = await later()
    if (!part) return null
    // First of all: the tasks say what is still to be done in this text, not in the one on disk.
    const read = ties.read(uri, text)
    const tasks = ties.tasksOf(uri).flatMap(({ plan, task }) => toTask(part, workspace.snapshot(plan), task) ?? [])
    const mentions = read.flatMap((mention): CodeMention[] => {
      const task = toTask(part, planOf(mention, workspace), mention.id)
      return task ? [{ ...task, range: { start: mention.from, end: mention.end } }] : []
    })
    return { tasks, mentions }
  })
  connection.onNotification(methods.codeClosed, ({ uri }: { readonly uri: string }) => ties.close(uri))
}

function toTask(part: OnDemand, snapshot: Snapshot | undefined, id: string): CodeTask | undefined {
  const task = snapshot?.plan.tasks.get(id)
  if (!snapshot || !task) return undefined
  const dates = snapshot.schedule.tasks.get(id)
  const state = task.status ?? (task.actualFinish ? 'done' : task.actualStart ? 'in-progress' : undefined)
  const facts = [
    task.name,
    state?.replace('-', ' '),
    task.deadline
      ? `due ${formatDay(task.deadline.minute)}`
      : dates && !dates.unscheduled && `until ${formatLastDay(dates.finish)}`,
  ]
  const span = snapshot.reading.spanOf({ path: task.path, on: 'key' })
  return {
    plan: snapshot.uri,
    id,
    title: facts.filter(Boolean).join(' · '),
    markdown: part.describeTask(snapshot, task),
    definition: toRange(snapshot.lines, span),
  }
}
