/**
 * Our language server and the Red Hat `yaml-language-server` with our JSON Schema, side by side on the same plans.
 * Times are what an editor waits for, the server's own delay before checking included. Prints a Markdown table.
 *
 *     npm run bench [-- --sizes 100,1000,5000,10000] [--reps 7] [--only tpm]
 */
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
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
const only = option('only')
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

/** The first changes after opening are a figure of their own: code is still being compiled. */
const firstChanges = 10
/** More changes that are not counted, for both. */
const warming = 20

const sleep = ms => new Promise(done => setTimeout(done, ms))
/** The smallest of some times that so large a share of them does not exceed. */
const quantile = (times, share) => [...times].sort((a, b) => a - b)[Math.ceil(times.length * share) - 1]

async function timed(work) {
  const started = performance.now()
  await work()
  return performance.now() - started
}

async function repeated(count, work) {
  const times = []
  for (let round = 0; round < count; round++) times.push(await work(round))
  return times
}

/** All measurements of one server on one plan: what → times in milliseconds or megabytes. A failure is `undefined`, a line, and exit status 1. */
async function measure({ name, command, language, configuration }, tasks, text, folder) {
  const uri = pathToFileURL(join(folder, `p${tasks}.tpm.yaml`)).href
  const lines = text.split('\n')
  const line = lines.findIndex(
    (value, at) => at > lines.indexOf(`      t${tasks >> 1}:`) && value.includes(' status: '),
  )
  const end = lines[line].length
  const rounds = tasks >= 5000 ? Math.min(repetitions, tasks >= 10_000 ? 10 : 15) : repetitions
  const client = new Client(command, configuration)
  const results = {}
  let version = 1
  let shown = []

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
  const complete = async () => {
    const position = { line, character: lines[line].indexOf('status: ') + 8 }
    const answer = await ask('textDocument/completion', { position })
    if ((answer?.items ?? answer ?? []).length === 0) throw new Error('nothing was offered')
  }
  const record = async (what, work) => {
    try {
      results[what] = await work()
    } catch (error) {
      results[what] = undefined
      process.exitCode = 1
      console.error(`${name}, ${tasks} tasks, ${what}: ${error.message} ${client.errors.slice(0, 300)}`)
    }
  }

  const folders = [{ uri: pathToFileURL(folder).href, name: 'bench' }]
  const start = server =>
    server.request('initialize', {
      processId: process.pid,
      rootUri: folders[0].uri,
      workspaceFolders: folders,
      capabilities,
    })
  const open = async server => {
    // Ours tells of a file in the folder before it is opened too, but then of no version
    const isOf = found => found.uri === uri && (found.version ?? (name === 'tpm' ? undefined : version)) === version
    const answer = server.published(isOf)
    server.notify('textDocument/didOpen', { textDocument: { uri, languageId: language, version, text } })
    shown = (await answer).diagnostics
  }
  /** By an editor that starts the server for this file. */
  const openAtOnce = async () => {
    const server = new Client(command, configuration)
    try {
      await start(server)
      server.notify('initialized', {})
      return [await timed(() => open(server))]
    } finally {
      server.end()
    }
  }

  try {
    let hasTokens = false
    await record('start', async () => {
      const time = await timed(async () => {
        hasTokens = (await start(client)).capabilities.semanticTokensProvider !== undefined
      })
      return [time]
    })
    client.notify('initialized', {})
    await sleep(700)
    await record('open → diagnostics', async () => [await timed(() => open(client))])
    await record('open at once → diagnostics', openAtOnce)
    const changed = round =>
      timed(() => {
        const spoiled = round % 2 === 0
        const found = checked(spoiled)
        spoiled ? spoil() : mend()
        return found
      })
    const typed = async round => {
      await sleep(200)
      return changed(round)
    }
    await record('first changes → diagnostics', () => repeated(firstChanges, typed))
    await repeated(warming, changed)
    await record('change → diagnostics', () => repeated(rounds * 2, typed))
    await record('completion after a change', () =>
      repeated(rounds, async () => {
        const found = checked(true)
        spoil()
        const time = await timed(complete)
        await found
        const mended = checked(false)
        mend()
        await mended
        return time
      }),
    )
    await record('completion amid changes', () =>
      repeated(rounds, async () => {
        const mended = checked(false)
        spoil()
        await sleep(5)
        mend()
        const time = await timed(complete)
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
    const overloads = shown.filter(({ code }) => code === 'resource/overload').slice(0, 5)
    if (overloads.length > 0) {
      const besides = []
      const bulb = async ({ range }) => {
        let isDone = false
        const context = { diagnostics: [], triggerKind: 2 }
        const answer = ask('textDocument/codeAction', { range, context }).finally(() => {
          isDone = true
        })
        while (!isDone)
          besides.push(await timed(() => ask('textDocument/hover', { position: { line, character: 10 } })))
        await answer
      }
      await record('light bulb at an overload', () =>
        repeated(overloads.length, at => timed(() => bulb(overloads[at]))),
      )
      results['hover beside a light bulb'] = besides
    }
    await record('symbols', () => repeated(rounds, () => timed(() => ask('textDocument/documentSymbol', {}))))
    if (hasTokens)
      await record('semantic tokens', () =>
        repeated(rounds, () => timed(() => ask('textDocument/semanticTokens/full', {}))),
      )
    results.memory = [client.memory()?.now]
    results['memory, peak'] = [client.memory()?.peak]
  } finally {
    client.end()
  }
  return results
}

/** One row a measurement: half and 95 of 100 of the times are within these, and how many times more the other took. */
function table(tasks, [ours, theirs]) {
  const show = (times, unit) => {
    if (times === undefined) return 'failed'
    const [half, most] = [0.5, 0.95].map(share => quantile(times, share))
    const digits = value => value.toFixed(value < 10 ? 1 : 0)
    return times.length < 2 ? `${digits(half)} ${unit}` : `${digits(half)} / ${digits(most)} ${unit}`
  }
  return Object.keys(ours).map(what => {
    const unit = what.startsWith('memory') ? 'MB' : 'ms'
    const [our, their] = [ours[what], theirs[what]]
    const ratio = our && their ? `${(quantile(their, 0.5) / quantile(our, 0.5)).toFixed(1)} ×` : ''
    return `| ${tasks} | ${what} | ${show(our, unit)} | ${what in theirs ? show(their, unit) : '–'} | ${ratio} |`
  })
}

async function main() {
  for (const needed of [schema, join(root, 'dist/server.js')])
    if (!existsSync(needed)) throw new Error(`${needed} is missing: run "npm run build" first`)
  // Not below a folder whose name begins with a dot: there the YAML server finds no schema for a file
  const folder = join(tmpdir(), 'tpm-bench')
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder)
  const rows = []
  for (const tasks of sizes) {
    const text = syntheticPlan(tasks)
    writeFileSync(join(folder, `p${tasks}.tpm.yaml`), text)
    const results = []
    for (const contender of contenders)
      results.push(only === undefined || only === contender.name ? await measure(contender, tasks, text, folder) : {})
    rows.push(...table(tasks, results))
    rmSync(join(folder, `p${tasks}.tpm.yaml`))
    console.error(`${tasks} tasks: done`)
  }
  const peer = (await import('yaml-language-server/package.json', { with: { type: 'json' } })).default.version
  const report = [
    `p50 / p95 of ${repetitions} rounds on ${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}, node ${process.versions.node}, yaml-language-server ${peer}.`,
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
