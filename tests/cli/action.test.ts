/** The action as GitHub runs it: its bundle, in a process of its own, with GitHub's environment and a GitHub that answers. */
import { execFileSync, spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { makeRepository, type TestRepository } from '../support/repository.ts'
import { root } from '../support/sources.ts'

const marker = '<!-- tpm-diff -->'
const bot = 'github-actions[bot]'

interface Comment {
  readonly id: number
  body: string
  readonly user: { readonly login: string }
}

/** A GitHub with one pull request. */
interface GitHub {
  readonly comments: Comment[]
  readonly asked: string[]
  /** Answers every write with this status. */
  refuse: number | undefined
}

let folder: string
let bundle: string
let server: Server
let github: GitHub
let repository: TestRepository
let base: string

const plan = (days: number, name = 'Build') => `tpm: 1
project: { name: Bridge, start: 2026-03-02 }
policy: { max-slip: 1d }
tasks:
  design: { name: Design, duration: 3d }
  build: { name: ${name}, duration: ${days}d, after: design }
milestones:
  open: { name: Open, after: build, deadline: 2026-03-13 }
`

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'tpm-action-'))
  execFileSync(process.execPath, ['esbuild.mjs', '--only', 'dist/action.js', '--out', folder], { cwd: root })
  bundle = join(folder, 'action.js')
  server = createServer(async (request, response) => {
    const { status, body } = await answer(request)
    response.writeHead(status, { 'content-type': 'application/json' })
    response.end(JSON.stringify(body))
  })
  await new Promise<void>(done => server.listen(0, '127.0.0.1', done))
}, 60_000)
afterAll(() => {
  server.close()
  rmSync(folder, { recursive: true, force: true })
})
beforeEach(() => {
  github = { comments: [], asked: [], refuse: undefined }
  repository = makeRepository()
  base = repository.commit('The plan', { 'plan.tpm.yaml': plan(4) })
})
afterEach(() => repository.remove())

async function answer(request: IncomingMessage): Promise<{ status: number; body: unknown }> {
  let text = ''
  for await (const part of request) text += part
  const { method = '', url = '' } = request
  github.asked.push(`${method} ${url.split('?')[0]}`)
  if (url === '/user') return { status: 403, body: { message: 'Resource not accessible by integration' } }
  if (method === 'GET') {
    const page = Number(new URL(url, 'http://github').searchParams.get('page'))
    return { status: 200, body: github.comments.slice((page - 1) * 100, page * 100) }
  }
  if (github.refuse !== undefined) return { status: github.refuse, body: { message: 'Refused' } }
  const { body } = JSON.parse(text) as { body: string }
  if (65_536 < body.length) return { status: 422, body: { message: 'Body is too long' } }
  if (method === 'POST') {
    github.comments.push({ id: 1000 + github.comments.length, body, user: { login: bot } })
    return { status: 201, body: { html_url: 'https://github.test/created' } }
  }
  const comment = github.comments.find(({ id }) => url.endsWith(`/${id}`))
  if (!comment) return { status: 404, body: { message: 'Not Found' } }
  comment.body = body
  return { status: 200, body: { html_url: 'https://github.test/updated' } }
}

interface Step {
  readonly event?: unknown
  readonly eventName?: string
  readonly inputs?: Readonly<Record<string, string>>
  readonly workspace?: string
}

async function step({ event, eventName = 'pull_request', inputs = {}, workspace = repository.folder }: Step) {
  const home = mkdtempSync(join(folder, 'run-'))
  const file = (name: string, text = '') => {
    writeFileSync(join(home, name), text)
    return join(home, name)
  }
  const child = spawn(process.execPath, [bundle], {
    cwd: home,
    env: {
      PATH: process.env.PATH,
      HOME: home,
      GITHUB_WORKSPACE: workspace,
      GITHUB_EVENT_NAME: eventName,
      GITHUB_EVENT_PATH: file('event.json', JSON.stringify(event ?? pullRequest())),
      GITHUB_OUTPUT: file('output'),
      GITHUB_STEP_SUMMARY: file('summary.md'),
      GITHUB_REPOSITORY: 'maya/bridge',
      GITHUB_API_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
      RUNNER_TEMP: home,
      INPUT_TOKEN: 'a-token',
      'INPUT_FAIL-ON': 'policy,new-errors',
      'INPUT_COMMENT-WHEN': 'changed',
      ...Object.fromEntries(Object.entries(inputs).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value])),
    },
  })
  let log = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', data => (log += data))
  const code = await new Promise<number | null>(done => child.on('close', done))
  return {
    code,
    log,
    outputs: outputsIn(readFileSync(join(home, 'output'), 'utf8')),
    summary: read(home, 'summary.md'),
  }
}

