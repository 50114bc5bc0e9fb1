import { describe, expect, test } from 'vitest'
import { codeActions } from '#language/features/codeActions'
import { allOfKind } from '#language/features/fixAll'
import { formatting, rangeFormatting } from '#language/features/formatting'
import { prepareRename, rename } from '#language/features/rename'
import { applyEdits } from '#language/write/edits'
import { markedAt } from '#tests/support/marker'
import { fileName, snapshotOf } from '#tests/support/snapshot'

const head = 'tpm: 1\nproject: { name: Bridge, start: 2026-03-05 }\n'

describe('every fix mends what it answers', () => {
  const cases: readonly [string, string, string][] = [
    ['an unknown key', `${head}tasks:\n  a:\n    nam$0: A\n    duration: 1d\n`, 'plan/unknown-key'],
    ['an unknown word', `${head}tasks:\n  a:\n    name: A\n    duration: 1d\n    status: don$0\n`, 'plan/unknown-word'],
    [
      'an unknown reference',
      `${head}tasks:\n  design:\n    name: D\n    duration: 1d\n  b:\n    name: B\n    duration: 1d\n    after: desing$0\n`,
      'plan/unknown-reference',
    ],
    [
      'a bare number of percent',
      `${head}tasks:\n  a:\n    name: A\n    duration: 1d\n    progress: 3$00\n`,
      'plan/bad-percent',
    ],
    ['a bad duration', `${head}tasks:\n  a:\n    name: A\n    duration: 3 day$0s\n`, 'plan/bad-duration'],
    ['a bad date', `${head}tasks:\n  a:\n    name: A\n    duration: 1d\n    deadline: 2026-02-3$00\n`, 'plan/bad-date'],
    ['a missing version', '$0project: { name: Bridge, start: 2026-03-05 }\n', 'plan/version'],
  ]
  test.each(cases)('%s', (_name, fixture, code) => {
    const { text, offset } = markedAt(fixture)
    const snapshot = snapshotOf(text)
    expect(snapshot.problems.map(problem => problem.code)).toContain(code)
    const fixes = codeActions(snapshot, { start: offset, end: offset }).filter(
      ({ kind, problem }) => kind === 'fix' && problem?.code === code,
    )
    expect(fixes.length).toBeGreaterThan(0)
    for (const { edits, title } of fixes) {
      const after = snapshotOf(applyEdits(text, edits[0]!.edits))
      expect(
        after.problems.filter(problem => problem.code === code),
        title,
      ).toEqual([])
    }
  })
})

describe('a list without brackets gets them', () => {
  const fixed = (fixture: string): string | undefined => {
    const { text, offset } = markedAt(`${head}tasks:\n${fixture}`)
    const actions = codeActions(snapshotOf(text), { start: offset, end: offset })
    const fix = actions.find(({ kind, preferred }) => kind === 'fix' && preferred)
    return fix && applyEdits(text, fix.edits[0]!.edits).split('\n').at(-2)
  }
  test.each([
    ['  a:\n    assign: ann$0, bo\n', '    assign: [ann, bo]'],
    ['  a: { after: dig$0 +2d, b }\n', '  a: { after: [dig +2d, b] }'],
    ['  a: { tags: [x, y$0], z }\n', '  a: { tags: [x, y, z] }'],
    ['  a: { name: Dig$0, and lay }\n', '  a: { name: "Dig, and lay" }'],
  ])('%s', (fixture, wanted) => expect(fixed(fixture)).toBe(wanted))
})

