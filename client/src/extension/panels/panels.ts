import { type Disposable, type ExtensionContext, ViewColumn, type WebviewPanel, window } from 'vscode'
import type { PlanObject } from '#protocol/requests'
import { activePlan, isPlan } from '../plans.ts'
import type { PlanServer } from '../server.ts'
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
  kind: PictureKind<View>,
): Panels {
  let shown: PlanPanel | undefined
  const adopt = (panel: WebviewPanel, first: string | undefined): PlanPanel => {
    shown?.panel.dispose()
    const adopted = planPanel(kind, panel, { server, extensionUri: context.extensionUri, first })
    shown = adopted
    panel.onDidDispose(() => {
      if (shown === adopted) shown = undefined
    })
    return adopted
  }
  const open = (uri: string | undefined): PlanPanel => {
    if (shown) {
      if (uri !== undefined) shown.follow(uri)
      shown.panel.reveal(undefined, true)
      return shown
    }
    const column = { viewColumn: ViewColumn.Beside, preserveFocus: true }
    return adopt(window.createWebviewPanel(kind.viewType, kind.title(undefined), column), uri)
  }
  const listening: Disposable[] = [
    window.registerWebviewPanelSerializer(kind.viewType, {
      deserializeWebviewPanel: async (panel, state: unknown) => void adopt(panel, uriIn(state) ?? activePlan()),
    }),
    server.onChecked(({ uri }) => shown?.onChanged(uri)),
    window.onDidChangeTextEditorSelection(({ textEditor }) => {
      if (isPlan(textEditor.document)) shown?.onCursor(textEditor)
    }),
  ]
  context.subscriptions.push(...listening)
  return {
    renew: uri => shown?.onChanged(uri),
    open,
    reveal: (uri, object) => open(uri).mark(object),
  }
}

/** The page keeps the plan's URI in its state. */
function uriIn(state: unknown): string | undefined {
  const isState = typeof state === 'object' && state !== null && 'uri' in state
  return isState && typeof state.uri === 'string' ? state.uri : undefined
}
