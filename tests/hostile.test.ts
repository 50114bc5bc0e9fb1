import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { afterAll, describe, expect, test } from 'vitest'
import { generated } from './fixtures/hostile/generated.ts'
import type { HostileAnswer } from './fixtures/hostile/worker.ts'

const folder = join(import.meta.dirname, 'fixtures/hostile')
const files = readdirSync(folder).filter(name => name.endsWith('.tpm.yaml'))
const inputs: readonly (readonly [string, () => string])[] = [
  ...files.map(name => [name, () => readFileSync(join(folder, name), 'utf8')] as const),
  ...generated,
]

/** Far beyond what any of them may take; what takes longer hangs. */
const hangSeconds = 20

let worker: Worker | undefined

function startWorker(): Worker {
  return new Worker(join(folder, 'worker.ts'), { resourceLimits: { maxOldGenerationSizeMb: 512 } })
}

/** Lets the worker try a text. One that dies or hangs is ended, and the next text gets a new one. */
async function tryText(text: string): Promise<HostileAnswer> {
  worker ??= startWorker()
  const current = worker
  const answer = await new Promise<HostileAnswer>(resolve => {
    const failed = (error: string) => resolve({ error, problems: 0, svg: '' })
    const timer = setTimeout(() => failed(`no answer within ${hangSeconds} seconds`), hangSeconds * 1000)
    current.removeAllListeners()
    current.on('message', message => {
      clearTimeout(timer)
      resolve(message as HostileAnswer)
    })
    current.on('error', error => failed(`the worker died: ${error.message}`))
    current.on('exit', code => failed(`the worker ended with ${code}`))
    current.postMessage(text)
  })
  if (answer.error?.includes('worker') || answer.error?.includes('no answer')) {
    current.removeAllListeners()
    await current.terminate()
    worker = undefined
  }
  return answer
}

afterAll(() => worker?.terminate())

test('there are at least 150 hostile inputs, each with a name of its own', () => {
  expect(inputs.length).toBeGreaterThanOrEqual(150)
  expect(new Set(inputs.map(([name]) => name)).size).toBe(inputs.length)
})

describe('no text throws, hangs, runs out of memory or gets its markup drawn', () => {
  for (const [name, make] of inputs) {
    test(name, { timeout: (hangSeconds + 10) * 1000 }, async () => {
      const { error, svg } = await tryText(make())
      expect(error).toBeUndefined()
      expect(svg).not.toMatch(/<(script|img|iframe|foreignObject|a )/i)
      // XML has no control characters but tab and line ends.
      expect([...svg].some(char => char < ' ' && !'\t\n\r'.includes(char))).toBe(false)
    })
  }
})
