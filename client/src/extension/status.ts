import { type Disposable, type LanguageStatusItem, LanguageStatusSeverity, l10n, languages, window } from 'vscode'
import type { CheckedParams } from '#protocol/requests'
import type { ServerConnection } from './connection.ts'
import { activePlan, planSelector } from './plans.ts'
import { problemsText } from './problems.ts'
import type { Baselines } from './review/baselines.ts'
import type { PlanServer } from './server.ts'

/** The main facts of the plan in the active editor, in the status bar: when it ends and the worst to know; then its problems. */
export function showStatus(server: PlanServer, connection: ServerConnection, baselines: Baselines): Disposable {
  const finish = languages.createLanguageStatusItem('tpm.finish', planSelector())
  const problems = languages.createLanguageStatusItem('tpm.problems', planSelector())
  finish.name = l10n.t('Plan Finish')
  problems.name = l10n.t('Plan Problems')
  finish.command = { command: 'tpm.openTimeline', title: l10n.t('Timeline') }

  const update = () => {
    const uri = activePlan()
    const checked = uri === undefined ? undefined : server.lastChecked(uri)
    const isStopped = connection.health() === 'stopped'
    finish.busy = !checked && !isStopped
    finish.text = checked ? finishText(checked) : l10n.t('Reading the plan')
    finish.detail = checked?.worst
    finish.severity = checked?.late ? LanguageStatusSeverity.Warning : LanguageStatusSeverity.Information
    problems.text = isStopped
      ? l10n.t('The language server has stopped')
      : problemsText(checked?.errors ?? 0, checked?.warnings ?? 0)
    problems.severity = isStopped ? LanguageStatusSeverity.Error : severityOf(checked)
    problems.command = isStopped
      ? { command: 'tpm.restartServer', title: l10n.t('Restart') }
      : { command: 'workbench.actions.view.problems', title: l10n.t('Problems') }
  }
  const listening: Disposable[] = [
    finish,
    problems,
    showBaselineStatus(server, baselines),
    server.onChecked(update),
    connection.onHealth(update),
    window.onDidChangeActiveTextEditor(update),
  ]
  update()
  return {
    dispose: () => {
      for (const each of listening) each.dispose()
    },
  }
}

/** How the plan stands against its baseline, where it is measured against one. */
function showBaselineStatus(server: PlanServer, baselines: Baselines): Disposable {
  let item: LanguageStatusItem | undefined
  let asked = 0
  const update = async () => {
    const now = ++asked
    const uri = activePlan()
    const measured = uri !== undefined && baselines.of(uri) ? await server.measured(uri) : null
    if (now !== asked) return
    if (!measured) {
      item?.dispose()
      item = undefined
      return
    }
    if (!item) {
      item = languages.createLanguageStatusItem('tpm.baseline', planSelector())
      item.name = l10n.t('Plan Baseline')
      item.command = { command: 'tpm.showBaseline', title: l10n.t('Change') }
    }
    item.text = measured.finish
    item.detail = measured.earned
  }
  const listening: Disposable[] = [
    baselines.onChange(update),
    server.onChecked(({ uri }) => uri === activePlan() && void update()),
    window.onDidChangeActiveTextEditor(update),
  ]
  return {
    dispose: () => {
      asked++
      item?.dispose()
      for (const each of listening) each.dispose()
    },
  }
}

function finishText({ finish, finishText: text, late }: CheckedParams): string {
  const day = text ?? finish?.slice(0, 10)
  if (!day) return l10n.t('No finish date yet')
  return late ? l10n.t('Finish {0}, late', day) : l10n.t('Finish {0}', day)
}

function severityOf(checked: CheckedParams | undefined): LanguageStatusSeverity {
  if ((checked?.errors ?? 0) > 0) return LanguageStatusSeverity.Error
  return (checked?.warnings ?? 0) > 0 ? LanguageStatusSeverity.Warning : LanguageStatusSeverity.Information
}
