import { execFileSync } from 'node:child_process'
import * as vscode from 'vscode'
import { ok, openPlan, suite, test, until } from '../support/in-host.ts'

/** The language server among this host's children. */
function serverOf(): number | undefined {
  const lines = execFileSync('ps', ['--ppid', String(process.pid), '-o', 'pid=,args='], { encoding: 'utf8' }).split(
    '\n',
  )
  const line = lines.find(each => each.includes('dist/server.js'))
  return line === undefined ? undefined : Number(line.trim().split(' ', 1)[0])
}

async function isAnswered(uri: vscode.Uri): Promise<boolean> {
  const found = await vscode.commands.executeCommand<unknown[] | undefined>('vscode.executeDocumentSymbolProvider', uri)
  return (found?.length ?? 0) > 0
}

async function type(document: vscode.TextDocument): Promise<void> {
  const edit = new vscode.WorkspaceEdit()
  edit.insert(document.uri, new vscode.Position(0, 0), '# typed meanwhile\n')
  await vscode.workspace.applyEdit(edit)
}

suite('A server', () => {
  test('that is killed is replaced, and knows what was typed', async () => {
    const document = await openPlan('bridge.tpm.yaml')
    await until(() => isAnswered(document.uri), 'the server answers')
    const before = serverOf()
    ok(before, 'no server')
    await type(document)
    process.kill(before, 'SIGKILL')
    await until(() => serverOf() !== undefined && serverOf() !== before, 'another server')
    await until(() => isAnswered(document.uri), 'it answers')
    await vscode.commands.executeCommand('workbench.action.files.revert')
  })

  test('that hangs is replaced', async () => {
    const document = await openPlan('bridge.tpm.yaml')
    const before = await until(serverOf, 'a server')
    process.kill(before, 'SIGSTOP')
    await type(document)
    await until(() => serverOf() !== undefined && serverOf() !== before, 'another server', 25_000)
    await until(() => isAnswered(document.uri), 'it answers')
    await vscode.commands.executeCommand('workbench.action.files.revert')
  })
})
