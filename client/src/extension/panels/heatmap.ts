import { l10n } from 'vscode'
import type { ToHeatmap } from '#protocol/heatmap'
import type { HeatmapResult } from '#protocol/requests'
import { isRecord, isText, lineGesture } from './messages.ts'
import type { PictureKind } from './planPanel.ts'

export const heatmap: PictureKind<NonNullable<HeatmapResult>['view']> = {
  viewType: 'tpm.heatmap',
  page: 'heatmap',
  icon: 'heatmap',
  title: view => (view ? l10n.t('Risk Heatmap: {0}', view.title) : l10n.t('Risk Heatmap')),
  fetch: (server, uri) => server.heatmap(uri),
  reveal: ({ kind, id }): ToHeatmap | undefined => (kind === 'risk' ? { type: 'reveal', risk: id } : undefined),
  gesture: message => {
    if (!isRecord(message)) return undefined
    if (message.type === 'open-line') return lineGesture(message.line)
    if (message.type === 'add-risk') return { type: 'add-first', section: 'risks' }
    if (message.type !== 'open' || !isText(message.id)) return undefined
    if (message.kind !== 'risk' && message.kind !== 'task') return undefined
    return { type: 'open', object: { kind: message.kind, id: message.id }, preserveFocus: message.focus === false }
  },
}
