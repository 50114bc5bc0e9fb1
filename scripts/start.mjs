/**
 * Builds the extension and opens the example workspace in a VS Code: the one on this computer, or one in the browser.
 *
 *     npm start
 *     npm start -- --embedded    the one in the browser, even if `code` is there
 *     npm start -- --no-open     print the address only
 *     npm start -- --fresh       begin with new copies of the example plans
 */
import { spawn, spawnSync } from 'node:child_process'
import { copyFileSync, existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { cacheFolder, root, run, startEmbedded } from './embedded.mjs'

const options = new Set(process.argv.slice(2))
const windows = process.platform === 'win32'

let running = false

/** Ctrl-C ends in order: a server that runs is stopped by its owner, a download that has begun is removed on exit. */
const askedToEnd = new Promise(done => {
  const end = () => (running ? done('asked') : process.exit(130))
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, end)
})

/** The example plans, copied so that they can be changed; changes are kept until `--fresh`. */
function exampleWorkspace() {
  const templates = join(root, 'media/templates')
  const folder = join(cacheFolder, 'example')
  if (options.has('--fresh')) rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  const plans = existsSync(templates) ? readdirSync(templates).filter(name => /\.tpm\.ya?ml$/.test(name)) : []
  for (const name of plans) {
    if (!existsSync(join(folder, name))) copyFileSync(join(templates, name), join(folder, name))
  }
  const [first] = plans.sort()
  return { folder, file: first && join(folder, first) }
}

async function build() {
  const { code, output } = await run(process.execPath, [join(root, 'esbuild.mjs')], { cwd: root })
  if (code !== 0) throw new Error(`The build failed:\n${output.trim()}`)
  console.log('Built.')
}

function hasDesktop() {
  if (options.has('--embedded')) return false
  return spawnSync('code', ['--version'], { stdio: 'ignore', shell: windows, timeout: 20_000 }).status === 0
}

async function openDesktop({ folder, file }) {
  const args = ['--new-window', `--extensionDevelopmentPath=${root}`, folder, ...(file ? [file] : [])]
  const quoted = windows ? args.map(arg => `"${arg}"`) : args
  const { code, output } = await run('code', quoted, { shell: windows })
  if (code !== 0) throw new Error(`VS Code could not be opened:\n${output.trim()}`)
  console.log('VS Code opens the example plans in a new window. Press the timeline button above the text.')
}

/** Opens the system's browser if there is something to open it on; says nothing when that fails. */
function openBrowser(address) {
  const display = process.platform !== 'linux' || process.env.DISPLAY || process.env.WAYLAND_DISPLAY
  if (options.has('--no-open') || process.env.CI || !display) return
  const [command, args] = windows
    ? ['rundll32', ['url.dll,FileProtocolHandler', address]]
    : [process.platform === 'darwin' ? 'open' : 'xdg-open', [address]]
  spawn(command, args, { stdio: 'ignore', detached: true })
    .on('error', () => {})
    .unref()
}

async function openEmbedded({ folder, file }) {
  const vscode = await startEmbedded({ dataFolder: join(cacheFolder, 'start'), keepSettings: true })
  running = true
  const address = vscode.address({ folder, file, extension: root })
  console.log(`\nVS Code is ready. Open this address:\n\n  ${address}\n\nPress Ctrl-C to end.`)
  openBrowser(address)
  const why = await Promise.race([askedToEnd, vscode.ended])
  await vscode.stop()
  if (why !== 'asked') throw new Error(`VS Code ended by itself:\n${vscode.output().trim()}`)
  console.log('Ended.')
}

async function main() {
  await build()
  const workspace = exampleWorkspace()
  await (hasDesktop() ? openDesktop(workspace) : openEmbedded(workspace))
}

main().then(
  () => process.exit(0),
  error => {
    console.error(error.message)
    process.exit(1)
  },
)
