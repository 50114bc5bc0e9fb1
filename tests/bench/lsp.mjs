/**
 * Our language server and the Red Hat `yaml-language-server` with our JSON Schema, side by side on the same plans.
 * Times are what an editor waits for, the server's own delay before checking included. Prints a Markdown table.
 *
 *     npm run bench [-- --sizes 100,1000,5000,10000] [--reps 7]
 */
import { existsSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { root } from '../../scripts/embedded.mjs'
import { Client } from './client.mjs'
import { syntheticPlan } from './plan.mjs'

const option = (name, otherwise) => {
  const at = process.argv.indexOf(`--${name}`)
  return at > 0 ? process.argv[at + 1] : otherwise
}
const sizes = option('sizes', '100,1000,5000').split(',').map(Number)
const repetitions = Number(option('reps', '7'))
const schema = join(root, 'media/schema.json')

const contenders = [
  {
    name: 'tpm',
    command: [process.execPath, join(root, 'dist/server.js'), '--stdio'],
    language: 'tpm-yaml',
    configuration: () => null,
  },
  {
    name: 'yaml-language-server',
    command: [process.execPath, join(root, 'node_modules/yaml-language-server/bin/yaml-language-server'), '--stdio'],
    language: 'yaml',
    configuration: section =>
      ({
        yaml: {
          schemas: { [pathToFileURL(schema).href]: '*.tpm.yaml' },
          validate: true,
          hover: true,
          completion: true,
          schemaStore: { enable: false },
        },
        http: { proxy: '', proxyStrictSSL: false },
        '[yaml]': { 'editor.tabSize': 2 },
      })[section],
  },
]

const capabilities = {
  workspace: { configuration: true, workspaceFolders: true },
  textDocument: {
    completion: { completionItem: { snippetSupport: true } },
    hover: { contentFormat: ['markdown'] },
    documentSymbol: { hierarchicalDocumentSymbolSupport: true },
    publishDiagnostics: { versionSupport: true },
  },
}

/** Changes that are not counted, for both. */
const warming = 30

const sleep = ms => new Promise(done => setTimeout(done, ms))
const median = times => [...times].sort((a, b) => a - b)[times.length >> 1]

async function timed(work) {
  const started = performance.now()
  await work()
  return performance.now() - started
}

async function repeated(count, work) {
  const times = []
  for (let round = 0; round < count; round++) times.push(await work(round))
  return median(times)
}

/** All measurements of one server on one plan: what → milliseconds or megabytes. A failure is `undefined`, a line, and exit status 1. */
async function measure({ name, command, language, configuration }, tasks, text, folder) {
  const uri = pathToFileURL(join(folder, `p${tasks}.tpm.yaml`)).href
  const lines = text.split('\n')
  const line = lines.findIndex(
    (value, at) => at > lines.indexOf(`      t${tasks >> 1}:`) && value.includes(' status: '),
  )
  const end = lines[line].length
  const rounds = tasks >= 5000 ? Math.min(repetitions, 15) : repetitions
  const client = new Client(command, configuration)
  const results = {}
  let version = 1

  const change = (character, length, insert) => {
    version++
    const range = { start: { line, character }, end: { line, character: character + length } }
    const contentChanges = [{ range, text: insert }]
    client.notify('textDocument/didChange', { textDocument: { uri, version }, contentChanges })
  }
  const spoil = () => change(end, 0, 'x')
  const mend = () => change(end, 1, '')
  /** The next diagnostics of the text as it then is: an error on the edited line, or none there. Ask before changing. */
  const checked = spoiled =>
    client.published(
      found =>
        found.uri === uri &&
        (found.version === undefined || found.version === version) &&
        found.diagnostics.some(({ range }) => range.start.line === line) === spoiled,
    )
  const ask = (method, params) => client.request(method, { textDocument: { uri }, ...params })
  const record = async (what, work) => {
    try {
      results[what] = await work()
    } catch (error) {
      results[what] = undefined
      process.exitCode = 1
      console.error(`${name}, ${tasks} tasks, ${what}: ${error.message} ${client.errors.slice(0, 300)}`)
    }
  }

  try {
    const folders = [{ uri: pathToFileURL(folder).href, name: 'bench' }]
    await record('start', () =>
      timed(() =>
        client.request('initialize', {
          processId: process.pid,
          rootUri: folders[0].uri,
          workspaceFolders: folders,
          capabilities,
        }),
      ),
    )
    client.notify('initialized', {})
    await sleep(700)
    await record('open → diagnostics', async () => {
      const answer = client.published(found => found.uri === uri)
      return timed(async () => {
        client.notify('textDocument/didOpen', { textDocument: { uri, languageId: language, version, text } })
        await answer
      })
    })
    // Both are measured as one who types finds them: with their code compiled.
    for (let round = 0; round < warming; round++) {
      const spoiled = round % 2 === 0
      const found = checked(spoiled)
      spoiled ? spoil() : mend()
      await found
    }
    await record('change → diagnostics', () =>
      repeated(rounds * 2, async round => {
        await sleep(200)
        const spoiled = round % 2 === 0
        return timed(() => {
          const found = checked(spoiled)
          spoiled ? spoil() : mend()
          return found
        })
      }),
    )
    await record('completion after a change', () =>
      repeated(rounds, async () => {
        const found = checked(true)
        spoil()
        const position = { line, character: lines[line].indexOf('status: ') + 8 }
        const time = await timed(async () => {
          const answer = await ask('textDocument/completion', { position })
          if ((answer?.items ?? answer ?? []).length === 0) throw new Error('nothing was offered')
        })
        await found
        const mended = checked(false)
        mend()
        await mended
        return time
      }),
    )
    await record('hover', () =>
      repeated(rounds * 2, () =>
        timed(async () => {
          if (!(await ask('textDocument/hover', { position: { line, character: 10 } }))) throw new Error('no hover')
        }),
      ),
    )
    await record('symbols', () => repeated(rounds, () => timed(() => ask('textDocument/documentSymbol', {}))))
    results.memory = client.memory()?.now
    results['memory, peak'] = client.memory()?.peak
  } finally {
    client.end()
  }
  return results
}

/** `row` per measurement: the two medians and how many times more the other took. */
function table(tasks, [ours, theirs]) {
  const show = (value, unit) => (value === undefined ? 'failed' : `${value.toFixed(value < 10 ? 1 : 0)} ${unit}`)
  return Object.keys(ours).map(what => {
    const unit = what.startsWith('memory') ? 'MB' : 'ms'
    const ratio = ours[what] && theirs[what] ? `${(theirs[what] / ours[what]).toFixed(1)} ×` : ''
    return `| ${tasks} | ${what} | ${show(ours[what], unit)} | ${show(theirs[what], unit)} | ${ratio} |`
  })
}

async function main() {
  for (const needed of [schema, join(root, 'dist/server.js')])
    if (!existsSync(needed)) throw new Error(`${needed} is missing: run "npm run build" first`)
  // Not below a folder whose name begins with a dot: there the YAML server finds no schema for a file
  const folder = join(tmpdir(), 'tpm-bench')
  const rows = []
  for (const tasks of sizes) {
    const text = syntheticPlan(tasks)
    const results = []
    for (const contender of contenders) results.push(await measure(contender, tasks, text, folder))
    rows.push(...table(tasks, results))
    console.error(`${tasks} tasks: done`)
  }
  const peer = (await import('yaml-language-server/package.json', { with: { type: 'json' } })).default.version
  const report = [
    `Medians of ${repetitions} on ${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}, node ${process.versions.node}, yaml-language-server ${peer}.`,
    `Command: \`npm run bench -- --sizes ${sizes.join(',')} --reps ${repetitions}\``,
    '',
    '| tasks | what | tpm | yaml-language-server | ratio |',
    '|---:|---|---:|---:|---:|',
    ...rows,
  ].join('\n')
  console.log(report)
}

main().then(
  () => process.exit(),
  error => {
    console.error(error.message)
    process.exit(1)
  },
)
