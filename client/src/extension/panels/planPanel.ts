import { commands, type Disposable, type TextEditor, Uri, type WebviewPanel, window, workspace } from 'vscode'
import type { PlanObject, Versioned } from '#protocol/requests'
import { addFirst } from '../addFirst.ts'
import { levelPlan } from '../commands/levelPlan.ts'
import { isGone } from '../isGone.ts'
import { openObject, showLine } from '../openObject.ts'
import { activePlan, cursorPlace, isPlan, visibleEditor } from '../plans.ts'
import type { PlanServer } from '../server.ts'
import { followsActivePlan, followsCursor } from '../settings.ts'
import { tellFailure } from '../tellFailure.ts'
import { isReadyMessage } from './messages.ts'
import { fillPanel } from './page.ts'
import { clock, showing } from './showing.ts'

/** One kind of picture of a plan: what differs between the timeline and the heatmap. */
export interface PictureKind<View extends { readonly title: string }> {
  readonly viewType: string
  /** Name of the bundle and the stylesheet. */
  readonly page: string
  readonly icon: string
  readonly title: (view: View | undefined) => string
  /** `leveled`: as a preview of the levelled plan, where the picture has one. */
  readonly fetch: (server: PlanServer, uri: string, leveled: boolean) => Promise<Versioned<View> | null>
  /** The message that marks an object in the picture; undefined where the picture does not show its kind. */
  readonly reveal: (object: PlanObject) => unknown
  /** What the page asks for; undefined for anything that is not a message of its own. */
  readonly gesture: (message: unknown) => Gesture | undefined
}

export type Gesture =
  | { readonly type: 'open'; readonly object: PlanObject; readonly preserveFocus: boolean }
  | { readonly type: 'open-line'; readonly line: number }
  /** A question that the server answers; the answer is a message for the page. */
  | { readonly type: 'ask'; readonly answer: (server: PlanServer, uri: string, leveled: boolean) => Promise<unknown> }
  | { readonly type: 'preview'; readonly leveled: boolean }
  | { readonly type: 'level' }
  /** The plan has none of these: write a first one. */
  | { readonly type: 'add-first'; readonly section: 'tasks' | 'risks' }
  /** A command of ours, for the plan that is shown. */
  | { readonly type: 'run'; readonly command: string }

/** A picture of one plan in a panel: it follows the text, the cursor and the active plan. */
export interface PlanPanel {
  readonly panel: WebviewPanel
  readonly uri: () => string | undefined
  /** Shows another plan. */
  readonly follow: (uri: string) => void
  /** The text of a plan has changed, or the server is there again. */
  readonly onChanged: (uri: string) => void
  /** A file or a folder was deleted. */
  readonly onDeleted: (uri: string) => void
  readonly onCursor: (editor: TextEditor) => void
  /** Shows the plan levelled, or as it is. */
  readonly preview: (leveled: boolean) => void
  /** Marks an object on a person's demand, even where it is marked already. */
  readonly mark: (object: PlanObject) => void
}

