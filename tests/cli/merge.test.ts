import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { baseModel, editModel, modelEdits, printModel } from '../support/planModel.ts'
import { factsOf, referenceMerge } from '../support/referenceMerge.ts'
import { makeRepository, type TestRepository, tpmIn } from '../support/repository.ts'
import { root } from '../support/sources.ts'

let built: string
let cli: string
let made: TestRepository

beforeAll(() => {
  built = realpathSync(mkdtempSync(join(tmpdir(), 'tpm merge-')))
  const { stderr } = spawnSync(process.execPath, ['esbuild.mjs', '--only', 'dist/cli.js', '--out', built], {
    cwd: root,
    encoding: 'utf8',
  })
  expect(stderr).toBe('')
  cli = join(built, 'cli.js')
}, 60_000)
afterAll(() => rmSync(built, { recursive: true, force: true }))
beforeEach(() => {
  made = makeRepository()
})
afterEach(() => made.remove())

const plan = (...more: readonly string[]) => `tpm: 1
project:
  name: Bridge
  start: 2026-03-02
resources:
  ben: { name: Ben }
tasks:
  design:
    name: Design   # by hand
    duration: 2d
  build:
    name: Build
    duration: 3d
    after: design
milestones:
  open:
    name: Open
    after: build
    deadline: 2026-03-13
${more.join('')}`

/** Installs the driver and merges two versions of one file; answers what git and the file say. */
function merge(base: string, ours: string, theirs: string, words: readonly string[] = []) {
  made.git('config', 'user.name', 'Ada')
  made.git('config', 'user.email', 'ada@example.org')
  const installed = spawnSync(process.execPath, [cli, 'git', 'install', ...words], {
    cwd: made.folder,
    encoding: 'utf8',
  })
  expect(installed.stderr).toBe('')
  made.commit('base', { 'plan.tpm.yaml': base })
  made.git('checkout', '-q', '-b', 'side')
  made.commit('theirs', { 'plan.tpm.yaml': theirs })
  made.git('checkout', '-q', 'main')
  made.commit('ours', { 'plan.tpm.yaml': ours })
  const { status, stdout, stderr } = spawnSync('git', ['merge', '-q', '-m', 'merge', 'side'], {
    cwd: made.folder,
    encoding: 'utf8',
  })
  return { status, said: stdout + stderr, text: readFileSync(join(made.folder, 'plan.tpm.yaml'), 'utf8') }
}

