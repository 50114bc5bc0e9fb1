import { type ExtensionContext, Uri, workspace } from 'vscode'
import {
  BrowserMessageReader,
  BrowserMessageWriter,
  Emitter,
  LanguageClient,
  type MessageTransports,
} from 'vscode-languageclient/browser'
import { activateWith } from './activate.ts'
import type { ServerHost } from './host.ts'
import type { StartReview } from './review/reviewer.ts'

/** Entry of the extension host in a browser (vscode.dev, github.dev). */
export function activate(context: ExtensionContext): void {
  const script = (name: string) => Uri.joinPath(context.extensionUri, 'dist', name)
  activateWith(context, workerHost(script('worker.js'), startReviewWorker(script('review.js'))))
}

/** The server is a web worker. One that died says nothing, so ending it is what tells the client. */
function workerHost(script: Uri, startReview: StartReview): ServerHost {
  let endServer = () => {}
  const start = async (): Promise<MessageTransports> => {
    const worker = await startWorker(script)
    const closed = new Emitter<void>()
    const reader = new BrowserMessageReader(worker)
    endServer = () => {
      worker.terminate()
      closed.fire()
    }
    return {
      reader: {
        onClose: closed.event,
        onError: reader.onError,
        onPartialMessage: reader.onPartialMessage,
        listen: callback => reader.listen(callback),
        dispose: () => reader.dispose(),
      },
      writer: new BrowserMessageWriter(worker),
    }
  }
  return {
    makeClient: (id, name, options) => new LanguageClient(id, name, start, options),
    endServer: () => endServer(),
    startReview,
  }
}

function startReviewWorker(script: Uri): StartReview {
  return async ({ onAnswer, onEnd }) => {
    const worker = await startWorker(script)
    worker.addEventListener('message', ({ data }) => onAnswer(data))
    worker.addEventListener('error', ({ message }) => onEnd(message))
    return { post: question => worker.postMessage(question), end: () => worker.terminate() }
  }
}

/** Some hosts refuse a worker from the extension's own address: those get it from a copy in memory. */
async function startWorker(script: Uri): Promise<Worker> {
  try {
    return new Worker(script.toString(true), { name: 'tpm' })
  } catch {
    const source = await workspace.fs.readFile(script)
    const address = URL.createObjectURL(new Blob([source.slice()], { type: 'text/javascript' }))
    try {
      return new Worker(address, { name: 'tpm' })
    } finally {
      // The worker has its script's address by now, but fetches it in its own time.
      setTimeout(() => URL.revokeObjectURL(address), 30_000)
    }
  }
}
