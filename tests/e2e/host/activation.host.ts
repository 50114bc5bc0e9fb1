import * as vscode from 'vscode'
import { equal, ok, openPlan, suite, test, until } from '../support/in-host.ts'

suite('Activation', () => {
  test('a plan opens with our language', async () => {
    const document = await openPlan('bridge.tpm.yaml')
    equal(document.languageId, 'tpm-yaml')
  })

  test('a plan activates the extension', async () => {
    const extension = vscode.extensions.getExtension('tpm-makers.tpm')
    ok(extension, 'The extension is not there')
    await until(() => extension.isActive, 'the extension is active')
  })
})