describe('the merge driver, run by git', () => {
  test('merges neighbouring lines of one object, with the comments of both', () => {
    const ours = plan().replace('duration: 3d', 'duration: 4d # ours')
    const theirs = plan()
      .replace('    after: design\n', '    # theirs\n    after: [design]\n    priority: 700\n')
      .replace('name: Build', 'name: Build it')
    const { status, text } = merge(plan(), ours, theirs)
    expect(status).toBe(0)
    expect(text).toBe(
      ours
        .replace('    after: design\n', '    # theirs\n    after: [design]\n    priority: 700\n')
        .replace('name: Build\n', 'name: Build it\n'),
    )
  })

  test('marks only what people disagree about', () => {
    const { status, said, text } = merge(
      plan(),
      plan().replace('duration: 3d', 'duration: 4d'),
      plan().replace('duration: 3d', 'duration: 5d').replace('name: Open', 'name: Opened'),
    )
    expect(status).toBe(1)
    expect(said).toContain('plan.tpm.yaml: both sides changed tasks/build/duration')
    expect(text).toContain(
      '    name: Build\n<<<<<<< ours\n    duration: 4d\n=======\n    duration: 5d\n>>>>>>> theirs\n    after: design\n',
    )
    expect(text).toContain('name: Opened')
  })

  test('merges links and one-line objects part by part', () => {
    const one = plan()
      .replace('after: design', 'after: [design, ben-is-back]')
      .replace('{ name: Ben }', '{ name: Ben, rate: 90/h }')
    const other = plan('risks:\n  r:\n    name: Rain\n')
      .replace('after: design', 'after: [design FS+1d]')
      .replace('{ name: Ben }', '{ name: Ben, capacity: 80% } # half')
    const { status, text } = merge(plan(), one, other)
    expect(status).toBe(0)
    expect(text).toContain('after: [design FS+1d, ben-is-back]')
    expect(text).toContain('ben: { name: Ben, rate: 90/h, capacity: 80% }')
    expect(text).toContain('# half')
  })

  test('follows a task that moved to another summary while its fields changed', () => {
    const moved = plan().replace(
      / {2}build:[\s\S]*(?=milestones)/,
      '  works:\n    name: Works\n    tasks:\n      build:\n        name: Build\n        duration: 3d\n        after: design\n',
    )
    const { status, text } = merge(plan(), plan().replace('duration: 3d', 'duration: 4d # ours'), moved)
    expect(status).toBe(0)
    expect(text).toContain(
      '  works:\n    name: Works\n    tasks:\n      build:\n        name: Build\n        duration: 4d # ours\n',
    )
  })

  const alone = '  wall: { name: Wall, duration: 2d, assign: ben, start-no-earlier-than: 2026-03-09 }\n'
  const other = '  roof: { name: Roof, duration: 2d, assign: ben, start-no-earlier-than: 2026-03-09 }\n'

  test('tells when two branches overload a person only together, and fails where that is asked for', () => {
    const [ours, theirs] = [alone, other].map(task => plan().replace('  design:', `${task}  design:`)) as [
      string,
      string,
    ]
    const { status, said } = merge(plan(), ours, theirs)
    expect(status).toBe(0)
    expect(said).toContain('the two changes do not fit together')
    expect(said).toMatch(/plan\.tpm\.yaml:\d+ Ben has too much to do Mon 9 Mar 2026 – Tue 10 Mar 2026: .*Roof/)
  })

  test('tells when two branches break a deadline only together', () => {
    const { status, said } = merge(
      plan(),
      plan().replace('duration: 2d', 'duration: 5d'),
      plan().replace('duration: 3d', 'duration: 6d'),
      ['--strict'],
    )
    expect(status).toBe(1)
    expect(said).toContain('Open would be on Mon 16 Mar 2026, 1 working day after its deadline')
  })

  test('merges line by line what is no plan on some side', () => {
    const { status, said, text } = merge(plan(), `${plan()}notes: [`, plan().replace('duration: 3d', 'duration: 4d'))
    expect(said).toContain('merged line by line')
    expect(status).toBe(0)
    expect(text).toContain('duration: 4d')
    expect(text).toContain('notes: [')
  })

  test('keeps the line ends of ours', () => {
    const crlf = (text: string) => text.replaceAll('\n', '\r\n')
    const { text } = merge(
      crlf(plan()),
      crlf(plan().replace('duration: 3d', 'duration: 4d')),
      plan().replace('name: Open', 'name: Opened'),
    )
    expect(text).toBe(crlf(plan().replace('duration: 3d', 'duration: 4d').replace('name: Open', 'name: Opened')))
  })

  const merges = Number(process.env.TPM_MERGES ?? 24)
  test(`${merges} random merges say what the reference says`, { timeout: Math.max(60_000, merges * 2000) }, () => {
    const three = fc.tuple(modelEdits, modelEdits, fc.constantFrom(2, 4)).map(([a, b, step]) => {
      const base = baseModel()
      return [printModel(base), printModel(editModel(base, a, 'o')), printModel(editModel(base, b, 't'), step)] as const
    })
    const cases = fc.sample(three, { numRuns: merges, seed: fc.readConfigureGlobal()?.seed })
    const names = cases.map((_, i) => `p${i}.tpm.yaml`)
    const side = (at: number) => Object.fromEntries(names.map((name, i) => [name, cases[i]![at]!]))
    made.git('config', 'user.name', 'Ada')
    made.git('config', 'user.email', 'ada@example.org')
    spawnSync(process.execPath, [cli, 'git', 'install'], { cwd: made.folder })
    made.commit('base', side(0))
    made.git('checkout', '-q', '-b', 'side')
    made.commit('theirs', side(2))
    made.git('checkout', '-q', 'main')
    made.commit('ours', side(1))
    spawnSync('git', ['merge', '-q', '-m', 'merge', 'side'], { cwd: made.folder, encoding: 'utf8' })
    const unmerged = new Set(made.git('diff', '--name-only', '--diff-filter=U').split('\n').filter(Boolean))
    names.forEach((name, i) => {
      const [base, ours, theirs] = cases[i]!
      const text = readFileSync(join(made.folder, name), 'utf8')
      const expected = referenceMerge(factsOf(base), factsOf(ours), factsOf(theirs))
      expect(unmerged.has(name), `${base}\n=====\n${ours}\n=====\n${theirs}\n=====\n${text}`).toBe(
        expected === undefined,
      )
      expect(/^(<{7}|={7}|>{7})/m.test(text)).toBe(expected === undefined)
      if (expected) expect([...factsOf(text)].sort()).toEqual([...expected].sort())
    })
  })
})

