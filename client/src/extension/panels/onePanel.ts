import { type ExtensionContext, type ViewColumn, type WebviewPanel, window } from 'vscode'
import { countPanel } from '../plans.ts'

/** What differs between the panels of which there is at most one. */
export interface OnePanelKind<Subject, Shown extends { readonly panel: WebviewPanel }> {
  readonly viewType: string
  /** Before there is anything to show. */
  readonly title: string
  readonly column: ViewColumn
  /** Leaves the keyboard where it is. */
  readonly preserveFocus: boolean
  /** What is to be shown, in what the page has kept of itself over a reload of the window. */
  readonly subjectIn: (state: unknown) => Subject
  readonly create: (panel: WebviewPanel, subject: Subject) => Shown
  /** URI of the plan that it shows. */
  readonly planOf: (shown: Shown) => string | undefined
  /** Shows something else in the panel that is there. */
  readonly show: (shown: Shown, subject: Subject) => void
}

export interface OnePanel<Subject, Shown> {
  readonly shown: () => Shown | undefined
  /** Opens the panel, or comes back to it. */
  readonly open: (subject: Subject) => Shown
}

/** Panels of one kind, of which there is at most one: a second one, from before a reload, takes the place of the first. */
export function onePanel<Subject, Shown extends { readonly panel: WebviewPanel }>(
  { subscriptions }: ExtensionContext,
  { viewType, title, column, preserveFocus, subjectIn, create, planOf, show }: OnePanelKind<Subject, Shown>,
): OnePanel<Subject, Shown> {
  let shown: Shown | undefined
  const adopt = (panel: WebviewPanel, subject: Subject): Shown => {
    shown?.panel.dispose()
    const adopted = create(panel, subject)
    shown = adopted
    countPanel({ panel, uri: () => planOf(adopted) })
    panel.onDidDispose(() => {
      if (shown === adopted) shown = undefined
    })
    return adopted
  }
  subscriptions.push(
    window.registerWebviewPanelSerializer(viewType, {
      deserializeWebviewPanel: async (panel, state: unknown) => void adopt(panel, subjectIn(state)),
    }),
  )
  return {
    shown: () => shown,
    open: subject => {
      if (!shown)
        return adopt(window.createWebviewPanel(viewType, title, { viewColumn: column, preserveFocus }), subject)
      show(shown, subject)
      shown.panel.reveal(undefined, preserveFocus)
      return shown
    },
  }
}
