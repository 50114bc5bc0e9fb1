import { l10n, type OutputChannel, Uri, window, workspace } from 'vscode'
import { type ImportResult, reviewMethods } from '#protocol/review'
import { withFreeId } from '../freeId.ts'
import { whileWorking } from '../progress.ts'
import type { Reviewer } from '../review/reviewer.ts'
import type { PlanServer } from '../server.ts'
import { freeName } from './freeName.ts'

interface Parts {
  readonly server: PlanServer
  readonly reviewer: Reviewer
  /** Where what could not be carried over is written. */
  readonly notes: () => OutputChannel
}

/**
 * Makes a plan of another tool's file: asks for what is not given, writes it to a new file and opens that. What could not
 * be carried over is told, and can be read.
 */
export async function importPlan(
  { server, reviewer, notes }: Parts,
  given: { readonly source?: unknown; readonly target?: unknown },
): Promise<void> {
  const source = given.source instanceof Uri ? given.source : await chooseSource()
  if (!source) return
  const name = nameOf(source)
  const bytes = await workspace.fs.readFile(source)
  const imported = await whileWorking(l10n.t('Importing {0}…', name), () =>
    reviewer.ask<ImportResult>(reviewMethods.importFile, { name, bytes }),
  )
  if ('failure' in imported) return void window.showErrorMessage(imported.failure)
  const target = given.target instanceof Uri ? given.target : await chooseTarget(source)
  if (!target) return
  const taken = (await server.plans()).flatMap(({ uri, id }) =>
    id === undefined || uri === target.toString() ? [] : [id],
  )
  const text = withFreeId(imported.text, nameOf(target), new Set(taken))
  await workspace.fs.writeFile(target, new TextEncoder().encode(text))
  await window.showTextDocument(target, { preview: false })
  if (0 < imported.notes.length) tellNotes(name, imported.notes, notes())
}

function nameOf({ path }: Uri): string {
  return path.split('/').at(-1) ?? ''
}

async function chooseSource(): Promise<Uri | undefined> {
  const chosen = await window.showOpenDialog({
    title: l10n.t('Import Plan'),
    openLabel: l10n.t('Import'),
    filters: { [l10n.t('MS Project XML, TaskJuggler')]: ['xml', 'tjp'], [l10n.t('All Files')]: ['*'] },
  })
  return chosen?.[0]
}

/** Beside the file it comes from, if nothing is said; a name that would not be found as a plan is made one. */
async function chooseTarget(source: Uri): Promise<Uri | undefined> {
  const proposed = `${nameOf(source).replace(/\.[^.]+$/, '')}.tpm.yaml`
  const folder = Uri.joinPath(source, '..')
  const chosen = await window.showSaveDialog({
    title: l10n.t('Save the Imported Plan'),
    defaultUri: Uri.joinPath(folder, await freeName(folder, proposed)),
    filters: { [l10n.t('Plan')]: ['yaml', 'yml'] },
  })
  if (!chosen || /\.tpm\.ya?ml$/i.test(chosen.path)) return chosen
  const [at, name] = [Uri.joinPath(chosen, '..'), nameOf(chosen).replace(/\.ya?ml$/i, '')]
  // Nobody was asked whether that may be written over
  return Uri.joinPath(at, await freeName(at, `${name}.tpm.yaml`))
}

function tellNotes(name: string, notes: readonly string[], channel: OutputChannel): void {
  channel.appendLine(l10n.t('{0}: what became of what', name))
  for (const note of notes) channel.appendLine(`  ${note.replace(/\s+/g, ' ')}`)
  const show = l10n.t('Show')
  const words =
    notes.length === 1
      ? l10n.t('{0} was imported. One thing is not in the plan as it was there.', name)
      : l10n.t('{0} was imported. {1} things are not in the plan as they were there.', name, notes.length)
  void window.showInformationMessage(words, show).then(chosen => chosen === show && channel.show())
}