describe('tpm merge', () => {
  test('prints, tells what a side removed, and what could not be read', async () => {
    made.put({
      b: plan(),
      o: plan().replace('duration: 3d', 'duration: 4d'),
      t: plan().replace(/ {2}build:[\s\S]*(?=milestones)/, ''),
    })
    const { code, out, err } = await tpmIn(made.folder, ['merge', 'b', 'o', 't', '--marker-size', '9'])
    expect(code).toBe(1)
    expect(out).toContain('<<<<<<<<< ours\n  build:\n')
    expect(err).toContain('theirs removed tasks/build, ours changed it')
    expect((await tpmIn(made.folder, ['merge', 'b', 'o', 'none'])).code).toBe(2)
  })
})

describe('two changes that do not fit together', () => {
  const spare = (more = '') => `  spare:\n    name: Spare\n    duration: 1d\n${more}`
  const withSpare = (more?: string) => plan().replace('  build:', `${spare(more)}  build:`)

  test('close a ring of links', async () => {
    made.put({
      b: withSpare(),
      o: withSpare('    after: build\n'),
      t: withSpare().replace('    duration: 2d\n', '    duration: 2d\n    after: spare\n'),
    })
    const { code, out, err } = await tpmIn(made.folder, ['merge', 'b', 'o', 't', '--path', 'plan.tpm.yaml'])
    expect(code).toBe(0)
    expect(out).toContain('after: spare')
    expect(err).toMatch(/plan\.tpm\.yaml:\d+ .*\[schedule\/cycle\]/)
  })

  test('take out a task and wait for it', async () => {
    made.put({ b: withSpare(), o: plan(), t: withSpare().replace('after: design', 'after: [design, spare]') })
    const words = ['merge', 'b', 'o', 't', '--path', 'plan.tpm.yaml']
    expect((await tpmIn(made.folder, [...words, '--schedule', 'fail'])).code).toBe(1)
    expect((await tpmIn(made.folder, words)).err).toMatch(/plan\.tpm\.yaml:\d+ .*"spare".*\[plan\/unknown-reference\]/)
    expect((await tpmIn(made.folder, [...words, '--schedule', 'off'])).err).toBe('')
  })
})

describe('tpm git install', () => {
  test('adds what is missing, once, and says how tpm is called', async () => {
    made.put({ '.gitattributes': '*.png binary\r\n*.tpm.yml merge=tpm\r\n' })
    const words = ['git', 'install', '--command', 'npx tpm', '--strict']
    expect((await tpmIn(made.folder, words)).code).toBe(0)
    const attributes = () => readFileSync(join(made.folder, '.gitattributes'), 'utf8')
    expect(attributes()).toBe(
      '*.png binary\r\n*.tpm.yml merge=tpm\r\n*.tpm.yaml diff=tpm merge=tpm linguist-language=YAML\r\n',
    )
    expect(made.git('config', 'merge.tpm.driver')).toBe(
      'npx tpm merge %O %A %B --output=%A --marker-size=%L --path=%P --schedule=fail',
    )
    const before = attributes()
    await tpmIn(made.folder, words)
    expect(attributes()).toBe(before)
  })

  test('lets git diff show what a change does to the dates, and no change of layout', () => {
    spawnSync(process.execPath, [cli, 'git', 'install'], { cwd: made.folder })
    made.commit('base', { 'plan.tpm.yaml': plan() })
    made.put({
      'plan.tpm.yaml': plan().replace('duration: 3d', 'duration:   4d').replace('after: design', 'after:  design'),
    })
    const diff = made.git('diff', '-U0')
    expect(diff).toContain('-#   open: Fri 6 Mar 2026\n+#   open: Mon 9 Mar 2026')
    expect(diff).toContain('+    duration: 4d')
    expect(diff).not.toContain('after')
  })

  test('is told where there is no repository', async () => {
    const folder = realpathSync(mkdtempSync(join(tmpdir(), 'tpm-none-')))
    expect(await tpmIn(folder, ['git', 'install'])).toMatchObject({ code: 2 })
    rmSync(folder, { recursive: true })
  })
})
