import { l10n } from 'vscode'
import type { TimelineResult } from '#protocol/requests'
import type { ToTimeline } from '#protocol/timeline'
import { isRecord, isText } from './messages.ts'
import type { PictureKind } from './planPanel.ts'

export const timeline: PictureKind<NonNullable<TimelineResult>['view']> = {
  viewType: 'tpm.timeline',
  page: 'timeline',
  icon: 'timeline',
  title: view => (view ? l10n.t('Timeline: {0}', view.title) : l10n.t('Timeline')),
  fetch: (server, uri) => server.timeline(uri),
  reveal: ({ kind, id }): ToTimeline | undefined => (kind === 'task' ? { type: 'reveal', task: id } : undefined),
  gesture: message => {
    if (!isRecord(message)) return undefined
    if (message.type === 'add-task') return { type: 'add-task' }
    if (message.type !== 'open' || !isText(message.task)) return undefined
    return { type: 'open', object: { kind: 'task', id: message.task }, preserveFocus: message.focus === false }
  },
}
