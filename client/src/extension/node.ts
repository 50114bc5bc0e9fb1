import { type ChildProcess, fork, spawn } from 'node:child_process'
import { Worker } from 'node:worker_threads'
import type { ExtensionContext } from 'vscode'
import { IPCMessageReader, IPCMessageWriter, LanguageClient, type MessageTransports } from 'vscode-languageclient/node'
import { activateWith } from './activate.ts'
import type { RunTool, ServerHost } from './host.ts'
import type { StartReview } from './review/reviewer.ts'

/** Entry of the desktop and remote extension host. */
export function activate(context: ExtensionContext): void {
  activateWith(context, {
    ...processHost(context.asAbsolutePath('dist/server.js'), startThread(context.asAbsolutePath('dist/review.js'))),
    runTool: commandLine(context.asAbsolutePath('dist/cli.js')),
  })
}

/** The server is a child process on the node that runs this host. */
function processHost(module: string, startReview: StartReview): ServerHost {
  let server: ChildProcess | undefined
  const start = (log: (line: string) => void): MessageTransports => {
    const env = { ...process.env, ELECTRON_RUN_AS_NODE: '1', ELECTRON_NO_ASAR: '1' }
    const started = fork(module, ['--node-ipc', `--clientProcessId=${process.pid}`], {
      silent: true,
      execArgv: [],
      env,
    })
    started.stdout?.on('data', data => log(String(data).trimEnd()))
    started.stderr?.on('data', data => log(String(data).trimEnd()))
    server = started
    return { reader: new IPCMessageReader(started), writer: new IPCMessageWriter(started) }
  }
  return {
    makeClient: (id, name, options) => {
      const client: LanguageClient = new LanguageClient(
        id,
        name,
        async () => start(line => client.outputChannel.info(line)),
        options,
      )
      return client
    },
    // SIGKILL: a process in an endless loop handles no other signal.
    endServer: () => server?.kill('SIGKILL'),
    startReview,
  }
}

/** The command line on the node that runs this host: a list of words, never a shell. */
function commandLine(script: string): RunTool {
  return (words, input, folder) =>
    new Promise((done, fail) => {
      const env = { ...process.env, ELECTRON_RUN_AS_NODE: '1', ELECTRON_NO_ASAR: '1', NO_COLOR: '1' }
      const tool = spawn(process.execPath, [script, ...words], { env, cwd: folder, windowsHide: true })
      let [out, err] = ['', '']
      tool.stdout.setEncoding('utf8').on('data', part => {
        out += part
      })
      tool.stderr.setEncoding('utf8').on('data', part => {
        err += part
      })
      tool.stdin.on('error', () => undefined)
      tool.on('error', fail)
      tool.on('close', code => done({ code, out, err }))
      tool.stdin.end(input)
    })
}

function startThread(script: string): StartReview {
  return async ({ onAnswer, onEnd }) => {
    const thread = new Worker(script)
    let isEnded = false
    const ended = (why: string) => {
      if (!isEnded) onEnd(why)
      isEnded = true
    }
    thread.on('message', onAnswer)
    thread.on('error', error => ended(error instanceof Error ? error.message : String(error)))
    thread.on('exit', code => ended(`exit status ${code}`))
    return {
      post: question => thread.postMessage(question),
      end: () => {
        isEnded = true
        void thread.terminate()
      },
    }
  }
}