describe('in text that can’t all be read', () => {
  const people = 'resources:\n  jo: { name: Jo }\n  kim: { name: Kim }\n'
  const titles = (before: string, behind: string) => {
    const { text, offset } = markedAt(
      `${head}${people}tasks:\n  a:\n    name: A\n    effort: 5d\n${before}    assign: km$0i\n${behind}`,
    )
    const actions = codeActions(snapshotOf(text), { start: offset, end: offset })
    return actions.filter(({ kind }) => kind === 'fix').map(({ title }) => title)
  }
  test.each([
    ['a glob', '    code: *.ts\n'],
    ['a key twice', '    name: B\n'],
    ['no space', '    after:b\n'],
    ['half a key', '    du\n'],
    ['a tag', '    notes: !!str 3\n'],
  ])('a word is mended beside %s', (_, line) => {
    expect(titles(line, '')).toContain('Change to "kim"')
    expect(titles('', line)).toContain('Change to "kim"')
  })
  test.each([
    ['a bracket is open', '    tags: [a\n'],
    ['a tab stands', '\tnotes: x\n'],
    ['two versions stand', '<<<<<<< HEAD\n    notes: x\n=======\n    notes: y\n>>>>>>> b\n'],
  ])('not where before it %s', (_, line) => {
    expect(titles(line, '')).not.toContain('Change to "kim"')
    expect(titles('', line)).toContain('Change to "kim"')
  })
})

describe('silencing', () => {
  const silenced = (fixture: string, code: string) => {
    const { text, offset } = markedAt(fixture)
    const snapshot = snapshotOf(text)
    const action = codeActions(snapshot, { start: offset, end: offset }).find(
      ({ kind, problem }) => kind === 'silence' && problem?.code === code,
    )
    return action && applyEdits(text, action.edits[0]!.edits)
  }
  const task = `${head}tasks:\n  a:\n    name: A\n`
  const codes = (text: string) => snapshotOf(text).problems.map(({ code }) => code)
  test('behind the line', () => {
    const text = silenced(`${task}    after: nobod$0y\n`, 'plan/unknown-reference')!
    expect(text).toContain('    after: nobody # tpm-ignore plan/unknown-reference\n')
    expect(codes(text)).not.toContain('plan/unknown-reference')
  })
  test('beside another code', () =>
    expect(silenced(`${task}    after: nobod$0y # tpm-ignore a/b\n`, 'plan/unknown-reference')).toContain(
      '# tpm-ignore a/b, plan/unknown-reference\n',
    ))
  test('above a line with a comment', () => {
    const text = silenced(`${task}    after: nobod$0y # soon\n`, 'plan/unknown-reference')!
    expect(text).toContain('    # tpm-ignore plan/unknown-reference\n    after: nobody # soon\n')
    expect(codes(text)).not.toContain('plan/unknown-reference')
  })
  test.each([
    ['plain', '    owner: no$0\n      body\n', 'plan/unknown-person'],
    ['of words', '    descripton: A longer$0 text\n      that goes on here\n', 'plan/unknown-key'],
    ['quoted', '    owner: "no$0\n      body"\n', 'plan/unknown-person'],
    ['behind another value', '    assign: { nobod$0y: 50%, ana: "5\n      0%" }\n', 'plan/unknown-person'],
  ])('above a text of several lines, %s', (_name, lines, code) => {
    const { text, offset } = markedAt(task + lines)
    const at = offset - (lines.includes('descripton') ? 12 : 0)
    const action = codeActions(snapshotOf(text), { start: at, end: at }).find(({ kind }) => kind === 'silence')
    const first = text.split('\n').find(line => text.indexOf(line) <= at && at <= text.indexOf(line) + line.length)!
    const after = applyEdits(text, action!.edits[0]!.edits)
    expect(after).toBe(text.replace(first, `    # tpm-ignore ${action!.problem!.code}\n${first}`))
    expect(codes(text)).toContain(code)
    expect(codes(after)).not.toContain(action!.problem!.code)
  })
  test('not inside a text', () => {
    const { text, offset } = markedAt(`${task}    links: ["x\n      y", 1], after: nobod$0y\n`)
    for (const { kind, edits } of codeActions(snapshotOf(text), { start: offset, end: offset }))
      if (kind === 'silence') expect(applyEdits(text, edits[0]!.edits)).toContain('"x\n      y"')
  })
  test('syntax can’t be silenced', () => expect(silenced(`${task}    after: [a$0\n`, 'yaml/syntax')).toBeUndefined())
})

