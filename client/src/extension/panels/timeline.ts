import { l10n } from 'vscode'
import type { DrivingPathParams, TimelineResult } from '#protocol/requests'
import type { ToTimeline } from '#protocol/timeline'
import type { ChangeMarks, Stood } from '../review/changeMarks.ts'
import type { PlanServer } from '../server.ts'
import { isRecord, isText, lineGesture } from './messages.ts'
import type { PictureKind } from './planPanel.ts'

type View = NonNullable<TimelineResult>['view']

/** The timeline, with a ghost for each task that has moved since the last commit. */
export const timeline = (marks: ChangeMarks): PictureKind<View> => ({
  viewType: 'tpm.timeline',
  page: 'timeline',
  icon: 'timeline',
  title: view => (view ? l10n.t('Timeline: {0}', view.title) : l10n.t('Timeline')),
  fetch: async (server, uri, leveled) => {
    const answer = await server.timeline({ uri, leveled })
    return answer && !leveled ? { ...answer, view: withGhosts(answer.view, marks.stood(uri)) } : answer
  },
  reveal: ({ kind, id }): ToTimeline | undefined => (kind === 'task' ? { type: 'reveal', task: id } : undefined),
  gesture: message => {
    if (!isRecord(message)) return undefined
    if (message.type === 'add-task') return { type: 'add-first', section: 'tasks' }
    if (message.type === 'preview') return { type: 'preview', leveled: message.leveled === true }
    if (message.type === 'baseline') return { type: 'run', command: 'tpm.showBaseline' }
    if (message.type === 'level') return { type: 'level' }
    if (message.type === 'open-line') return lineGesture(message.line)
    const { task } = message
    if (message.type === 'why' && isText(task))
      return { type: 'ask', answer: (server, uri, leveled) => askWhy(server, { uri, task, leveled }) }
    if (message.type !== 'open' || !isText(task)) return undefined
    return { type: 'open', object: { kind: 'task', id: task }, preserveFocus: message.focus === false }
  },
})

function withGhosts(view: View, stood: ReadonlyMap<string, Stood>): View {
  if (stood.size === 0) return view
  const rows = view.rows.map(row => {
    const before = stood.get(row.id)
    return before ? { ...row, before: before as NonNullable<typeof row.before> } : row
  })
  return { ...view, rows, since: l10n.t('dashed where it stood at the last commit') }
}

async function askWhy(server: PlanServer, params: DrivingPathParams): Promise<ToTimeline | undefined> {
  const path = await server.drivingPath(params)
  return path ? { type: 'path', uri: params.uri, path } : undefined
}
