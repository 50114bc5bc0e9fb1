/** A language client over standard input and output, as small as measuring allows. */
import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'

export class Client {
  #process
  #nextId = 0
  #answers = new Map()
  #chunks = []
  /** Bytes without which there is no further message. */
  #missing = 0
  #watchers = new Set()
  #configuration
  errors = ''

  /**
   * @param {readonly string[]} command  program and arguments of a server
   * @param {(section: string) => unknown} configuration  what the server gets when it asks for a section
   */
  constructor([program, ...args], configuration) {
    this.#configuration = configuration
    this.#process = spawn(program, args, { stdio: ['pipe', 'pipe', 'pipe'] })
    this.#process.stdout.on('data', chunk => this.#read(chunk))
    this.#process.stderr.on('data', chunk => {
      this.errors += chunk
    })
  }

  notify(method, params) {
    this.#send({ method, params })
  }

  /** The answer; rejects on an error answer and after the limit (ms). */
  request(method, params, limit = 240_000) {
    const id = ++this.#nextId
    const answer = new Promise((done, fail) => this.#answers.set(id, { done, fail }))
    this.#send({ id, method, params })
    return within(limit, method, answer)
  }

  /** The first published diagnostics that satisfy a condition. Ask before sending what causes them. */
  published(condition, limit = 240_000) {
    return within(
      limit,
      'diagnostics',
      new Promise(done => {
        const watcher = params => {
          if (!condition(params)) return
          this.#watchers.delete(watcher)
          done(params)
        }
        this.#watchers.add(watcher)
      }),
    )
  }

  /** Resident memory now and at its peak in MB; undefined where the system doesn't tell. */
  memory() {
    try {
      const status = readFileSync(`/proc/${this.#process.pid}/status`, 'utf8')
      const megabytes = key => Number(new RegExp(`${key}:\\s+(\\d+)`).exec(status)?.[1]) / 1024
      return { now: megabytes('VmRSS'), peak: megabytes('VmHWM') }
    } catch {
      return undefined
    }
  }

  end() {
    this.#process.kill('SIGKILL')
  }

  #send(message) {
    const text = JSON.stringify({ jsonrpc: '2.0', ...message })
    this.#process.stdin.write(`Content-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`)
  }

  /** Puts chunks together when a message is whole: doing so at each of them would take longer than the answer. */
  #read(chunk) {
    this.#chunks.push(chunk)
    this.#missing -= chunk.length
    if (this.#missing > 0) return
    let rest = Buffer.concat(this.#chunks)
    for (;;) {
      const head = rest.indexOf('\r\n\r\n')
      const end = head < 0 ? rest.length + 1 : head + 4 + lengthIn(rest.subarray(0, head))
      if (rest.length < end) {
        this.#chunks = [rest]
        this.#missing = end - rest.length
        return
      }
      const message = JSON.parse(rest.toString('utf8', head + 4, end))
      rest = rest.subarray(end)
      this.#take(message)
    }
  }

  #take(message) {
    if (message.id !== undefined && message.method) {
      const asked = message.method === 'workspace/configuration' ? message.params.items : undefined
      this.#send({
        id: message.id,
        result: asked ? asked.map(({ section }) => this.#configuration(section) ?? null) : null,
      })
    } else if (message.id !== undefined) {
      const answer = this.#answers.get(message.id)
      this.#answers.delete(message.id)
      if (message.error) answer?.fail(new Error(message.error.message))
      else answer?.done(message.result)
    } else if (message.method === 'textDocument/publishDiagnostics') {
      for (const watcher of [...this.#watchers]) watcher(message.params)
    }
  }
}

function lengthIn(head) {
  return Number(/Content-Length: (\d+)/i.exec(head.toString())?.[1])
}

async function within(limit, what, promise) {
  let timer
  const late = new Promise((_, fail) => {
    timer = setTimeout(() => fail(new Error(`no ${what} in ${limit / 1000} s`)), limit)
  })
  try {
    return await Promise.race([promise, late])
  } finally {
    clearTimeout(timer)
  }
}