describe('fixing all', () => {
  const text = `${head}tasks:\n  a:\n    nam: A\n    duration: 1d\n  b:\n    name: B\n    duraton: 2d\n    status: don\n`
  test('of one kind, where there are two or more', () => {
    const snapshot = snapshotOf(text)
    const at = text.indexOf('nam:')
    const actions = codeActions(snapshot, { start: at, end: at })
    const all = actions.find(({ kind }) => kind === 'fix-all')!
    expect(all.title).toBe('Fix all 2 plan/unknown-key in this file')
    expect(applyEdits(text, all.edits[0]!.edits)).toBe(text.replace('nam:', 'name:').replace('duraton', 'duration'))
  })
  test('a ring is not opened everywhere at once', () =>
    expect(
      allOfKind(
        snapshotOf(
          `${head}tasks:\n  a: { name: A, duration: 1d, after: b }\n  b: { name: B, duration: 1d, after: a }\n`,
        ),
        'schedule/cycle',
      ).edits,
    ).toEqual([]))
  test('away from a problem there is nothing to do', () =>
    expect(codeActions(snapshotOf(text), { start: 0, end: 0 })).toEqual([]))
})

describe('fixing all leaves no new errors', () => {
  /** The text after "Fix all" of each code that has two or more problems. */
  const fixed = (text: string) => {
    for (const code of new Set(snapshotOf(text).problems.map(problem => problem.code))) {
      const [here] = allOfKind(snapshotOf(text), code).edits
      if (here) text = applyEdits(text, here.edits)
    }
    return text
  }
  const preferred = (text: string, words: string) => {
    const at = text.indexOf(words)
    return codeActions(snapshotOf(text), { start: at, end: at })
      .filter(action => action.preferred)
      .map(({ title }) => title)
  }
  const tasks = (lines: string) => `${head}tasks:\n${lines}`

  test('of a ring of calendars no link is chosen', () => {
    const text = `${head}calendars:\n  berlin: # ours\n    based-on: munich\n  munich:\n    based-on: berlin\ntasks:\n  a: { duration: 1d, calendar: berlin }\n`
    expect(fixed(text)).toBe(text)
    const at = text.indexOf('munich')
    const remove = codeActions(snapshotOf(text), { start: at, end: at }).find(({ title }) => /based-on/.test(title))!
    expect(remove.preferred).toBe(false)
    expect(applyEdits(text, remove.edits[0]!.edits)).toBe(
      text.replace('berlin: # ours\n    based-on: munich', 'berlin: {} # ours'),
    )
  })
  test('a task is not taken for what it waits for itself', () => {
    const text = tasks('  plan: { duration: 1d }\n  build: { duration: 2d, after: biuld }\n')
    expect(fixed(text)).toBe(text)
    expect(preferred(text, 'biuld')).not.toContain('Change to "build"')
  })
  test('nor is its summary, nor what it has in it', () => {
    const text = tasks('  phase:\n    after: kidd\n    tasks:\n      kid: { duration: 1d, after: phas }\n')
    expect(fixed(text)).toBe(text)
  })
  test('nor what is in the list already', () => {
    const text = tasks('  build: { duration: 1d }\n  test: { duration: 1d, after: [build, buidl] }\n')
    expect(fixed(text)).toBe(text)
    expect(preferred(text, 'buidl')).not.toContain('Change to "build"')
  })
  test('what would close a ring through others is offered, but not chosen', () => {
    const text = tasks('  build: { duration: 1d, after: tset }\n  test: { duration: 1d, after: build }\n')
    expect(fixed(text)).toBe(text)
    expect(preferred(text, 'tset')).not.toContain('Change to "test"')
  })
  test.each([
    ['duration', 'duraton: 5d'],
    ['duration', 'length: 5d'],
    ['after', 'after:b'],
  ])('a key does not become a second %s: %s', (_key, line) => {
    const text = tasks(`  b: { duration: 1d }\n  a:\n    duration: 1d\n    after: b\n    ${line}\n`)
    expect(fixed(text)).toBe(text)
    expect(preferred(text, line)).toEqual([])
  })
  test('the others are mended all the same', () => {
    const text = tasks('  a:\n    nam: A\n    duration: 1d\n    duraton: 5d\n  b:\n    duraton: 2d\n')
    expect(fixed(text)).toBe(text.replace('nam:', 'name:').replace('b:\n    duraton', 'b:\n    duration'))
  })
  test('a key that stands there already can be removed', () => {
    const text = tasks('  a:\n    duration: 1d\n    duraton: 5d\n')
    const at = text.indexOf('duraton')
    expect(codeActions(snapshotOf(text), { start: at, end: at }).map(({ title }) => title)).toContain(
      'Remove "duraton"',
    )
  })
  test('a new id is free, and the same wherever the old one stands', () => {
    const text = tasks('  y-1: { duration: 1d }\n  y: { duration: 2d }\n  z: { duration: 1d, after: [y, y-1] }\n')
    expect(fixed(text)).toBe(text.replace('  y:', '  y-2:').replace('[y,', '[y-2,'))
  })
  test('two that would get the same id get two', () => {
    const text = `${head}calendars:\n  a b: { name: A }\n  a.b: { name: B }\ntasks:\n  z: { duration: 1d, calendar: a.b }\n`
    expect(fixed(text)).toBe(
      text.replace('  a b:', '  a-b:').replace('  a.b:', '  a-b-2:').replace('calendar: a.b', 'calendar: a-b-2'),
    )
  })
  test('many are mended beside one that would make an error', () => {
    const rows = Array.from(
      { length: 20 },
      (_, i) => `  row-${'abcdefghijklmnopqrst'[i]}: { duration: 1d, after: biuld }\n`,
    )
    const text = tasks(
      `  build: { duration: 1d, after: tset }\n  test: { duration: 1d, after: build }\n${rows.join('')}`,
    )
    expect(fixed(text)).toBe(text.replaceAll('biuld', 'build'))
  })
  test('a hundred keys are mended beside those that stand there already', () => {
    const rows = Array.from(
      { length: 100 },
      (_, i) => `  t${i}: { nam: T, ${i % 9 === 0 ? 'name: U, ' : ''}duration: 1d }\n`,
    )
    expect(fixed(tasks(rows.join(''))).match(/nam:/g)!.length).toBe(12)
  })
  test('of the same dependency three times one is left', () => {
    const text = tasks('  b: { duration: 1d }\n  a: { duration: 2d, after: [b, b, b] }\n')
    expect(fixed(text)).toBe(text.replace('[b, b, b]', '[b]'))
    const at = text.indexOf('b, b]')
    const all = codeActions(snapshotOf(text), { start: at, end: at }).find(({ kind }) => kind === 'fix-all')!
    expect(all.title).toBe('Fix all 2 plan/duplicate-link in this file')
    expect(applyEdits(text, all.edits[0]!.edits)).toBe(text.replace('[b, b, b]', '[b]'))
  })
})

