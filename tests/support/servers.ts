import { type ChildProcess, execFileSync, fork, spawn } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { Worker } from 'node:worker_threads'
import type { Browser } from 'playwright-core'
import {
  createMessageConnection,
  type Disposable,
  IPCMessageReader,
  IPCMessageWriter,
  type Message,
  type MessageConnection,
  type MessageReader,
  type MessageWriter,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node'
import { root } from './sources.ts'

/** The bundles of the server as they ship, built into a folder. */
export function buildServers(folder: string): void {
  for (const name of ['server.js', 'nodeServer.js', 'worker.js', 'onDemand.js']) {
    execFileSync(process.execPath, ['esbuild.mjs', '--only', `dist/${name}`, '--out', folder], { cwd: root })
  }
}

/** A server that runs, whatever it runs in. */
export interface RunningServer {
  readonly connection: MessageConnection
  readonly process?: ChildProcess
  readonly end: () => Promise<unknown>
}

/** As Neovim, Emacs and the command line start it. */
export function stdioServer(folder: string): RunningServer {
  const child = spawn(process.execPath, [join(folder, 'server.js'), '--stdio'], { stdio: ['pipe', 'pipe', 'inherit'] })
  const connection = createMessageConnection(
    new StreamMessageReader(child.stdout),
    new StreamMessageWriter(child.stdin),
  )
  return { connection, process: child, end: async () => child.kill('SIGKILL') }
}

/** As the extension starts it on the desktop; `required` is a script that node runs before the server. */
export function ipcServer(folder: string, required?: string): RunningServer {
  const child = fork(join(folder, 'server.js'), ['--node-ipc'], {
    silent: true,
    execArgv: required === undefined ? [] : ['--require', required],
  })
  const connection = createMessageConnection(new IPCMessageReader(child), new IPCMessageWriter(child))
  return { connection, process: child, end: async () => child.kill('SIGKILL') }
}

/** Makes node's worker look to the server like a browser's. */
const browserLike = `
const { parentPort, workerData } = require('node:worker_threads')
const { readFileSync } = require('node:fs')
const { runInThisContext } = require('node:vm')
const self = globalThis
self.self = self
self.postMessage = message => parentPort.postMessage(message)
self.addEventListener = () => {}
parentPort.on('message', data => self.onmessage({ data }))
const scripts = new Map()
self.Blob = class { constructor([text]) { this.text = text } }
URL.createObjectURL = blob => { scripts.set('blob:' + scripts.size, blob.text); return 'blob:' + (scripts.size - 1) }
URL.revokeObjectURL = () => {}
self.importScripts = address => runInThisContext(scripts.get(address))
const script = readFileSync(workerData, 'utf8')
for (const name of ['setImmediate', 'process', 'Buffer', 'module', 'require', 'exports']) delete self[name]
runInThisContext(script)
`

/** The server for browsers, in a worker without node's globals. */
export function workerServer(folder: string): RunningServer {
  const worker = new Worker(browserLike, { eval: true, workerData: join(folder, 'worker.js') })
  worker.on('error', error => {
    throw error
  })
  const connection = connect(
    receive => worker.on('message', receive),
    async message => worker.postMessage(message),
  )
  return { connection, end: () => worker.terminate() }
}

/** The same in a worker of a real browser, on a page without anything. */
export async function browserServer(folder: string, browser: Browser): Promise<RunningServer> {
  const page = await browser.newPage()
  await page.route('**/*', route => route.fulfill({ contentType: 'text/html', body: '<!doctype html>' }))
  await page.goto('http://server.test/')
  let receive: (message: Message) => void = () => {}
  await page.exposeFunction('received', (message: Message) => receive(message))
  await page.evaluate(
    script => {
      const worker = new window.Worker(URL.createObjectURL(new Blob([script])))
      const { received } = window as unknown as { received: (message: unknown) => void }
      worker.onmessage = ({ data }) => received(data)
      Object.assign(window, { send: (message: unknown) => worker.postMessage(message) })
    },
    readFileSync(join(folder, 'worker.js'), 'utf8'),
  )
  const connection = connect(
    to => {
      receive = to
    },
    message => page.evaluate(one => (window as unknown as { send: (message: unknown) => void }).send(one), message),
  )
  return { connection, end: () => page.close() }
}

/** A connection over messages that are objects. */
function connect(
  listen: (receive: (message: Message) => void) => void,
  write: (message: Message) => Promise<void>,
): MessageConnection {
  const nothing: Disposable = { dispose: () => {} }
  const never = () => nothing
  const reader: MessageReader = {
    onError: never,
    onClose: never,
    onPartialMessage: never,
    listen: callback => {
      listen(callback)
      return nothing
    },
    dispose: () => {},
  }
  const writer: MessageWriter = { onError: never, onClose: never, write, end: () => {}, dispose: () => {} }
  return createMessageConnection(reader, writer)
}

/** Answers what a server without files of its own asks its editor: those of a folder on disk, while it is open. */
export function lendFiles(
  connection: MessageConnection,
  folder: string,
  bundles: string,
  isOpen: () => boolean = () => true,
): void {
  const exists = (uri: string) => isOpen() && existsSync(fileURLToPath(uri))
  const filesIn = (isWanted: (name: string) => boolean) =>
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter(entry => entry.isFile() && isWanted(entry.name))
      .map(({ parentPath, name }) => pathToFileURL(join(parentPath, name)).href)
      .sort()
  connection.onRequest('tpm/findPlans', () => filesIn(name => /\.tpm\.ya?ml$/.test(name)))
  connection.onRequest('tpm/findFiles', () => filesIn(() => true))
  connection.onRequest('tpm/readFile', ({ uri }: { uri: string }) =>
    exists(uri) ? { text: readFileSync(fileURLToPath(uri), 'utf8') } : null,
  )
  connection.onRequest('tpm/fileExists', ({ uri }: { uri: string }) => exists(uri))
  connection.onRequest('tpm/onDemand', () => ({ script: readFileSync(join(bundles, 'onDemand.js'), 'utf8') }))
}