const read = (home: string, name: string) =>
  existsSync(join(home, name)) ? readFileSync(join(home, name), 'utf8') : ''

/** `name<<delimiter`, the value, the delimiter. */
function outputsIn(text: string): Readonly<Record<string, string>> {
  const found = [...text.matchAll(/^(\S+)<<(\S+)\n(.*?)\n\2$/gms)]
  return Object.fromEntries(found.map(([, name, , value]) => [name, value]))
}

const pullRequest = (sha = base) => ({ pull_request: { number: 7, base: { sha }, head: { sha: 'f'.repeat(40) } } })

function change(days: number, name?: string): void {
  repository.commit('More to build', { 'plan.tpm.yaml': plan(days, name) })
}

test('a change is told in a comment, in the summary and in outputs, and a broken policy fails the step', async () => {
  change(9)
  const { code, log, outputs, summary } = await step({})
  expect(github.comments.map(({ body }) => body.split('\n')[0])).toEqual([marker])
  expect(github.comments[0]!.body).toContain('5d later')
  expect(summary).toContain('5d later')
  expect(outputs).toMatchObject({ changed: 'true', verdict: 'worse', comment: 'https://github.test/created' })
  expect(JSON.parse(readFileSync(outputs.json!, 'utf8')).plans[0].verdict).toBe('worse')
  expect(readFileSync(outputs.svg!, 'utf8')).toMatch(/^<svg /)
  expect(code).toBe(1)
  expect(log).toMatch(/^::error::plan\.tpm\.yaml: .*policy/m)
})

test('our comment is renewed, not written again', async () => {
  github.comments.push({ id: 5, body: `${marker}\nold`, user: { login: bot } })
  change(5)
  const { code, outputs } = await step({})
  expect(github.comments).toHaveLength(1)
  expect(github.comments[0]!.body).toContain('1d later')
  expect(outputs.comment).toBe('https://github.test/updated')
  expect(code).toBe(0)
})

test('our comment is found behind a hundred others', async () => {
  for (let id = 1; id <= 130; id++) github.comments.push({ id, body: 'hello', user: { login: 'ben' } })
  github.comments.push({ id: 500, body: `${marker}\nold`, user: { login: bot } })
  change(5)
  await step({})
  expect(github.comments).toHaveLength(131)
  expect(github.comments.at(-1)!.body).toContain('1d later')
})

test("the marker in somebody else's comment is not believed", async () => {
  github.comments.push({ id: 5, body: `${marker}\nPlease click here`, user: { login: 'mallory' } })
  change(5)
  await step({})
  expect(github.comments.map(({ user }) => user.login)).toEqual(['mallory', bot])
  expect(github.comments[0]!.body).toBe(`${marker}\nPlease click here`)
})

test('comments, order and form are no change: no comment, but an old one is renewed', async () => {
  repository.commit('A comment', { 'plan.tpm.yaml': `# as agreed\n${plan(4)}` })
  const quiet = await step({})
  expect(quiet).toMatchObject({ code: 0, outputs: { changed: 'false', verdict: 'unchanged' } })
  expect(github.comments).toEqual([])
  github.comments.push({ id: 5, body: `${marker}\nold`, user: { login: bot } })
  await step({})
  expect(github.comments[0]!.body).toContain('No change to the plan')
})

test('comment-when: worse keeps quiet about what is better, always speaks, never does not', async () => {
  change(3)
  await step({ inputs: { 'comment-when': 'worse' } })
  expect(github.comments).toEqual([])
  await step({ inputs: { 'comment-when': 'never' } })
  expect(github.comments).toEqual([])
  await step({ inputs: { 'comment-when': 'always' } })
  expect(github.comments).toHaveLength(1)
})

test('a pull request from a fork, whose token may not comment, has its summary and passes', async () => {
  github.refuse = 403
  change(5)
  const { code, log, summary } = await step({})
  expect(code).toBe(0)
  expect(log).toMatch(/^::warning::The token may not comment here, as in a pull request from a fork/m)
  expect(summary).toContain('1d later')
})

