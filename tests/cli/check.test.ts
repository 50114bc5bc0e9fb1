import { readFileSync } from 'node:fs'
import { SaxesParser } from 'saxes'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { tpm, type World } from './memoryIo.ts'

const clean = `tpm: 1
project:
  name: Bridge
  start: 2026-03-02
tasks:
  design:
    name: Design
    duration: 3d
  build:
    name: Build
    duration: 2d
    after: design
milestones:
  open:
    name: Open
    after: build
`
const wrong = clean.replace('after: design', 'after: desing')
const warned = `${clean}    deadline: 2026-03-04\n`

const schema = z.fromJSONSchema(JSON.parse(readFileSync('media/cli-check.schema.json', 'utf8')))

test('a clean plan has nothing to say and exits with 0', async () => {
  const { code, out, err } = await tpm('check plan.tpm.yaml', { files: { 'plan.tpm.yaml': clean } })
  expect({ code, out, err }).toEqual({ code: 0, out: 'No problems in 1 plan, 3 tasks\n', err: '' })
})

test('a glob of `code` that matches no file of the workspace is told, an escaped or foreign name is no other', async () => {
  const withCode = (glob: string) => clean.replace('duration: 2d', `duration: 2d\n    code: ${glob}`)
  const files = { 'a/plan.tpm.yaml': withCode('src/*.ts'), 'a/src/100% é.ts': '', 'b/c.ts': '' }
  expect((await tpm('check a/plan.tpm.yaml', { files })).out).toBe('No problems in 1 plan, 3 tasks\n')
  const missed = { ...files, 'a/plan.tpm.yaml': withCode('../b/*.js') }
  const { code, out } = await tpm('check a/plan.tpm.yaml', { files: missed })
  expect(out).toContain('[plan/unmatched-code]')
  expect(code).toBe(0)
})

test('a plan of which no code is here is told so once', async () => {
  const files = { 'plan.tpm.yaml': clean.replace('duration: 2d', 'duration: 2d\n    code: [a/**, b/**, c/**, d/**]') }
  const { out } = await tpm('check plan.tpm.yaml', { files })
  expect(out).toContain('None of the 4 patterns of code in this plan matches a file')
  expect(out).toContain('1 warning in 1 plan')
})

test('a pattern with ! is judged by what it takes away', async () => {
  const plan = (globs: string) => clean.replace('duration: 2d', `duration: 2d\n    code: [${globs}]`)
  const check = async (globs: string) => {
    const files = { 'plan.tpm.yaml': plan(globs), 'api/a.ts': '', 'api/vendor/b.ts': '' }
    return (await tpm('check plan.tpm.yaml', { files })).out
  }
  expect(await check('api/**, "!api/vendor/**"')).not.toContain('unmatched-code')
  const out = await check('api/**, "!api/old/**"')
  expect(out).toContain('"!api/old/**" takes no file away')
  expect(out).toContain('1 warning in 1 plan')
  expect(await check('lib/**, "!lib/old/**"')).toContain('1 warning in 1 plan')
})

test('a wrong plan shows the line, with a caret under the words, and exits with 1', async () => {
  const { code, out } = await tpm('check plan.tpm.yaml', { files: { 'plan.tpm.yaml': wrong } })
  expect(code).toBe(1)
  expect(
    out,
  ).toBe(`plan.tpm.yaml:12:12 error There is no task or milestone "desing" in this plan. Did you mean "design"? [plan/unknown-reference]
   12 │     after: desing
      │            ^^^^^^

1 error in 1 plan, 3 tasks
`)
})

test('warnings fail where there are more than allowed', async () => {
  const files = { 'plan.tpm.yaml': warned }
  const codes = async (line: string) => (await tpm(line, { files })).code
  expect(await codes('check plan.tpm.yaml')).toBe(0)
  expect(await codes('check plan.tpm.yaml --max-warnings 1')).toBe(0)
  expect(await codes('check plan.tpm.yaml --max-warnings 0')).toBe(1)
})

test('--severity hides what is milder, and changes no exit code', async () => {
  const { code, out } = await tpm('check --severity error --max-warnings 0', { files: { 'plan.tpm.yaml': warned } })
  expect(out).toBe('No problems in 1 plan, 3 tasks\n')
  expect(code).toBe(1)
})

