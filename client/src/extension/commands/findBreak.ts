import { commands, l10n, type QuickPickItem, Range, Uri, ViewColumn, window } from 'vscode'
import { gitApi, repositoryOf } from '../git/gitApi.ts'
import type { RunTool } from '../host.ts'
import { whyNoGit } from '../panels/history.ts'
import { activePlan } from '../plans.ts'
import { commitSpec } from '../review/commitSpec.ts'
import type { ComparisonSpec } from '../review/compare.ts'
import { inNoRepository, revisionOf } from '../review/revisions.ts'
import type { PlanServer } from '../server.ts'
import { toolWords } from '../toolWords.ts'
import { choosePlan, uriOf } from './openPicture.ts'

/** The part of `tpm history --bisect --format json` that is used here. */
interface BisectRecord {
  readonly milestone: { readonly name: string }
  readonly limit: string
  readonly kept: boolean
  readonly broken?: {
    /** `null`: it is not committed yet. */
    readonly commit: string | null
    readonly subject?: string
    /** Where the plan was, from the top of its repository. */
    readonly file?: string
    readonly causes: readonly { readonly file: string; readonly line: number }[]
  }
}

interface Parts {
  readonly server: PlanServer
  readonly runTool: RunTool | undefined
  readonly compare: (spec: ComparisonSpec) => void
}

/**
 * Asks for a milestone, finds the commit from which on its date was not kept any more, and shows what that commit means
 * and the line that did it.
 */
export async function findBreak({ server, runTool, compare }: Parts, clicked: unknown): Promise<void> {
  const uri = typeof clicked === 'string' ? clicked : (uriOf(clicked) ?? activePlan() ?? (await choosePlan(server)))
  if (uri === undefined) return
  const plan = Uri.parse(uri)
  const why = whyNoGit(plan, runTool)
  if (why !== undefined || !runTool) return void window.showInformationMessage(why ?? '')
  const git = await gitApi()
  if (!git || !(await repositoryOf(git, plan))) return void window.showInformationMessage(inNoRepository())
  const milestone = await chooseMilestone(server, uri)
  if (!milestone) return
  const date = (await chooseDate(milestone))?.trim()
  if (date === undefined) return
  const words = ['history', plan.fsPath, '--format', 'json', `--bisect=${milestone.id}`]
  if (date !== '') words.push(`--date=${date}`)
  const folder = Uri.joinPath(plan, '..')
  const { code, out, err } = await runTool(words, '', folder.fsPath)
  if (code !== 0) return void window.showErrorMessage(toolWords(err))
  const found = JSON.parse(out) as BisectRecord
  const { broken } = found
  const day = found.limit.slice(0, 10)
  if (!broken) {
    return void window.showInformationMessage(l10n.t('{0} keeps {1}: no commit broke it.', found.milestone.name, day))
  }
  const { commit, file: path, subject } = broken
  const spec = await commitSpec(uri, {
    commit,
    ...(path !== undefined && { path }),
    ...(subject !== undefined && { subject }),
  })
  compare(spec)
  const [cause] = broken.causes
  if (cause) await showCause(spec, Uri.joinPath(folder, cause.file), cause.line - 1)
}

interface MilestoneItem extends QuickPickItem {
  readonly id: string
  readonly hasDeadline: boolean
}

async function chooseMilestone(server: PlanServer, uri: string): Promise<MilestoneItem | undefined> {
  const view = (await server.outline(uri))?.view
  const rows = (await server.timeline({ uri }))?.view.rows ?? []
  const withDeadline = new Set(rows.filter(({ deadline }) => deadline !== undefined).map(({ id }) => id))
  type Item = NonNullable<typeof view>['tasks'][number]
  const below = (items: readonly Item[]): readonly Item[] => items.flatMap(item => [item, ...below(item.children)])
  const all = [...(view?.milestones ?? []), ...below(view?.tasks ?? [])]
  const items = all
    .toSorted((a, b) => Number(b.kind === 'milestone') - Number(a.kind === 'milestone'))
    .map(({ id, name, description }) => ({ id, label: name, description, hasDeadline: withDeadline.has(id) }))
  return window.showQuickPick(items, {
    title: l10n.t('Find the commit that moved a milestone'),
    placeHolder: l10n.t('Which milestone or task?'),
    matchOnDescription: true,
  })
}

/** Empty: its deadline. What has none needs a date. */
function chooseDate({ label, hasDeadline }: MilestoneItem): Thenable<string | undefined> {
  const isDay = hasDeadline ? /^(\d{4}-\d{2}-\d{2})?$/ : /^\d{4}-\d{2}-\d{2}$/
  return window.showInputBox({
    title: l10n.t('Since when is {0} too late?', label),
    prompt: hasDeadline
      ? l10n.t('The last day that would keep it, such as 2026-05-29; leave it empty for its deadline')
      : l10n.t('The last day that would keep it, such as 2026-05-29; it has no deadline'),
    validateInput: text => (isDay.test(text.trim()) ? undefined : l10n.t('Write the day as 2026-05-29')),
  })
}

/** The line in the diff; of what is gone, in the text before. */
async function showCause({ uri, base, head }: ComparisonSpec, file: Uri, line: number): Promise<void> {
  const plan = Uri.parse(uri)
  const git = await gitApi()
  const [before, after] = [await revisionOf(base, plan, git), await revisionOf(head, plan, git)]
  const options = { selection: new Range(line, 0, line, 0), viewColumn: ViewColumn.Beside, preview: true }
  const [isBefore, isAfter] = [(await before.read(file)) !== undefined, (await after.read(file)) !== undefined]
  if (!isBefore || !isAfter) {
    await window.showTextDocument((isAfter ? after : before).documentOf(file), options)
    return
  }
  const title = `${file.path.split('/').at(-1)} (${before.label} ↔ ${after.label})`
  await commands.executeCommand('vscode.diff', before.documentOf(file), after.documentOf(file), title, options)
}
