/**
 * A whole VS Code from the npm registry (the package `code-server`), for a browser: got once into the cache folder,
 * started on a free port, ended with all that it started. Used by `npm start` and by the tests.
 */
import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

export const root = resolve(dirname(fileURLToPath(import.meta.url)), '..')

/** Where downloads and run-time data go: `TPM_CACHE`, or `.cache` beside the sources. */
export const cacheFolder = resolve(process.env.TPM_CACHE || join(root, '.cache'))

const version = '4.139.1'

/** User settings without tips, experiments and promotions. */
export const calmSettings = {
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
  'workbench.enableExperiments': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'chat.disableAIFeatures': true,
  'chat.commandCenter.enabled': false,
  'extensions.ignoreRecommendations': true,
  'security.workspace.trust.startupPrompt': 'never',
  'telemetry.telemetryLevel': 'off',
}

/** The node that the embedded VS Code needs (24): this one, or the one among the dev dependencies. */
function nodeForServer() {
  if (Number(process.versions.node.split('.')[0]) >= 24) return process.execPath
  const own = join(root, 'node_modules/node/bin', process.platform === 'win32' ? 'node.exe' : 'node')
  if (!existsSync(own)) throw new Error('Node 24 is needed: run "npm ci" first')
  return own
}

/**
 * Runs a program to its end, without standard input.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {import('node:child_process').SpawnOptions} [options]
 * @returns {Promise<{ code: number, output: string }>} Never rejects; a program that can't be started has code -1.
 */
export function run(command, args, options = {}) {
  return new Promise(done => {
    const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'], ...options })
    const end = () => child.kill()
    process.once('exit', end)
    let output = ''
    const keep = (/** @type {Buffer} */ chunk) => {
      output += chunk
    }
    child.stdout?.on('data', keep)
    child.stderr?.on('data', keep)
    child.on('error', error => done({ code: -1, output: error.message }))
    child.on('close', code => {
      process.off('exit', end)
      done({ code: code ?? -1, output })
    })
  })
}

/** Shows that something goes on: the seconds in place on a terminal, one line elsewhere. */
async function withProgress(title, work) {
  const started = Date.now()
  const seconds = () => `${Math.round((Date.now() - started) / 1000)} s`
  const tty = process.stdout.isTTY
  if (!tty) console.log(`${title} …`)
  const timer = tty && setInterval(() => process.stdout.write(`\r${title} … ${seconds()} `), 500)
  try {
    return await work()
  } finally {
    if (timer) clearInterval(timer)
    console.log(`${tty ? '\r' : ''}${title}: ${seconds()}`)
  }
}

function npmInstall(folder, args) {
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm'
  const quiet = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error']
  // The settings npm gives its own scripts (such as the prefix) are not meant for this folder
  const env = Object.fromEntries(
    Object.entries(process.env).filter(([key]) => !/^npm_(config_(local_)?prefix|package)/i.test(key)),
  )
  return run(npm, ['install', ...args, ...quiet], { cwd: folder, env, shell: process.platform === 'win32' })
}

/**
 * The folder of the embedded VS Code, got from the registry when it isn't in the cache yet.
 * @returns {Promise<string>} rejects with a message for the person when it can't be had
 */
export async function ensureEmbedded() {
  const home = join(cacheFolder, `code-server-${version}`)
  const inside = 'node_modules/code-server/lib/vscode'
  const complete = join(home, 'complete')
  if (existsSync(complete)) return join(home, inside)
  const partial = `${home}.${process.pid}.partial`
  mkdirSync(partial, { recursive: true })
  const remove = () => rmSync(partial, { recursive: true, force: true, maxRetries: 5 })
  process.once('exit', remove)
  writeFileSync(join(partial, 'package.json'), '{ "private": true }\n')
  try {
    await withProgress('Getting VS Code (once, about 200 MB)', async () => {
      for (const [folder, args] of [
        [partial, [`code-server@${version}`, '--prefix', partial]],
        [join(partial, inside), ['--omit=dev']],
      ]) {
        const { code, output } = await npmInstall(folder, args)
        if (code !== 0)
          throw new Error(`VS Code could not be got from the npm registry:\n${output.trim().slice(-2000)}`)
      }
    })
    writeFileSync(join(partial, 'complete'), `${version}\n`)
    // Another run may have been faster; one of the two is enough
    if (!existsSync(complete)) {
      rmSync(home, { recursive: true, force: true })
      renameSync(partial, home)
    }
  } finally {
    remove()
    process.off('exit', remove)
  }
  return join(home, inside)
}

/** A TCP port that is free now. */
export function freePort() {
  return new Promise((done, fail) => {
    const probe = createServer()
    probe.on('error', fail)
    probe.listen(0, '127.0.0.1', () => {
      const { port } = /** @type {import('node:net').AddressInfo} */ (probe.address())
      probe.close(() => done(port))
    })
  })
}

/**
 * Leads the server's process group, and ends the whole group when its standard input closes: that happens
 * however the starter ends, so no server is ever left behind.
 */