test('colours say nothing that the words do not', async () => {
  const files = { 'plan.tpm.yaml': wrong }
  const plain = await tpm('check plan.tpm.yaml', { files })
  const coloured = await tpm('check plan.tpm.yaml', { files, colours: true })
  expect(coloured.out).toContain('\x1b[31m')
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the escape codes are the subject
  expect(coloured.out.replaceAll(/\x1b\[\d+m/g, '')).toBe(plain.out)
})

describe('which plans', () => {
  const world: World = {
    files: { 'a.tpm.yaml': clean, 'sub/b.tpm.yml': wrong, 'sub/c.tpm.yaml': clean, 'notes.md': '' },
  }
  const filesOf = async (line: string) => {
    const { out } = await tpm(`check --format json ${line}`, world)
    return JSON.parse(out).files.map(({ file }: { file: string }) => file)
  }

  test('without a path, those of the current folder', async () => {
    expect(await filesOf('')).toEqual(['a.tpm.yaml', 'sub/b.tpm.yml', 'sub/c.tpm.yaml'])
  })
  test('of a folder, of a glob, and each once', async () => {
    expect(await filesOf('sub')).toEqual(['sub/b.tpm.yml', 'sub/c.tpm.yaml'])
    expect(await filesOf('sub/*.yaml')).toEqual(['sub/c.tpm.yaml'])
    expect(await filesOf('sub/c.tpm.yaml sub a.tpm.yaml')).toEqual(['sub/c.tpm.yaml', 'sub/b.tpm.yml', 'a.tpm.yaml'])
  })
  test('a folder without a plan, a glob without a match and a file that is not there exit with 2', async () => {
    for (const path of ['empty.d', 'sub/*.txt', 'none.tpm.yaml']) {
      const { code, out, err } = await tpm(`check ${path}`, { files: { ...world.files, 'empty.d/readme.md': '' } })
      expect({ code, out }).toEqual({ code: 2, out: '' })
      expect(err).toMatch(/^tpm: /)
      expect(err).toContain(path)
    }
  })
  test('one that can not be read exits with 2, and the others are still checked', async () => {
    const { code, out, err } = await tpm('check --format json', {
      files: world.files,
      unreadable: { 'x.tpm.yaml': 'may not be read: permission denied' },
    })
    expect(code).toBe(2)
    expect(err).toBe('tpm: x.tpm.yaml may not be read: permission denied\n')
    expect(JSON.parse(out).summary.errors).toBe(1)
  })
  test('standard input has the name that is given to it', async () => {
    const { code, out } = await tpm('check - --stdin-path sub/d.tpm.yaml --format json', { ...world, input: wrong })
    expect(code).toBe(1)
    expect(JSON.parse(out).files[0].diagnostics[0].file).toBe('sub/d.tpm.yaml')
  })
})

describe('a workspace', () => {
  const people = 'tpm: 1\nresources:\n  ben:\n    name: Ben\n    rate: 90/h\n'
  const using = clean
    .replace('project:', 'include: [shared/people.tpm.yaml]\nproject:')
    .replace('after: design', 'after: design\n    assign: ben')
  const errors = async (world: World, line = 'check plan.tpm.yaml') => {
    const { out } = await tpm(`${line} --format json --severity error`, world)
    return JSON.parse(out).files.flatMap(({ diagnostics }: { diagnostics: { code: string }[] }) =>
      diagnostics.map(({ code }) => code),
    )
  }

  test('an included library is read', async () => {
    expect(await errors({ files: { 'plan.tpm.yaml': using, 'shared/people.tpm.yaml': people } })).toEqual([])
  })
  test('what is wrong in a library is told where it is included', async () => {
    const files = { 'plan.tpm.yaml': using, 'shared/people.tpm.yaml': people.replace(/resources:/, 'resources: {') }
    expect(await errors({ files }, 'check plan.tpm.yaml')).toContain('plan/include')
  })
  test('a library that is not there, or leaves the workspace by a link, is not read', async () => {
    expect(await errors({ files: { 'plan.tpm.yaml': using } })).toContain('plan/include')
    const files = { 'plan.tpm.yaml': using, 'shared/people.tpm.yaml': people }
    expect(await errors({ files, links: { 'shared/people.tpm.yaml': '/etc/people.tpm.yaml' } })).not.toEqual([])
  })
  test('--root says how far includes may go', async () => {
    const files = { 'p/plan.tpm.yaml': using.replace('shared/', '../shared/'), 'shared/people.tpm.yaml': people }
    expect(await errors({ files }, 'check p/plan.tpm.yaml')).toEqual([])
    expect(await errors({ files }, 'check p/plan.tpm.yaml --root p')).toContain('plan/include')
    expect((await tpm('check p/plan.tpm.yaml --root none', { files })).code).toBe(2)
  })
  test('a task of another plan is found by its project', async () => {
    const other = clean.replace('name: Bridge', 'name: Road\n  id: road')
    const waiting = clean.replace('after: design', 'after: road/build')
    expect(await errors({ files: { 'plan.tpm.yaml': waiting, 'deep/road.tpm.yaml': other } })).toEqual([])
    const far = other.replace('name: Road', 'name: Path').replace('id: road', 'id: path')
    const chain = {
      'plan.tpm.yaml': waiting,
      'b/road.tpm.yaml': other.replace('after: design', 'after: path/build'),
      'c/far.tpm.yaml': far,
    }
    expect(await errors({ files: chain })).toEqual([])
    expect(await errors({ files: { 'plan.tpm.yaml': waiting } })).toEqual(['plan/unknown-plan'])
  })
  test('a plan may say its own name; what it has not is told', async () => {
    const own = (task: string) =>
      clean.replace('name: Bridge', 'name: Bridge\n  id: bridge').replace('after: design', `after: ${task}`)
    expect(await errors({ files: { 'plan.tpm.yaml': own('bridge/design') } })).toEqual([])
    expect(await errors({ files: { 'plan.tpm.yaml': own('bridge/desing') } })).toEqual(['plan/unknown-reference'])
  })
})

describe('formats', () => {
  const world: World = { files: { 'plans/a.tpm.yaml': wrong, 'plans/b.tpm.yaml': clean } }
  const render = async (format: string) => (await tpm(`check plans --severity error --format ${format}`, world)).out

  test('json is as its schema says', async () => {
    const report = JSON.parse(await render('json'))
    expect(schema.parse(report)).toEqual(report)
    expect(report).toEqual({
      version: 1,
      files: [
        {
          file: 'plans/a.tpm.yaml',
          diagnostics: [
            {
              code: 'plan/unknown-reference',
              severity: 'error',
              message: 'There is no task or milestone "desing" in this plan',
              help: 'Did you mean "design"?',
              file: 'plans/a.tpm.yaml',
              range: { start: { line: 11, character: 11 }, end: { line: 11, character: 17 } },
              related: [],
            },
          ],
        },
        { file: 'plans/b.tpm.yaml', diagnostics: [] },
      ],
      summary: { files: 2, tasks: 6, errors: 1, warnings: 0, information: 0, hints: 0 },
    })
  })

  test('sarif places results by lines and columns from one, and names them by rule and object', async () => {
    const {
      runs: [run],
      version,
    } = JSON.parse(await render('sarif'))
    expect(version).toBe('2.1.0')
    expect(run.tool.driver.rules.map(({ id }: { id: string }) => id)).toEqual(['plan/unknown-reference'])
    const page = '# plan/unknown-reference\n'
    expect(run.tool.driver.rules[0].help).toEqual({ text: page, markdown: page })
    const [result] = run.results
    expect(result).toMatchObject({ ruleId: 'plan/unknown-reference', ruleIndex: 0, level: 'error' })
    expect(result.locations[0].physicalLocation).toEqual({
      artifactLocation: { uri: 'plans/a.tpm.yaml', uriBaseId: '%SRCROOT%', index: 0 },
      region: { startLine: 12, startColumn: 12, endLine: 12, endColumn: 18 },
    })
    const moved = { files: { 'plans/a.tpm.yaml': `# a line more\n${wrong}` } }
    const again = JSON.parse((await tpm('check plans --severity error --format sarif', moved)).out).runs[0].results[0]
    expect(again.partialFingerprints).toEqual(result.partialFingerprints)
    expect(again.locations[0].physicalLocation.region.startLine).toBe(13)
  })

  test('github has an annotation a line, its text escaped', async () => {
    expect(await render('github')).toBe(
      '::error file=plans/a.tpm.yaml,line=12,endLine=12,col=12,endColumn=18,title=plan/unknown-reference::There is no task or milestone "desing" in this plan. Did you mean "design"?\n',
    )
    const { out } = await tpm('check --format github', {
      files: { 'a,b:c.tpm.yaml': 'tpm: 1\n"100%\\n::error::": x\n' },
    })
    expect(out).toContain('file=a%2Cb%3Ac.tpm.yaml')
    expect(out.split('\n').filter(line => line.startsWith('::error::'))).toEqual([])
  })

  test('gitlab has a fingerprint for each', async () => {
    const [issue, ...rest] = JSON.parse(await render('gitlab'))
    expect(rest).toEqual([])
    expect(issue).toMatchObject({
      check_name: 'plan/unknown-reference',
      severity: 'critical',
      location: { path: 'plans/a.tpm.yaml', lines: { begin: 12 } },
    })
    expect(issue.fingerprint).toMatch(/^[0-9a-f]{16}$/)
  })

  test('junit is XML whatever the plan says', async () => {
    const files = { 'a.tpm.yaml': `tpm: 1\n"<b>&\\u0001]]>": 1\n${'x'.repeat(3)}\u0000: 2\n` }
    const { out } = await tpm('check --format junit', { files })
    const parser = new SaxesParser()
    const failures: string[] = []
    parser.on('opentag', ({ name }) => name === 'failure' && failures.push(name))
    parser.write(out).close()
    expect(failures.length).toBeGreaterThan(0)
    expect(await render('junit')).toContain('<testcase name="tpm check" classname="plans/b.tpm.yaml"/>')
  })
})

test('nothing of a plan moves the cursor of a terminal, colours it or hides', async () => {
  const hostile = `tpm: 1
project:
  name: "\\e[2J\\u202egnp"
  start: 2026-03-02
tasks:
  a:
    name: "\\e]0;title\\a\\r\\x9b"
    after: "b\\e[31m"
  \u001b[2Jevil: \u202e
`
  for (const format of ['text', 'github']) {
    const { out } = await tpm(`check plan.tpm.yaml --format ${format}`, { files: { 'plan.tpm.yaml': hostile } })
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there
    expect(out).not.toMatch(/[\0-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]/)
  }
})

describe('usage', () => {
  test.each([
    ['check --format yaml', /--format/],
    ['check --max-warnings many', /whole number/],
    ['check --no-such-thing', /--no-such-thing/],
    ['chekc', /check/],
    ['', /Usage: tpm/],
  ])('`tpm %s` exits with 2 and says what is wrong', async (line, said) => {
    const { code, out, err } = await tpm(line)
    expect({ code, out }).toEqual({ code: 2, out: '' })
    expect(err).toMatch(said)
  })

  test.each(['--help', '--version', 'help check', 'check --help'])('`tpm %s` exits with 0', async line => {
    const { code, out, err } = await tpm(line)
    expect({ code, err }).toEqual({ code: 0, err: '' })
    expect(out).not.toBe('')
  })
})

test('two pieces of information are counted as messages', async () => {
  const text = clean.replace('    duration: 3d\n', '').replace('    duration: 2d\n', '')
  const { out } = await tpm('check plan.tpm.yaml', { files: { 'plan.tpm.yaml': text } })
  expect(out).toContain('\n2 information messages in 1 plan, 3 tasks\n')
})

test('of a plan with a git conflict it is not said that all else is held back', async () => {
  const text = `${warned}<<<<<<< HEAD\n=======\n>>>>>>> other\n`
  const { out } = await tpm('check plan.tpm.yaml', { files: { 'plan.tpm.yaml': text } })
  expect(out).toContain('[schedule/deadline-missed]')
  expect(out).toContain('until then both sides are read, and mistakes of form in this file are not told')
})
