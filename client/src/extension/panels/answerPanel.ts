import type { Disposable, Uri, WebviewPanel } from 'vscode'
import { afterPause } from '../pause.ts'
import { tellFailure } from '../tellFailure.ts'
import { isReadyMessage } from './messages.ts'
import { fillPanel } from './page.ts'
import { clock, showing } from './showing.ts'

/** A kind of panel that shows one answer about a subject, or why there is none. */
export interface AnswerKind<Subject, Answer extends object> {
  /** Name of the bundle and the stylesheet. */
  readonly page: string
  readonly icon: string
  /** How long a change is waited for to be the last, in milliseconds. */
  readonly pause: number
  /** A text says why there is none. */
  readonly ask: (subject: Subject) => Promise<Answer | string>
  readonly title: (answer: Answer) => string
  /** The messages for the page; a higher version takes the place of a lower one. */
  readonly show: (version: number, subject: Subject, answer: Answer) => unknown
  readonly failed: (version: number, subject: Subject | undefined, message: string) => unknown
  /** What the page says where it is opened for nothing. */
  readonly nothing: string
  /** Does what the page asks for. Its message is untrusted, and of any shape. */
  readonly act: (message: unknown, shown: Shown<Subject, Answer>) => Promise<unknown>
  /** Calls back when the answer may have become another; it ends with the panel. */
  readonly watch?: (subject: Subject, onChange: () => void) => Promise<Disposable | undefined>
}

/** What a panel shows at the moment. */
export interface Shown<Subject, Answer> {
  readonly subject: Subject | undefined
  readonly answer: Answer | undefined
  readonly show: (subject: Subject) => void
}

export interface AnswerPanel<Subject> {
  readonly panel: WebviewPanel
  readonly subject: () => Subject | undefined
  readonly show: (subject: Subject) => void
  /** The answer may have become another. */
  readonly renew: () => void
}

/**
 * Fills a panel with the answer about a subject. It asks when the page is there and seen, after a change and for another
 * subject; one answer at a time, and one that comes too late is left aside.
 */
export function answerPanel<Subject, Answer extends object>(
  kind: AnswerKind<Subject, Answer>,
  panel: WebviewPanel,
  { extensionUri, first }: { readonly extensionUri: Uri; readonly first: Subject | undefined },
): AnswerPanel<Subject> {
  let subject = first
  let answer: Answer | undefined
  let isReady = false
  let isDisposed = false
  let version = 0
  const post = (message: unknown) => {
    if (!isDisposed) void panel.webview.postMessage(message)
  }
  const pictures = showing(async () => {
    const wanted = subject
    if (!isReady || !panel.visible || wanted === undefined) return
    const given = await kind.ask(wanted)
    if (isDisposed || subject !== wanted) return
    if (typeof given === 'string') {
      post(kind.failed(++version, wanted, given))
      return
    }
    answer = given
    panel.title = kind.title(given)
    post(kind.show(++version, wanted, given))
  }, clock)
  const again = afterPause(() => void pictures.refresh(), kind.pause)
  const watch = async (next: Subject) => {
    const watching = await kind.watch?.(next, again.soon)
    if (!watching) return
    if (isDisposed) watching.dispose()
    else listening.push(watching)
  }
  const show = (next: Subject) => {
    subject = next
    void watch(next)
    void pictures.refresh()
  }
  const onMessage = async (message: unknown) => {
    if (!isReadyMessage(message)) {
      await kind.act(message, { subject, answer, show })
      return
    }
    isReady = true
    if (subject === undefined) post(kind.failed(++version, subject, kind.nothing))
    else show(subject)
  }
  const listening: Disposable[] = [
    again,
    panel.webview.onDidReceiveMessage(message => onMessage(message).catch(error => tellFailure(error, undefined))),
    panel.onDidChangeViewState(() => panel.visible && again.soon()),
  ]
  panel.onDidDispose(() => {
    isDisposed = true
    for (const each of listening) each.dispose()
  })
  fillPanel(panel, extensionUri, kind)
  return { panel, subject: () => subject, show, renew: again.soon }
}
