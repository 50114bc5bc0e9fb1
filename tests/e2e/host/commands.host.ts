import * as vscode from 'vscode'
import { equal, ok, openPlan, suite, test, until, untilDiagnostics } from '../support/in-host.ts'

const file = 'bridge.tpm.yaml'

function webviewTabs(): string[] {
  return vscode.window.tabGroups.all
    .flatMap(({ tabs }) => tabs)
    .flatMap(({ input }) => (input instanceof vscode.TabInputWebview ? [input.viewType] : []))
}

async function isAnswered(uri: vscode.Uri): Promise<boolean> {
  const found = await vscode.commands.executeCommand<unknown[] | undefined>('vscode.executeDocumentSymbolProvider', uri)
  return (found?.length ?? 0) > 0
}

suite('Commands', () => {
  test('all that the manifest declares are there', async () => {
    await openPlan(file)
    const extension = vscode.extensions.getExtension('tpm-makers.tpm')
    ok(extension, 'The extension is not there')
    await until(() => extension.isActive, 'the extension is active')
    const present = await vscode.commands.getCommands(true)
    const declared: string[] = extension.packageJSON.contributes.commands.map(
      (each: { command: string }) => each.command,
    )
    equal(
      declared.filter(command => !present.includes(command)),
      [],
    )
  })

  test('the pictures open beside the text, one panel each', async () => {
    await openPlan(file)
    await vscode.commands.executeCommand('tpm.openTimeline')
    await vscode.commands.executeCommand('tpm.openHeatmap')
    await vscode.commands.executeCommand('tpm.openTimeline')
    await until(() => webviewTabs().length === 2, 'two panels')
    ok(
      webviewTabs().some(type => type.endsWith('tpm.timeline')),
      webviewTabs().join(),
    )
    ok(
      webviewTabs().some(type => type.endsWith('tpm.heatmap')),
      webviewTabs().join(),
    )
    equal(vscode.window.tabGroups.all.length, 2)
    equal(vscode.window.activeTextEditor?.document.uri.path.endsWith(file), true)
  })

  test('the levelled plan is shown in the same panel', async () => {
    await openPlan(file)
    await vscode.commands.executeCommand('tpm.previewLeveled')
    await until(() => webviewTabs().filter(type => type.endsWith('tpm.timeline')).length === 1, 'one timeline')
  })

  test('a task is found from anywhere', async () => {
    const document = await openPlan(file)
    const line = document.positionAt(document.getText().indexOf('  build:')).line
    await until(async () => {
      await vscode.commands.executeCommand('tpm.goTo', document.uri.toString(), { kind: 'task', id: 'build' })
      return vscode.window.activeTextEditor?.selection.active.line === line
    }, 'the cursor is in the task')
  })

  test('a plan that is reverted has its old problems again', async () => {
    const document = await openPlan(file)
    const edit = new vscode.WorkspaceEdit()
    edit.insert(document.uri, document.positionAt(document.getText().indexOf('tasks:')), 'nonsense: 1\n')
    await vscode.workspace.applyEdit(edit)
    await untilDiagnostics(document.uri, all => all.some(({ severity }) => severity === 0), 'the edit is an error')
    await vscode.commands.executeCommand('workbench.action.files.revert')
    await untilDiagnostics(document.uri, all => all.every(({ severity }) => severity > 0), 'the error is gone')
  })

  test('public holidays of a country are written by the way that the person would choose', async () => {
    const document = await openPlan(file)
    const before = document.getText()
    await until(() => isAnswered(document.uri), 'the server answers')
    const running = vscode.commands.executeCommand('tpm.addHolidays', document.uri.toString(), 'default', [2026, 2026])
    // Country, region, years: the first of each list, and what is proposed.
    await until(async () => {
      await vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem')
      return document.getText().includes('# Public holidays: ')
    }, 'they are written')
    await running
    ok(document.getText().length > before.length, 'Nothing was written')
    await vscode.commands.executeCommand('workbench.action.files.revert')
  })

  test('a project of MS Project becomes a plan beside it, which opens', async () => {
    const { uri } = await openPlan(file)
    const xml = `<?xml version="1.0"?><Project><Title>Ferry</Title><StartDate>2026-03-02T08:00:00</StartDate><Tasks><Task><UID>1</UID><Name>Dig</Name><Duration>PT16H0M0S</Duration></Task></Tasks></Project>`
    const [source, target] = [vscode.Uri.joinPath(uri, '../ferry.xml'), vscode.Uri.joinPath(uri, '../ferry.tpm.yaml')]
    await vscode.workspace.fs.writeFile(source, new TextEncoder().encode(xml))
    await vscode.commands.executeCommand('tpm.importPlan', source, target)
    const editor = vscode.window.activeTextEditor
    equal(editor?.document.uri.toString(), target.toString())
    ok(editor?.document.getText().includes('name: Dig'), 'The task is not there')
    await vscode.workspace.fs.delete(source)
    await vscode.commands.executeCommand('workbench.action.closeActiveEditor')
    await vscode.workspace.fs.delete(target)
  })

  test('the server is started again on demand', async () => {
    const document = await openPlan(file)
    await vscode.commands.executeCommand('tpm.restartServer')
    await until(() => isAnswered(document.uri), 'the server answers')
  })
})
