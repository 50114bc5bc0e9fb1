import { files, type Io, pagesBeside } from './io.ts'
import { run } from './program.ts'
import { templates } from './templates.ts'

/** The process: the only file that knows there is one. */
async function main(): Promise<void> {
  for (const stream of [process.stdout, process.stderr]) stream.on('error', endOfOutput)
  process.on('uncaughtException', error => die(error.message))
  process.on('unhandledRejection', reason => die(String(reason)))
  process.exitCode = await run(process.argv.slice(2), processIo)
}

const terminal = process.stdout.isTTY === true

const processIo: Io = {
  ...files,
  program: [process.execPath, process.argv[1] ?? 'tpm'],
  page: pagesBeside(process.argv[1] ?? '.'),
  templates,
  columns: terminal ? process.stdout.columns : undefined,
  colours: terminal && !process.env.NO_COLOR && process.env.TERM !== 'dumb',
  out: text => process.stdout.write(text),
  err: text => process.stderr.write(text),
  serve: async () => {
    const [{ startNodeServer }, { onDemand }] = await Promise.all([
      import('../lsp/nodeHost.ts'),
      import('../lsp/onDemand.ts'),
    ])
    // One file: what the extension loads later is in it already.
    startNodeServer({
      loadOnDemand: async () => onDemand,
      loadHolidays: async () => (await import('#interchange/holidays')).holidays,
    })
  },
}

/** Whoever reads our output has seen enough (`tpm check | head`): that is no failure; a full disk is none of ours. */
function endOfOutput({ code }: NodeJS.ErrnoException): void {
  if (code === 'EPIPE' || code === 'ERR_STREAM_DESTROYED') process.exit(process.exitCode ?? 0)
  process.stderr.write(
    `tpm: the results could not be written: ${code === 'ENOSPC' ? 'no space is left on the device' : code}\n`,
  )
  process.exit(2)
}

/** A crash is never a finding: it exits with 2. */
function die(message: string): never {
  process.stderr.write(`tpm: internal error: ${message}\n`)
  process.exit(2)
}

void main()
