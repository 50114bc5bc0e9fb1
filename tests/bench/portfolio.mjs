/**
 * The language server on a portfolio: 200 plans with 20,000 tasks in four workspace folders, with included libraries and
 * links between plans, on disk. Prints a Markdown table.
 *
 *     npm run bench:portfolio
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { root } from '../../scripts/embedded.mjs'
import { portfolioFiles } from '../support/portfolio.ts'
import { Client } from './client.mjs'

const folder = mkdtempSync(join(tmpdir(), 'tpm-portfolio-'))
const files = portfolioFiles({ folders: 4, plansInFolder: 50, tasksInPlan: 100 })
for (const [path, text] of files) {
  mkdirSync(dirname(join(folder, path)), { recursive: true })
  writeFileSync(join(folder, path), text)
}
const uriOf = path => pathToFileURL(join(folder, path)).href
const at = (times, share) => [...times].sort((a, b) => a - b)[Math.floor(times.length * share)].toFixed(1)

/** The middle of its ten: four plans wait for it, at some distance. */
const path = 'f1/f1-p0025.tpm.yaml'
const uri = uriOf(path)
const text = files.get(path)
const lines = text.split('\n')

async function main() {
  const client = new Client([process.execPath, join(root, 'dist/server.js'), '--stdio'], () => null)
  /** @type {{ push(row: string[]): void }} */
  const rows = { push: row => console.log(`| ${row.join(' | ')} |`) }
  console.log('| 200 plans, 20,000 tasks | tpm |\n|---|---|')
  const folders = [0, 1, 2, 3].map(n => ({ uri: uriOf(`f${n}`), name: `f${n}` }))
  const capabilities = {
    workspace: { workspaceFolders: true },
    textDocument: { publishDiagnostics: { versionSupport: true } },
  }
  const started = performance.now()
  const since = () => `${(performance.now() - started).toFixed(0)} ms`
  const seen = new Set()
  const all = client.published(found => seen.add(found.uri).size >= files.size)
  await client.request('initialize', { processId: process.pid, rootUri: null, workspaceFolders: folders, capabilities })
  client.notify('initialized', {})
  const first = client.published(found => found.uri === uri && found.version === 1)
  client.notify('textDocument/didOpen', { textDocument: { uri, languageId: 'tpm-yaml', version: 1, text } })
  await first
  rows.push(['start of the process → diagnostics of the open plan', since()])
  await all
  rows.push(['start of the process → all 204 files checked', since()])

  let version = 1
  const typing = async edits => {
    const times = []
    for (let round = 0; round < 60; round++) {
      const [line, was, is] = edits(round)
      version++
      const answer = client.published(found => found.uri === uri && found.version === version)
      const begun = performance.now()
      const range = {
        start: { line, character: lines[line].indexOf(was) },
        end: { line, character: lines[line].indexOf(was) + was.length },
      }
      client.notify('textDocument/didChange', { textDocument: { uri, version }, contentChanges: [{ range, text: is }] })
      lines[line] = lines[line].replace(was, is)
      await answer
      if (round >= 20) times.push(performance.now() - begun)
      await new Promise(done => setTimeout(done, 20))
    }
    return `${at(times, 0.5)} ms, p95 ${at(times, 0.95)} ms`
  }
  const line = lines.findIndex(each => each.startsWith('  t90:'))
  rows.push([
    'a name typed → diagnostics of the plan',
    await typing(n => (n % 2 === 0 ? [line, 'Task', 'Job'] : [line, 'Job', 'Task'])),
  ])
  const moving = lines.findIndex(each => each.startsWith('  t1:'))
  const [was] = /\d+d/.exec(lines[moving])
  rows.push([
    'a duration others wait for typed → diagnostics of the plan',
    await typing(n => (n % 2 === 0 ? [moving, was, '9d'] : [moving, '9d', was])),
  ])
  const timed = async (method, params) => {
    const times = []
    for (let round = 0; round < 20; round++) {
      const begun = performance.now()
      await client.request(method, params)
      times.push(performance.now() - begun)
    }
    return `${at(times, 0.5)} ms, p95 ${at(times, 0.95)} ms`
  }
  rows.push(['symbols of all plans', await timed('workspace/symbol', { query: 'task 4' })])
  const position = { line: 3, character: 3 }
  rows.push([
    'references, in all plans',
    await timed('textDocument/references', {
      textDocument: { uri },
      position: { line: line, character: 3 },
      context: { includeDeclaration: true },
    }),
  ])
  rows.push(['hover', await timed('textDocument/hover', { textDocument: { uri }, position })])

  seen.clear()
  const branch = [...files.keys()].filter(name => /p\d+/.test(name) && name !== path).slice(0, 150)
  const switched = client.published(found => seen.add(found.uri).size >= branch.length)
  for (const name of branch)
    writeFileSync(join(folder, name), files.get(name).replaceAll('duration: 2d', 'duration: 3d'))
  const begun = performance.now()
  client.notify('workspace/didChangeWatchedFiles', { changes: branch.map(name => ({ uri: uriOf(name), type: 2 })) })
  await switched
  rows.push(['150 plans change on disk → all checked', `${(performance.now() - begun).toFixed(0)} ms`])
  const { now, peak } = client.memory() ?? {}
  rows.push(['memory, now and at its peak', `${now?.toFixed(0)} MB, ${peak?.toFixed(0)} MB`])
  client.end()
}

main()
  .catch(error => {
    console.error(error)
    process.exitCode = 1
  })
  .finally(() => rmSync(folder, { recursive: true, force: true }))
