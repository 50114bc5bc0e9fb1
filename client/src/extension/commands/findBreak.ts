import { commands, l10n, type QuickPickItem, Range, Uri, ViewColumn, window } from 'vscode'
import { gitApi, repositoryOf } from '../git/gitApi.ts'
import type { RunTool } from '../host.ts'
import { whyNoGit } from '../panels/history.ts'
import { activePlan } from '../plans.ts'
import { whileWorking } from '../progress.ts'
import { commitSpec } from '../review/commitSpec.ts'
import type { ComparisonSpec } from '../review/compare.ts'
import { inNoRepository, revisionOf } from '../review/revisions.ts'
import type { PlanServer } from '../server.ts'
import { toolWords } from '../toolWords.ts'
import { type BisectRecord, breakWords, lastDay } from './breakWords.ts'
import { choosePlan, uriOf } from './openPicture.ts'

interface Parts {
  readonly server: PlanServer
  readonly runTool: RunTool | undefined
  readonly compare: (spec: ComparisonSpec) => void
}

/**
 * Asks for a milestone, finds the commit from which on its date was not kept any more, says so, and shows what that commit
 * means and the line that did it. Where no change did it, that is a message.
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
  // A deadline may have an hour, which its day alone would lose
  if (date !== milestone.lastDay) words.push(`--date=${date}`)
  const folder = Uri.joinPath(plan, '..')
  const { code, out, err } = await whileWorking(l10n.t('Looking through the commits…'), () =>
    runTool(words, '', folder.fsPath),
  )
  if (code !== 0) return void window.showErrorMessage(toolWords(err))
  const record = JSON.parse(out) as BisectRecord
  const { broken } = record
  const found = breakWords(record)
  if (!broken || broken.first) return void window.showInformationMessage(found)
  const { commit, file: path, subject } = broken
  const spec = await commitSpec(uri, {
    commit,
    ...(path !== undefined && { path }),
    ...(subject !== undefined && { subject }),
  })
  compare({ ...spec, found })
  const [cause] = broken.causes
  if (cause) await showCause(spec, Uri.joinPath(folder, cause.file), cause.line - 1)
}

interface MilestoneItem extends QuickPickItem {
  readonly id: string
  /** `2026-05-29`, of its deadline. */
  readonly lastDay: string | undefined
}

async function chooseMilestone(server: PlanServer, uri: string): Promise<MilestoneItem | undefined> {
  const view = (await server.outline(uri))?.view
  const rows = (await server.timeline({ uri }))?.view.rows ?? []
  const lastDays = new Map(rows.map(({ id, deadline }) => [id, deadline === undefined ? undefined : lastDay(deadline)]))
  type Item = NonNullable<typeof view>['tasks'][number]
  const below = (items: readonly Item[]): readonly Item[] => items.flatMap(item => [item, ...below(item.children)])
  const all = [...(view?.milestones ?? []), ...below(view?.tasks ?? [])]
  const items = all
    .toSorted((a, b) => Number(b.kind === 'milestone') - Number(a.kind === 'milestone'))
    .map(({ id, name, description }) => ({ id, label: name, description, lastDay: lastDays.get(id) }))
  return window.showQuickPick(items, {
    title: l10n.t('Find the commit that moved a milestone'),
    placeHolder: l10n.t('Which milestone or task?'),
    matchOnDescription: true,
  })
}

/** Its deadline, where it has one, is written already. */
function chooseDate({ label, lastDay: last }: MilestoneItem): Thenable<string | undefined> {
  return window.showInputBox({
    title: l10n.t('The last day that keeps {0}', label),
    prompt:
      last === undefined
        ? l10n.t('Such as 2026-05-29; it has no deadline')
        : l10n.t('Its deadline, or another day such as 2026-05-29'),
    ...(last !== undefined && { value: last }),
    validateInput: text =>
      /^\d{4}-\d{2}-\d{2}$/.test(text.trim()) ? undefined : l10n.t('Write the day as 2026-05-29'),
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
