import * as vscode from 'vscode'
import { codeOf, equal, ok, openPlan, suite, test, until, untilDiagnostics, workspaceUri } from '../support/in-host.ts'

const file = 'bridge.tpm.yaml'

/** The position after a text, on its first line that has it. */
function after(document: vscode.TextDocument, part: string): vscode.Position {
  return document.positionAt(document.getText().indexOf(part) + part.length)
}

/** The plan as it is on disk, whatever the case before has left. */
async function freshPlan(): Promise<vscode.TextDocument> {
  const document = await openPlan(file)
  if (document.isDirty) await vscode.commands.executeCommand('workbench.action.files.revert')
  return document
}

async function edit(document: vscode.TextDocument, change: (edit: vscode.WorkspaceEdit) => void): Promise<void> {
  const made = new vscode.WorkspaceEdit()
  change(made)
  await vscode.workspace.applyEdit(made)
  ok(document.isDirty, 'The edit changed nothing')
}

suite('A plan in the editor', () => {
  test('is written with two spaces, and comments with #', async () => {
    const document = await freshPlan()
    const editor = vscode.window.activeTextEditor!
    equal([editor.options.tabSize, editor.options.insertSpaces], [2, true])
    editor.selection = new vscode.Selection(0, 0, 0, 0)
    await vscode.commands.executeCommand('editor.action.commentLine')
    ok(document.lineAt(0).text.startsWith('# '), document.lineAt(0).text)
  })

  test('has no error as it is', async () => {
    const document = await freshPlan()
    await until(async () => (await symbolsOf(document.uri)).length > 0, 'the server knows the plan')
    await untilDiagnostics(document.uri, all => all.every(({ severity }) => severity > 0), 'there is no error')
  })

  test('a wrong reference is found, and its fix mends it', async () => {
    const document = await freshPlan()
    await edit(document, made => made.insert(document.uri, after(document, 'after: design'), 'x'))
    const found = await untilDiagnostics(
      document.uri,
      all => all.some(each => codeOf(each) === 'plan/unknown-reference'),
      'the reference is found wrong',
    )
    const wrong = found.find(each => codeOf(each) === 'plan/unknown-reference')!
    equal(document.getText(wrong.range), 'designx')
    const page = typeof wrong.code === 'object' ? wrong.code.target : undefined
    ok(page, 'The code leads to no page')
    const text = new TextDecoder().decode(await vscode.workspace.fs.readFile(page))
    ok(text.startsWith('# plan/unknown-reference'), text.slice(0, 80))
    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      'vscode.executeCodeActionProvider',
      document.uri,
      wrong.range,
    )
    const fix = actions.find(({ title }) => title === 'Change to "design"')
    ok(fix?.edit, `No such fix among ${actions.map(({ title }) => title)}`)
    await vscode.workspace.applyEdit(fix.edit)
    await untilDiagnostics(
      document.uri,
      all => !all.some(each => codeOf(each) === 'plan/unknown-reference'),
      'it is mended',
    )
  })

  test('an error in a plan that is not open is found too', async () => {
    const uri = workspaceUri('other.tpm.yaml')
    const text =
      'tpm: 1\nproject: { name: Other, start: 2026-03-02 }\ntasks:\n  a: { name: A, duration: 1d, after: nothing }\n'
    // A watcher starts late: written again until it is seen.
    await until(async () => {
      await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text))
      await new Promise(done => setTimeout(done, 500))
      return vscode.languages.getDiagnostics(uri).some(each => codeOf(each) === 'plan/unknown-reference')
    }, 'the new file is checked')
    await vscode.workspace.fs.delete(uri)
    await untilDiagnostics(uri, all => all.length === 0, 'a file that is gone has no problems')
  })

  test('completes ids, words and keys', async () => {
    const document = await freshPlan()
    const offered = async (at: vscode.Position) => {
      const list = await vscode.commands.executeCommand<vscode.CompletionList>(
        'vscode.executeCompletionItemProvider',
        document.uri,
        at,
      )
      return list.items.map(({ label }) => (typeof label === 'string' ? label : label.label))
    }
    ok((await offered(after(document, 'after: '))).includes('design'), 'the id of a task')
    ok((await offered(after(document, 'response: '))).includes('mitigate'), 'a word')
    ok((await offered(after(document, '  design:\n    '))).includes('deadline'), 'a key')
  })

  test('says a task’s dates in a hover', async () => {
    const document = await freshPlan()
    const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
      'vscode.executeHoverProvider',
      document.uri,
      after(document, '  desi'),
    )
    const text = hovers
      .flatMap(({ contents }) => contents.map(each => (each as vscode.MarkdownString).value))
      .join('\n')
    ok(/Design/.test(text) && /Mar/.test(text), text)
  })

  test('goes from a reference to the task, and from the task to its references', async () => {
    const document = await freshPlan()
    const [target] = await vscode.commands.executeCommand<(vscode.Location | vscode.LocationLink)[]>(
      'vscode.executeDefinitionProvider',
      document.uri,
      after(document, 'after: des'),
    )
    ok(target, 'no definition')
    const range = 'targetRange' in target ? (target.targetSelectionRange ?? target.targetRange) : target.range
    equal(range.start.line, after(document, '  design:').line)
    const references = await vscode.commands.executeCommand<vscode.Location[]>(
      'vscode.executeReferenceProvider',
      document.uri,
      after(document, '  desi'),
    )
    ok(
      references.some(each => each.range.start.line === after(document, 'after: design').line),
      'the reference is found',
    )
  })

  test('has an outline, and folds', async () => {
    const document = await freshPlan()
    const names = (await symbolsOf(document.uri)).map(({ name }) => name)
    ok(names.length > 3, names.join(', '))
    const folds = await vscode.commands.executeCommand<vscode.FoldingRange[]>(
      'vscode.executeFoldingRangeProvider',
      document.uri,
    )
    ok(folds.length > 3, `${folds.length} folds`)
  })

  test('is formatted, comments and order kept', async () => {
    const document = await freshPlan()
    await edit(document, made =>
      made.replace(document.uri, lineWith(document, 'duration: 10d'), '    duration:   10d   # ten'),
    )
    await vscode.commands.executeCommand('editor.action.formatDocument')
    await until(() => /duration: 10d +# ten\n/.test(document.getText()), 'the line is formatted')
  })
})

function symbolsOf(uri: vscode.Uri): Promise<readonly { name: string }[]> {
  return Promise.resolve(
    vscode.commands.executeCommand<vscode.DocumentSymbol[] | undefined>('vscode.executeDocumentSymbolProvider', uri),
  ).then(found => found ?? [])
}

function lineWith(document: vscode.TextDocument, part: string): vscode.Range {
  return document.lineAt(after(document, part).line).range
}
