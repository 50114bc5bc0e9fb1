import { commands, type ExtensionContext, l10n, Range, Uri, ViewColumn, window } from 'vscode'
import type { FromComparison, ToComparison } from '#protocol/comparison'
import { gitApi } from '../git/gitApi.ts'
import { type Compared, type ComparisonSpec, compare } from '../review/compare.ts'
import type { Reviewer } from '../review/reviewer.ts'
import { isRevisionSpec, type Revision } from '../review/revisions.ts'
import type { PlanServer } from '../server.ts'
import { type AnswerKind, type AnswerPanel, answerPanel } from './answerPanel.ts'
import { isRecord } from './messages.ts'
import { onePanel } from './onePanel.ts'

/** The panel that says what a change of a plan means. There is at most one. */
export interface ComparisonPanels {
  readonly open: (spec: ComparisonSpec) => void
}

interface Parts {
  readonly server: PlanServer
  readonly reviewer: Reviewer
  /** Asks the person with what the plan is to be compared instead. */
  readonly choose: (uri: string) => Promise<ComparisonSpec | undefined>
}

export function registerComparison(context: ExtensionContext, parts: Parts): ComparisonPanels {
  const { extensionUri } = context
  const { shown, open } = onePanel<ComparisonSpec | undefined, AnswerPanel<ComparisonSpec>>(context, {
    viewType: 'tpm.comparison',
    title: l10n.t('Plan Comparison'),
    column: ViewColumn.Active,
    preserveFocus: false,
    subjectIn: specIn,
    create: (panel, first) => answerPanel(comparisonAnswer(extensionUri, parts), panel, { extensionUri, first }),
    planOf: ({ subject }) => subject()?.uri,
    show: (comparison, spec) => spec && comparison.show(spec),
  })
  context.subscriptions.push(
    parts.server.onChecked(({ uri }) => {
      const spec = shown()?.subject()
      if (spec?.uri === uri && spec.head.kind === 'working-tree') shown()?.renew()
    }),
  )
  return { open }
}

function comparisonAnswer(
  extensionUri: Uri,
  { server, reviewer, choose }: Parts,
): AnswerKind<ComparisonSpec, Compared> {
  return {
    page: 'comparison',
    icon: 'comparison',
    pause: 300,
    ask: async spec =>
      compare({ server, reviewer }, spec, await gitApi()).catch((error: unknown) =>
        error instanceof Error ? error.message : String(error),
      ),
    title: ({ view }) => l10n.t('Comparison: {0}', view.title),
    show: (version, spec, { view }): ToComparison => {
      const { found } = spec
      return { type: 'show', version, spec, view, ...(found !== undefined && { found }) }
    },
    failed: (version, spec, message): ToComparison => ({ type: 'failed', version, spec, message }),
    nothing: l10n.t('There is nothing to compare.'),
    act: async (message, { subject: spec, answer: compared, show }) => {
      const gesture = gestureOf(message)
      if (gesture?.type === 'page') {
        const page = Uri.joinPath(extensionUri, 'dist/rules/policy', `${gesture.rule}.md`)
        await commands.executeCommand('markdown.showPreview', page)
      } else if (gesture?.type === 'choose' && spec) {
        const chosen = await choose(spec.uri)
        if (chosen) show(chosen)
      } else if (gesture?.type === 'open' && spec && compared) await openLine(Uri.parse(spec.uri), compared, gesture)
    },
  }
}

/** The line in the diff editor; of a file that is on one side only, in that side's document. */
async function openLine(
  plan: Uri,
  { base, head, files }: Compared,
  { side, line, file }: Extract<FromComparison, { type: 'open' }>,
): Promise<void> {
  // The page is untrusted: it may name files that this comparison has read, and no other
  const target = file === undefined ? plan : files.includes(file) ? Uri.parse(file) : undefined
  if (!target) return
  const at = new Range(line, 0, line, 0)
  const isIn = async (revision: Revision) => (await revision.read(target)) !== undefined
  const [isBefore, isAfter] = await Promise.all([isIn(base), isIn(head)])
  if (isBefore && isAfter && side === 'head') {
    const title = `${target.path.split('/').at(-1)} (${base.label} ↔ ${head.label})`
    const options = { selection: at, viewColumn: ViewColumn.Beside, preview: true }
    await commands.executeCommand('vscode.diff', base.documentOf(target), head.documentOf(target), title, options)
    return
  }
  const document = (side === 'base' ? base : head).documentOf(target)
  await window.showTextDocument(document, { selection: at, viewColumn: ViewColumn.Beside, preview: true })
}

function gestureOf(message: unknown): Exclude<FromComparison, { type: 'ready' }> | undefined {
  if (!isRecord(message)) return undefined
  const { type, side, line, file, rule } = message
  // A name of a page, and no way out of its folder
  if (type === 'page' && typeof rule === 'string' && /^[a-z-]{1,40}$/.test(rule)) return { type, rule }
  if (type === 'choose') return { type }
  if (type !== 'open' || (side !== 'base' && side !== 'head')) return undefined
  if (typeof line !== 'number' || !Number.isInteger(line) || line < 0) return undefined
  return { type, side, line, ...(isLongText(file) && { file }) }
}

/** A URI is longer than an id may be. */
function isLongText(value: unknown): value is string {
  return typeof value === 'string' && value.length <= 4000
}

/** What the page has kept of itself over a reload of the window. */
function specIn(state: unknown): ComparisonSpec | undefined {
  const spec = isRecord(state) ? state.spec : undefined
  if (!isRecord(spec) || typeof spec.uri !== 'string') return undefined
  const { uri, base, head, found } = spec
  if (!isRevisionSpec(base) || !isRevisionSpec(head)) return undefined
  return { uri, base, head, ...(isLongText(found) && { found }) }
}
