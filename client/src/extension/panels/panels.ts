import { type Disposable, type ExtensionContext, ViewColumn, window } from 'vscode'
import type { PlanObject } from '#protocol/requests'
import type { ServerConnection } from '../connection.ts'
import { activePlan, isPlan } from '../plans.ts'
import type { PlanServer } from '../server.ts'
import { uriIn } from './messages.ts'
import { onePanel } from './onePanel.ts'
import { type PictureKind, type PlanPanel, planPanel } from './planPanel.ts'

/** At most one panel of a kind: it follows the plan that is worked on. */
export interface Panels {
  /** What it shows of this plan has changed. */
  readonly renew: (uri: string) => void
  /** Shows the panel, for this plan, beside the text, and leaves the keyboard in the text. */
  readonly open: (uri: string | undefined) => PlanPanel
  /** Opens it where it is closed, and marks an object in it. */
  readonly reveal: (uri: string, object: PlanObject) => void
}

export function registerPanels<View extends { readonly title: string }>(
  context: ExtensionContext,
  server: PlanServer,
  { onPlanGone, onPlanCame }: Pick<ServerConnection, 'onPlanGone' | 'onPlanCame'>,
  kind: PictureKind<View>,
): Panels {
  const { shown, open } = onePanel<string | undefined, PlanPanel>(context, {
    viewType: kind.viewType,
    title: kind.title(undefined),
    column: ViewColumn.Beside,
    preserveFocus: true,
    subjectIn: state => uriIn(state) ?? activePlan(),
    create: (panel, first) => planPanel(kind, panel, { server, extensionUri: context.extensionUri, first }),
    planOf: ({ uri }) => uri(),
    show: (planPanel, uri) => {
      if (uri !== undefined) planPanel.follow(uri)
    },
  })
  const listening: Disposable[] = [
    server.onChecked(({ uri }) => shown()?.onChanged(uri)),
    onPlanGone(uri => shown()?.onDeleted(uri.toString())),
    onPlanCame(uri => shown()?.onChanged(uri.toString())),
    window.onDidChangeTextEditorSelection(({ textEditor }) => {
      if (isPlan(textEditor.document)) shown()?.onCursor(textEditor)
    }),
  ]
  context.subscriptions.push(...listening)
  return {
    renew: uri => shown()?.onChanged(uri),
    open,
    reveal: (uri, object) => open(uri).mark(object),
  }
}
