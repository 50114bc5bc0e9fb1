/**
 * What a suite inside the extension host stands on. The same suite runs in the node host and in the web worker host,
 * so it imports `vscode` and this file, and nothing of node.
 *
 *     import * as vscode from 'vscode'
 *     import { equal, openPlan, suite, test, until } from '../support/in-host.ts'
 *
 *     suite('Language', () => {
 *       test('a plan opens with our language', async () => {
 *         const document = await openPlan('bridge.tpm.yaml')
 *         equal(document.languageId, 'tpm-yaml')
 *       })
 *     })
 *
 * The workspace is the one given to `defineHostTests`. A test that changes a document closes or reverts it.
 */
import * as vscode from 'vscode'

export interface HostResult {
  readonly title: string
  readonly error?: string
  readonly skipped?: boolean
}

interface Case {
  readonly title: string
  readonly body?: () => Promise<void> | void
}

const cases: Case[] = []
const titles: string[] = []
const caseLimit = 30_000

/** Is this the web worker host (as on vscode.dev)? */
export const isWorker = typeof (globalThis as { process?: unknown }).process === 'undefined'

export function suite(title: string, body: () => void) {
  titles.push(title)
  body()
  titles.pop()
}

export function test(title: string, body: () => Promise<void> | void) {
  cases.push({ title: [...titles, title].join(' › '), body })
}

/** A case that doesn't apply, with the reason in its title. */
export function skip(title: string) {
  cases.push({ title: [...titles, title].join(' › ') })
}

/** Throws unless the two are equal as JSON. */
export function equal(actual: unknown, expected: unknown, message = 'Not equal') {
  const [left, right] = [JSON.stringify(actual), JSON.stringify(expected)]
  if (left !== right) throw new Error(`${message}\n  actual:   ${left}\n  expected: ${right}`)
}

export function ok(value: unknown, message: string): asserts value {
  if (!value) throw new Error(message)
}

/** Asks again and again until the answer is true (or any value but undefined, null, false), and gives it. */
export async function until<T>(ask: () => T | Promise<T>, what: string, limit = 15_000): Promise<NonNullable<T>> {
  for (const deadline = Date.now() + limit; ; ) {
    const answer = await ask()
    if (answer !== undefined && answer !== null && answer !== false) return answer
    if (Date.now() > deadline) throw new Error(`Not reached in ${limit / 1000} s: ${what}`)
    await new Promise(done => setTimeout(done, 50))
  }
}

/** A file of the workspace by its relative path. */
export function workspaceUri(path: string): vscode.Uri {
  const folder = vscode.workspace.workspaceFolders?.[0]
  ok(folder, 'No workspace folder is open')
  return vscode.Uri.joinPath(folder.uri, path)
}

/** Opens a file of the workspace in an editor. */
export async function openPlan(path: string): Promise<vscode.TextDocument> {
  const document = await vscode.workspace.openTextDocument(workspaceUri(path))
  await vscode.window.showTextDocument(document)
  return document
}

/** Waits for the diagnostics of a document to satisfy a condition. */
export function untilDiagnostics(
  uri: vscode.Uri,
  condition: (found: readonly vscode.Diagnostic[]) => boolean,
  what: string,
): Promise<readonly vscode.Diagnostic[]> {
  return until(() => {
    const found = vscode.languages.getDiagnostics(uri)
    return condition(found) ? found : undefined
  }, what)
}

/** The stable code of a diagnostic, such as `schedule/cycle`. */
export function codeOf({ code }: vscode.Diagnostic): string {
  return String(typeof code === 'object' ? code.value : code)
}

/** Runs all cases in order; rejects when one failed. The results are kept in a file of the workspace after each. */
export async function runAll(resultsFile: string): Promise<void> {
  const results: HostResult[] = []
  for (const { title, body } of cases) {
    results.push(body ? await runCase(title, body) : { title, skipped: true })
    await vscode.workspace.fs.writeFile(workspaceUri(resultsFile), new TextEncoder().encode(JSON.stringify(results)))
  }
  if (results.some(({ error }) => error)) throw new Error('Some tests failed')
}

async function runCase(title: string, body: () => Promise<void> | void): Promise<HostResult> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const limit = new Promise<never>((_, fail) => {
    timer = setTimeout(() => fail(new Error(`No end after ${caseLimit / 1000} s`)), caseLimit)
  })
  try {
    await Promise.race([body(), limit])
    return { title }
  } catch (error) {
    return { title, error: error instanceof Error ? (error.stack ?? error.message) : String(error) }
  } finally {
    clearTimeout(timer)
  }
}