describe('formatting', () => {
  const text = 'tpm: 1\nproject:\n    name: P\n    start: 2026-03-05\n'
  test('the document', () =>
    expect(applyEdits(text, formatting(snapshotOf(text)))).toBe('tpm: 1\nproject:\n  name: P\n  start: 2026-03-05\n'))
  test('some lines', () => {
    const at = text.indexOf('name')
    expect(applyEdits(text, rangeFormatting(snapshotOf(text), { start: at, end: at }))).toBe(
      'tpm: 1\nproject:\n  name: P\n    start: 2026-03-05\n',
    )
  })
})

describe('rename', () => {
  const plan = `${head}resources:\n  ben: { name: Ben }\ntasks:\n  a:\n    name: A\n    duration: 1d\n    assign: { ben: 50% }\n  b:\n    name: B\n    duration: 1d\n    assign: [ben]\n    after: [a SS+1d, "a"] # a\n  aa:\n    name: a\n    duration: 1d\n    after: { task: a }\nmilestones:\n  ga:\n    name: GA\n    after: aa\n    deadline: 2026-04-01\n  n:\n    name: N\n    before: ga.deadline -1w\n`
  const renamed = (before: string, id: string, to: string, others: Record<string, string> = {}) => {
    const offset = plan.indexOf(before + id) + before.length + 1
    const result = rename(snapshotOf(plan, others), offset, to)
    if ('refused' in result) return result.refused
    return Object.fromEntries(
      result.edits.map(({ uri, edits }) => [
        fileName(uri),
        applyEdits(fileName(uri) === 'plan.tpm.yaml' ? plan : others[fileName(uri)]!, edits),
      ]),
    )
  }
  test('a task and all that names it', () =>
    expect(renamed('\n  ', 'a', 'design')).toEqual({
      'plan.tpm.yaml': plan
        .replace('\n  a:', '\n  design:')
        .replace('[a SS+1d, "a"]', '[design SS+1d, "design"]')
        .replace('task: a', 'task: design'),
    }))
  test('from a reference it is the same', () =>
    expect(renamed('after: [', 'a', 'design')).toEqual(renamed('\n  ', 'a', 'design')))
  test('a person', () =>
    expect(renamed('\n  ', 'ben', 'benny')).toEqual({ 'plan.tpm.yaml': plan.replaceAll('ben', 'benny') }))
  test('a milestone with its deadline', () =>
    expect(renamed('\n  ', 'ga', 'launch')).toEqual({
      'plan.tpm.yaml': plan.replace('  ga:', '  launch:').replace('ga.deadline', 'launch.deadline'),
    }))
  test('not to an id that is taken', () =>
    expect(renamed('\n  ', 'a', 'ga')).toBe('There is another task or milestone "ga"'))
  test('not to what is no id', () => expect(renamed('\n  ', 'a', 'my task')).toBe('"my task" is not an id'))
  test('not to a word that YAML takes for another', () =>
    expect(renamed('\n  ', 'a', 'no')).toContain('"no" can\'t be an id'))
  test('to itself changes nothing', () => expect(renamed('\n  ', 'a', 'a')).toEqual({}))
  test('a name can’t be renamed', () => expect(renamed('name: ', 'Bridge', 'x')).toContain('Only an id'))
  test('across plans', () => {
    const infra = 'project: { id: infra, name: I, start: 2026-03-05 }\ntasks:\n  net:\n    name: N\n    duration: 1d\n'
    const user =
      'project: { id: app, name: A, start: 2026-03-05 }\ntasks:\n  net:\n    name: N\n    duration: 1d\n    after: [infra/net SS+1d, other/net]\n'
    const snapshot = snapshotOf(infra, { 'app.tpm.yaml': user })
    const task = rename(snapshot, infra.indexOf('net') + 1, 'network')
    expect(
      'edits' in task &&
        task.edits.map(({ uri, edits }) => applyEdits(fileName(uri) === 'plan.tpm.yaml' ? infra : user, edits)),
    ).toEqual([infra.replace('net:', 'network:'), user.replace('infra/net', 'infra/network')])
    const project = rename(snapshot, infra.indexOf('infra') + 1, 'platform')
    expect(
      'edits' in project &&
        project.edits.map(({ uri, edits }) => applyEdits(fileName(uri) === 'plan.tpm.yaml' ? infra : user, edits)),
    ).toEqual([infra.replace('infra', 'platform'), user.replace('infra/net', 'platform/net')])
  })
  test('prepare gives the id alone', () => {
    const { text, offset } = markedAt(
      `${head}tasks:\n  a:\n    name: A\n    duration: 1d\n    after: infra/n$0et +1d\n`,
    )
    const found = prepareRename(
      snapshotOf(text, {
        'infra.tpm.yaml':
          'project: { id: infra, name: I, start: 2026-03-05 }\ntasks:\n  net:\n    name: N\n    duration: 1d\n',
      }),
      offset,
    )!
    expect(text.slice(found.span.start, found.span.end)).toBe('net')
  })
  test('prepare refuses what is not defined', () => {
    const { text, offset } = markedAt(`${head}tasks:\n  a:\n    name: A\n    duration: 1d\n    after: nobod$0y\n`)
    expect(prepareRename(snapshotOf(text), offset)).toBeUndefined()
  })
})
