import { type Disposable, LanguageStatusSeverity, l10n, languages, window } from 'vscode'
import type { CheckedParams } from '#protocol/requests'
import type { ServerConnection } from './connection.ts'
import { activePlan, planSelector } from './plans.ts'
import { problemsText } from './problems.ts'
import type { PlanServer } from './server.ts'

/** The main facts of the plan in the active editor, in the status bar: when it ends and the worst to know; then its problems. */
export function showStatus(server: PlanServer, connection: ServerConnection): Disposable {
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

function finishText({ finish, finishText: text, late }: CheckedParams): string {
  const day = text ?? finish?.slice(0, 10)
  if (!day) return l10n.t('No finish date yet')
  return late ? l10n.t('Finish {0}, late', day) : l10n.t('Finish {0}', day)
}

function severityOf(checked: CheckedParams | undefined): LanguageStatusSeverity {
  if ((checked?.errors ?? 0) > 0) return LanguageStatusSeverity.Error
  return (checked?.warnings ?? 0) > 0 ? LanguageStatusSeverity.Warning : LanguageStatusSeverity.Information
}