export function planPanel<View extends { readonly title: string }>(
  kind: PictureKind<View>,
  panel: WebviewPanel,
  {
    server,
    extensionUri,
    first,
  }: { readonly server: PlanServer; readonly extensionUri: Uri; readonly first: string | undefined },
): PlanPanel {
  let uri = first
  /** The last object that both sides know of; what comes back as an echo is the same and goes nowhere. */
  let marked: PlanObject | undefined
  /** Asked for while the page was not there to hear it. */
  let waiting: PlanObject | undefined
  let isReady = false
  let cursorMoves = 0
  let pictureCount = 0

  /** Of this plan: another one is shown as it is. */
  let isLeveled = false
  let isDisposed = false

  // An answer may come when the panel is gone.
  const post = (message: unknown) => {
    if (!isDisposed) void panel.webview.postMessage(message)
  }
  const mark = (object: PlanObject) => {
    const message = kind.reveal(object)
    if (message === undefined) return
    marked = object
    if (isReady) post(message)
    else waiting = object
  }
  const pictures = showing(async () => {
    const wanted = uri ?? activePlan() ?? (await server.plans())[0]?.uri
    if (wanted === undefined || !isReady || !panel.visible) return
    const answer = await kind.fetch(server, wanted, isLeveled)
    if (isDisposed || (uri !== undefined && uri !== wanted)) return
    if (!answer) {
      await tellGone(wanted)
      return
    }
    uri = wanted
    panel.title = kind.title(answer.view)
    // Not the document's version, which begins again when a document is closed and the file on disk holds.
    post({ type: 'show', uri: wanted, version: ++pictureCount, view: answer.view })
  }, clock)
  /** A picture of what is no more would look as if it could still be worked on. */
  const tellGone = async (wanted: string) => {
    if ((await isGone(wanted)) && uri === wanted) post({ type: 'gone' })
  }
  const onDeleted = (deleted: string) => {
    if (uri !== undefined && (uri === deleted || uri.startsWith(`${deleted}/`))) void tellGone(uri)
  }
  const markCursor = async (editor: TextEditor) => {
    if (!uri || !isReady || !followsCursor() || editor.document.uri.toString() !== uri) return
    const move = ++cursorMoves
    const object = await server.objectAt({ uri, position: cursorPlace(editor) })
    if (move === cursorMoves && object && !isSame(object, marked)) mark(object)
  }
  const preview = (leveled: boolean) => {
    if (leveled === isLeveled) return
    isLeveled = leveled
    void pictures.refresh()
  }
  const showAll = async () => {
    marked = undefined
    await pictures.refresh()
    const editor = uri === undefined ? undefined : visibleEditor(uri)
    if (waiting) mark(waiting)
    else if (editor) await markCursor(editor)
    waiting = undefined
  }
  const onMessage = async (message: unknown) => {
    if (isReadyMessage(message)) {
      isReady = true
      await showAll()
      return
    }
    const gesture = kind.gesture(message)
    if (!gesture || !uri) return
    if (gesture.type === 'add-first') {
      await addFirst(gesture.section, uri, panel.viewColumn)
      return
    }
    if (gesture.type === 'run') {
      await commands.executeCommand(gesture.command, Uri.parse(uri))
      return
    }
    if (gesture.type === 'preview') {
      preview(gesture.leveled)
      return
    }
    if (gesture.type === 'level') {
      if (await levelPlan(server, uri)) preview(false)
      return
    }
    if (gesture.type === 'ask') {
      const asked = uri
      const answer = await gesture.answer(server, asked, isLeveled)
      if (answer !== undefined && asked === uri) post(answer)
      return
    }
    if (gesture.type === 'open-line') {
      await showLine(uri, { line: gesture.line, character: 0 }, { besides: panel.viewColumn })
      return
    }
    marked = gesture.object
    await openObject(server, uri, gesture.object, { preserveFocus: gesture.preserveFocus, besides: panel.viewColumn })
  }

  const listening: Disposable[] = [
    panel.webview.onDidReceiveMessage(message => onMessage(message).catch(error => tellFailure(error, uri))),
    // Of a file that is deleted the text may be the last that is left.
    workspace.onDidCloseTextDocument(closed => onDeleted(closed.uri.toString())),
    window.onDidChangeActiveTextEditor(editor => {
      if (editor && isPlan(editor.document) && followsActivePlan()) follow(editor.document.uri.toString())
    }),
  ]
  panel.onDidDispose(() => {
    isDisposed = true
    for (const each of listening) each.dispose()
  })
  const follow = (next: string) => {
    if (next === uri) return
    uri = next
    isLeveled = false
    void showAll()
  }

  panel.title = kind.title(undefined)
  fillPanel(panel, extensionUri, kind)
  return {
    panel,
    uri: () => uri,
    follow,
    onChanged: changed => {
      if (uri === undefined || changed === uri) void pictures.refresh()
    },
    onDeleted,
    onCursor: editor => void markCursor(editor),
    mark,
    preview,
  }
}

function isSame(a: PlanObject, b: PlanObject | undefined): boolean {
  return a.kind === b?.kind && a.id === b.id
}