test('without a token it says so', async () => {
  change(5)
  const { code, log } = await step({ inputs: { token: '' } })
  expect(code).toBe(0)
  expect(log).toContain('There is no token to comment with')
  expect(github.asked).toEqual([])
})

test('a shallow clone is an error that says what to do, never "no change"', async () => {
  change(9)
  const shallow = join(folder, `shallow-${base.slice(0, 8)}`)
  execFileSync('git', ['clone', '-q', '--depth', '1', `file://${repository.folder}`, shallow])
  const { code, log, outputs } = await step({ workspace: shallow })
  expect(code).toBe(1)
  expect(log).toMatch(/^::error::The plans could not be compared\. .*shallow.*fetch-depth: 0/m)
  expect(outputs.changed).toBeUndefined()
  expect(github.comments).toEqual([])
})

test('a folder without history is an error', async () => {
  const bare = mkdtempSync(join(folder, 'bare-'))
  writeFileSync(join(bare, 'plan.tpm.yaml'), plan(4))
  const { code, log } = await step({ workspace: bare })
  expect(code).toBe(1)
  expect(log).toMatch(/^::error::The plans could not be compared\. .*git/m)
})

test('a plan that can not be read is an error', async () => {
  repository.commit('Broken', { 'plan.tpm.yaml': 'tpm: 1\nproject: [\n' })
  const { code, log, outputs } = await step({})
  expect(code).toBe(1)
  expect(log).toMatch(/^::error::The plans could not be compared\./m)
  expect(outputs.changed).toBeUndefined()
})

test('a comparison too long for a comment is cut, with its verdict', async () => {
  const many = Object.fromEntries(
    Array.from({ length: 150 }, (_, i) => [
      `plans/p${i}-${'x'.repeat(150)}.tpm.yaml`,
      plan(4, `${'B'.repeat(400)}${i}`),
    ]),
  )
  base = repository.commit('Many', many)
  repository.commit(
    'All later',
    Object.fromEntries(
      Object.entries(many).map(([path, text]) => [path, text.replace('duration: 4d', 'duration: 5d')]),
    ),
  )
  const { code } = await step({ inputs: { 'fail-on': '' } })
  expect(code).toBe(0)
  expect(github.comments).toHaveLength(1)
  expect(github.comments[0]!.body.length).toBeLessThan(65_536)
})

test('a push compares what it brought, and the first one of a branch has nothing to compare', async () => {
  change(9)
  const after = repository.git('rev-parse', 'HEAD')
  const pushed = await step({ eventName: 'push', event: { before: base, after } })
  expect(pushed.outputs.verdict).toBe('worse')
  expect(github.comments).toEqual([])
  const first = await step({ eventName: 'push', event: { before: '0'.repeat(40), after } })
  expect(first).toMatchObject({ code: 0, outputs: {} })
  expect(first.log).toContain('nothing to compare with')
})

test('an event that names no base asks for one, and takes it', async () => {
  change(9)
  const without = await step({ eventName: 'workflow_dispatch', event: {} })
  expect(without.log).toMatch(/^::error::The event "workflow_dispatch" does not say what to compare with/m)
  const given = await step({ eventName: 'workflow_dispatch', event: {}, inputs: { base: 'HEAD~1' } })
  expect(given.outputs.verdict).toBe('worse')
})

test('revisions and names are data', async () => {
  const trap = join(folder, 'trap')
  change(5, '"@everyone <img src=x> `::error::boo`"')
  const option = await step({ inputs: { base: `--output=${trap}` } })
  expect(option.code).toBe(1)
  expect(option.log).toMatch(/git has no revision/)
  const event = await step({ event: { pull_request: { number: 7, base: { sha: `-O${trap}` } } } })
  expect(event.code).toBe(1)
  await step({})
  expect(existsSync(trap)).toBe(false)
  expect(github.comments[0]!.body).not.toMatch(/@everyone|<img/)
})

test('a wrong word in an input is named', async () => {
  expect((await step({ inputs: { 'comment-when': 'sometimes' } })).log).toContain(
    '::error::comment-when takes always, changed, worse, never',
  )
  expect((await step({ inputs: { 'fail-on': 'bad' } })).log).toContain('::error::fail-on takes worse')
})