const keeper = `
  const { spawn } = require('node:child_process')
  const child = spawn(process.execPath, process.argv.slice(1), { stdio: ['ignore', 'inherit', 'inherit'] })
  const end = () => {
    if (process.platform === 'win32') spawn('taskkill', ['/T', '/F', '/PID', String(process.pid)])
    else process.kill(-process.pid, 'SIGKILL')
  }
  child.on('exit', end)
  process.stdin.on('end', end).on('error', end).resume()
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, end)
`

/**
 * Starts the embedded VS Code; it is ready when the promise resolves.
 *
 * @param {object} options
 * @param {string} options.dataFolder  user settings and state, kept between runs
 * @param {string} [options.extensionsFolder]  installed extensions; by default inside the data folder
 * @param {Record<string, unknown>} [options.settings]  user settings, written over {@link calmSettings}
 * @param {boolean} [options.keepSettings]  leave the settings alone when there are some
 * @param {boolean} [options.trust]  false: workspaces begin in Restricted Mode
 */
export async function startEmbedded({ dataFolder, extensionsFolder, settings = {}, keepSettings, trust = true }) {
  const home = await ensureEmbedded()
  const extensions = extensionsFolder ?? join(dataFolder, 'extensions')
  const settingsFile = join(dataFolder, 'data/User/settings.json')
  mkdirSync(dirname(settingsFile), { recursive: true })
  mkdirSync(extensions, { recursive: true })
  if (!keepSettings || !existsSync(settingsFile))
    writeFileSync(settingsFile, `${JSON.stringify({ ...calmSettings, ...settings }, null, 2)}\n`)

  const port = await freePort()
  const args = ['--host', '127.0.0.1', '--port', String(port), '--without-connection-token']
  args.push('--accept-server-license-terms', '--disable-telemetry', '--enable-smoke-test-driver')
  args.push('--server-data-dir', dataFolder, '--extensions-dir', extensions)
  if (trust) args.push('--disable-workspace-trust')

  const child = spawn(nodeForServer(), ['-e', keeper, join(home, 'out/server-main.js'), ...args], {
    detached: process.platform !== 'win32',
    stdio: ['pipe', 'pipe', 'pipe'],
    env: serverEnvironment(),
  })
  let output = ''
  const keep = (/** @type {Buffer} */ chunk) => {
    output = (output + chunk).slice(-20_000)
  }
  child.stdout.on('data', keep)
  child.stderr.on('data', keep)
  const ended = new Promise(done => child.on('exit', done))
  const stop = async () => {
    child.stdin.end()
    await ended
  }

  const deadline = Date.now() + 60_000
  while (!(await answers(port))) {
    if (child.exitCode !== null || child.signalCode !== null || Date.now() > deadline) {
      await stop()
      throw new Error(`The embedded VS Code did not start:\n${output.trim()}`)
    }
    await new Promise(done => setTimeout(done, 100))
  }

  /** A local path as the remote address that the browser's VS Code uses. */
  const remote = (/** @type {string} */ path) => `vscode-remote://localhost:${port}${pathToFileURL(path).pathname}`

  return {
    port,
    ended,
    stop,
    output: () => output,
    /**
     * The address that opens a folder.
     * @param {object} what
     * @param {string} what.folder
     * @param {string} [what.file]  opened at once
     * @param {string} [what.extension]  folder of an extension under development
     * @param {string} [what.tests]  test module inside that folder, run in the extension host
     */
    address({ folder, file, extension, tests }) {
      const payload = []
      if (extension) payload.push(['extensionDevelopmentPath', remote(extension)])
      if (tests) payload.push(['extensionTestsPath', remote(tests)])
      if (file) payload.push(['openFile', remote(file)])
      const query = new URLSearchParams({ folder: pathToFileURL(folder).pathname })
      if (payload.length > 0) query.set('payload', JSON.stringify(payload))
      return `http://localhost:${port}/?${query}`
    },
  }
}

/**
 * Installs a VSIX, as a person would, into a folder of extensions.
 * @param {{ file: string, extensionsFolder: string, dataFolder: string }} options
 */
export async function installVsix({ file, extensionsFolder, dataFolder }) {
  const home = await ensureEmbedded()
  const folders = ['--extensions-dir', extensionsFolder, '--server-data-dir', dataFolder]
  const args = [join(home, 'out/server-main.js'), '--install-extension', file, ...folders]
  const { code, output } = await run(nodeForServer(), [...args, '--accept-server-license-terms'], {
    env: serverEnvironment(),
  })
  if (code !== 0 || !/successfully installed/.test(output))
    throw new Error(`The VSIX was not installed:\n${output.trim()}`)
}

/** VS Code started from a VS Code terminal must not take that one's variables for its own. */
function serverEnvironment() {
  return Object.fromEntries(
    Object.entries(process.env).filter(([key]) => !/^(VSCODE_|ELECTRON_|NODE_OPTIONS$)/.test(key)),
  )
}

async function answers(/** @type {number} */ port) {
  try {
    return (await fetch(`http://127.0.0.1:${port}/version`)).ok
  } catch {
    return false
  }
}

/** The version of the extension, from its manifest. */
export function manifest() {
  return JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
}
