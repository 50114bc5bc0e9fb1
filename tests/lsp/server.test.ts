import { afterEach, describe, expect, test } from 'vitest'
import { LSPErrorCodes } from 'vscode-languageserver/node'
import { onDemand } from '../../server/src/lsp/onDemand.ts'
import { Editor } from './editor.ts'

const plan = `tpm: 1
project:
  id: bridge
  name: Bridge
  start: 2026-03-02
tasks:
  design:
    name: Design
    duration: 3d
  build:
    name: Build
    duration: 5d
    after: design
`
const uri = 'file:///w/bridge.tpm.yaml'
const clean = (codes: readonly string[]) => codes.length === 0
const has = (code: string) => (codes: readonly string[]) => codes.includes(code)

interface Action {
  readonly title: string
  readonly isPreferred?: boolean
  readonly edit?: { readonly changes: Record<string, { range: object; newText: string }[]> }
}

let editor: Editor
afterEach(() => editor.dispose())

async function opened(text = plan, files: Record<string, string> = {}): Promise<Editor> {
  editor = new Editor(files)
  await editor.start()
  await editor.open(uri, text)
  return editor
}

describe('a conversation', () => {
  test('a plan that is right gets no diagnostics, a broken one gets them while it is typed, and loses them', async () => {
    await opened()
    await editor.codes(uri, clean)
    await editor.change(uri, [
      { range: { start: { line: 12, character: 11 }, end: { line: 12, character: 17 } }, text: 'desing' },
    ])
    expect(await editor.codes(uri, has('plan/unknown-reference'))).toEqual(['plan/unknown-reference'])
    expect(editor.published.get(uri)!.version).toBe(2)
    await editor.change(uri, [
      { range: { start: { line: 12, character: 11 }, end: { line: 12, character: 17 } }, text: 'design' },
    ])
    await editor.codes(uri, clean)
  })

  test('a plan that is measured against an older text of it says how far it is from that, until that is taken back', async () => {
    await opened()
    const measured = () => editor.request<{ finish: string } | null>('tpm/measured', { uri })
    expect(await measured()).toBeNull()
    const files = [{ uri, text: plan.replace('3d', '1d') }]
    await editor.request('tpm/setBaseline', { uri, baseline: { name: 'v1', files, roots: ['file:///w'] } })
    expect(await measured()).toMatchObject({ finish: 'Baseline v1: finish Mon 9 Mar, now 2d later' })
    const position = { line: 9, character: 3 }
    const hover = () =>
      editor.request<{ contents: { value: string } }>('textDocument/hover', { textDocument: { uri }, position })
    expect((await hover()).contents.value).toContain('start 2d later, finish 2d later')
    await editor.request('tpm/setBaseline', { uri })
    expect(await measured()).toBeNull()
    expect((await hover()).contents.value).not.toContain('later')
  })

  test('a text that is only begun is one of the plans, a library is not', async () => {
    await opened('')
    const plans = async () => (await editor.request<{ uri: string; name: string }[]>('tpm/plans', {})).map(p => p.uri)
    expect(await plans()).toEqual([uri])
    for (const [text, isThere] of [
      ['# ours\ntpm: 1\n', true],
      ['tpm: 1\nresources: {}\n', false],
      ['calendars:\n', false],
      ['tpm: 1\ntasks: {}\n', true],
    ] as const) {
      await editor.change(uri, [{ text }])
      expect(await plans(), text).toEqual(isThere ? [uri] : [])
    }
  })

  test('several changes in one message apply one after the other', async () => {
    await opened()
    await editor.change(uri, [
      { range: { start: { line: 0, character: 0 }, end: { line: 1, character: 0 } }, text: '' },
      { range: { start: { line: 11, character: 11 }, end: { line: 11, character: 17 } }, text: 'nobody' },
    ])
    expect(await editor.codes(uri, has('plan/unknown-reference'))).toContain('plan/version')
  })

  test('a quick fix mends what it answers', async () => {
    await opened(plan.replace('after: design', 'after: desing'))
    await editor.codes(uri, has('plan/unknown-reference'))
    const range = { start: { line: 12, character: 12 }, end: { line: 12, character: 12 } }
    const [fix] = await editor.request<{ title: string; edit: { changes: Record<string, { newText: string }[]> } }[]>(
      'textDocument/codeAction',
      { textDocument: { uri }, range, context: { diagnostics: [] } },
    )
    expect(fix!.title).toContain('design')
    expect(fix!.edit.changes[uri]!.map(({ newText }) => newText)).toEqual(['design'])
  })

  test('public holidays are loaded when an action that writes them is chosen, and the warning goes', async () => {
    await opened(`tpm: 1
project: { name: Bridge, start: 2026-03-02 }
calendars:
  default:
    # Public holidays: Deutschland, Berlin (DE-BE), 2026
    holidays: { 2026-12-25: Weihnachten }
tasks: { a: { name: A, duration: 300d } }
`)
    await editor.codes(uri, has('calendar/holidays-end'))
    const position = { line: 5, character: 6 }
    const actions = await editor.request<Action[]>('textDocument/codeAction', {
      textDocument: { uri },
      range: { start: position, end: position },
      context: { diagnostics: [] },
    })
    const add = actions.find(({ title }) => title === 'Add the public holidays of 2027 (DE-BE)')!
    expect({ edit: add.edit, isPreferred: add.isPreferred }).toEqual({ edit: undefined, isPreferred: true })
    // Without VS Code's commands there is nothing that could ask for a country.
    expect(actions.map(({ title }) => title)).not.toContain('Add public holidays…')
    const { edit } = await editor.request<Action>('codeAction/resolve', add)
    const edits = edit!.changes[uri]!
    expect(JSON.stringify(edits)).toContain('2027-01-01: Neujahr')
    await editor.change(uri, edits.map(({ range, newText }) => ({ range, text: newText })).reverse())
    expect(await editor.codes(uri, codes => !codes.includes('calendar/holidays-end'))).not.toContain('yaml/syntax')
  })

  test('countries and their parts are told; a bundle that is missing is logged', async () => {
    await opened()
    const of = (steps: readonly string[]) =>
      editor.request<{ code: string; name: string; ownName: string }[]>('tpm/holidayRegions', { of: steps })
    expect(await of([])).toContainEqual({ code: 'DE', name: 'Germany', ownName: 'Deutschland' })
    expect((await of(['DE'])).map(({ code }) => code)).toContain('BE')
    expect(await of(['DE', 'BE'])).toEqual([])
    expect(await of(['DE', 'BY', 'A'])).toEqual([])
    const without = new Editor({}, { loadHolidays: () => Promise.reject(new Error('holidays.js is gone')) })
    const said: string[] = []
    without.connection.onNotification('window/logMessage', ({ message }) => void said.push(message))
    await without.start()
    expect(await without.request('tpm/holidayRegions', { of: [] })).toBeNull()
    expect(said.join()).toContain('holidays.js is gone')
    without.dispose()
  })

  test('without its part that is loaded on demand it answers nothing, says why, and tries again', async () => {
    let isThere = false
    editor = new Editor(
      {},
      { loadOnDemand: async () => (isThere ? onDemand : Promise.reject(new Error('onDemand.js is gone'))) },
    )
    const said: string[] = []
    editor.connection.onNotification('window/logMessage', ({ message }: { message: string }) => void said.push(message))
    await editor.start()
    await editor.open(uri, plan.replace('after: design', 'after: desing'))
    await editor.codes(uri, has('plan/unknown-reference'))
    const format = () => editor.request('textDocument/formatting', { textDocument: { uri }, options: {} })
    expect(await format()).toBeNull()
    expect(said.filter(line => line.includes('onDemand.js is gone')).length).toBe(1)
    isThere = true
    expect(await format()).toEqual([])
  })

  test('people go into a file of their own, where the client can make one', async () => {
    const text = `${plan}resources:\n  ann: { name: Ann }\n`
    const line = text.split('\n').indexOf('resources:')
    const range = { start: { line, character: 1 }, end: { line, character: 1 } }
    const ask = async (capabilities: object, triggerKind: number) => {
      editor = new Editor()
      await editor.start(capabilities)
      await editor.open(uri, text)
      const actions = await editor.request<{ title: string; kind: string; edit: { documentChanges: object[] } }[]>(
        'textDocument/codeAction',
        { textDocument: { uri }, range, context: { diagnostics: [], only: ['refactor.extract'], triggerKind } },
      )
      editor.dispose()
      return actions
    }
    const able = { workspace: { workspaceEdit: { documentChanges: true, resourceOperations: ['create'] } } }
    const [action] = await ask(able, 1)
    expect(action).toMatchObject({ title: 'Extract people into people.tpm.yaml', kind: 'refactor.extract' })
    expect(action!.edit.documentChanges[0]).toEqual({ kind: 'create', uri: uri.replace(/[^/]+$/, 'people.tpm.yaml') })
    expect(await ask({}, 1)).toEqual([])
    // A cursor that only moves is not worth trying.
    expect(await ask(able, 2)).toEqual([])
  })

  test('hover, definition, references, rename and symbols agree on a task', async () => {
    await opened()
    const at = { textDocument: { uri }, position: { line: 12, character: 13 } }
    const hover = await editor.request<{ contents: { value: string } }>('textDocument/hover', at)
    expect(hover.contents.value).toContain('Design')
    expect(hover.contents.value).toContain('2 Mar')
    const [definition] = await editor.request<{ range: object }[]>('textDocument/definition', at)
    expect(definition!.range).toEqual({ start: { line: 6, character: 2 }, end: { line: 6, character: 8 } })
    expect(
      await editor.request<object[]>('textDocument/references', { ...at, context: { includeDeclaration: true } }),
    ).toHaveLength(2)
    const edit = await editor.request<{ changes: Record<string, object[]> }>('textDocument/rename', {
      ...at,
      newName: 'drawings',
    })
    expect(edit.changes[uri]).toHaveLength(2)
    const symbols = await editor.request<{ name: string }[]>('textDocument/documentSymbol', { textDocument: { uri } })
    expect(symbols.map(({ name }) => name)).toContain('tasks')
  })

  test('completion offers tasks, and never the task itself or what would close a cycle', async () => {
    await opened(plan.replace('after: design', 'after: '))
    const list = await editor.request<{ items: { label: string }[] }>('textDocument/completion', {
      textDocument: { uri },
      position: { line: 12, character: 11 },
    })
    const labels = list.items.map(({ label }) => label)
    expect(labels).toContain('design')
    expect(labels).not.toContain('build')
  })

  test('an id that is taken is refused in words', async () => {
    await opened()
    const at = { textDocument: { uri }, position: { line: 6, character: 3 } }
    await expect(editor.request('textDocument/rename', { ...at, newName: 'build' })).rejects.toThrow(/build/)
  })

  test('a client that pulls is not pushed to', async () => {
    editor = new Editor()
    await editor.start({ textDocument: { diagnostic: {} } })
    await editor.open(uri, plan.replace('after: design', 'after: nobody'))
    const report = await editor.request<{ items: { code: string }[] }>('textDocument/diagnostic', {
      textDocument: { uri },
    })
    expect(report.items.map(({ code }) => code)).toEqual(['plan/unknown-reference'])
    expect(editor.published.size).toBe(0)
  })

  test('views carry the version they show, and the facts follow each check', async () => {
    editor = new Editor()
    const facts: { version: number; finishText: string }[] = []
    editor.connection.onNotification('tpm/checked', params => {
      facts.push(params)
    })
    await editor.start({}, { pushDiagnostics: true, facts: true })
    await editor.open(uri, plan)
    await editor.codes(uri, clean)
    const shown = await editor.request<{ version: number; view: { rows: object[] } }>('tpm/timeline', { uri })
    expect(shown.version).toBe(1)
    expect(shown.view.rows).toHaveLength(2)
    expect(facts.at(-1)).toMatchObject({ uri, version: 1, finishText: 'Wed 11 Mar' })
    expect(await editor.request('tpm/drivingPath', { uri, task: 'build' })).toMatchObject({
      task: 'build',
      steps: [{ holds: 'build', from: 'design' }, { holds: 'design' }],
    })
    expect(await editor.request('tpm/drivingPath', { uri, task: 'nobody' })).toBeNull()
    expect(await editor.request('tpm/objectAt', { uri, position: { line: 8, character: 6 } })).toEqual({
      kind: 'task',
      id: 'design',
    })
  })
})

describe('facts in the text', () => {
  const at = (line: number, character: number) => ({ textDocument: { uri }, position: { line, character } })
  const whole = { start: { line: 0, character: 0 }, end: { line: 20, character: 0 } }

  test('computed dates stand behind the ids, and can be switched off', async () => {
    await opened()
    const hints = await editor.request<{ label: string }[]>('textDocument/inlayHint', {
      textDocument: { uri },
      range: whole,
    })
    expect(hints.map(({ label }) => label.trim())).toEqual(['Mon 2 Mar → Wed 4 Mar', 'Thu 5 Mar → Wed 11 Mar'])
    await editor.connection.sendNotification('workspace/didChangeConfiguration', {
      settings: { tpm: { inlayHints: false } },
    })
    expect(await editor.request('textDocument/inlayHint', { textDocument: { uri }, range: whole })).toEqual([])
  })

  test('lenses say when they are looked at what a task drives', async () => {
    await opened()
    const lenses = await editor.request<{ command?: object }[]>('textDocument/codeLens', { textDocument: { uri } })
    expect(lenses).toHaveLength(3)
    expect(lenses[0]!.command).toBeUndefined()
    const resolved = await editor.request<{ command: { title: string } }>('codeLens/resolve', lenses[1])
    expect(resolved.command.title).toContain('critical')
  })

  test('tokens come whole, as a difference, and for a range', async () => {
    await opened()
    const full = await editor.request<{ resultId: string; data: number[] }>('textDocument/semanticTokens/full', {
      textDocument: { uri },
    })
    expect(full.data.length % 5).toBe(0)
    expect(full.data.length).toBeGreaterThan(20)
    await editor.change(uri, [
      { range: { start: { line: 8, character: 14 }, end: { line: 8, character: 16 } }, text: '4d' },
    ])
    const delta = await editor.request<{ edits: object[] }>('textDocument/semanticTokens/full/delta', {
      textDocument: { uri },
      previousResultId: full.resultId,
    })
    expect(delta.edits).toEqual([])
    const range = { start: { line: 6, character: 0 }, end: { line: 7, character: 0 } }
    const part = await editor.request<{ data: number[] }>('textDocument/semanticTokens/range', {
      textDocument: { uri },
      range,
    })
    expect(part.data.length).toBeLessThan(full.data.length)
  })

  test('dependencies are a hierarchy: incoming are predecessors, outgoing successors', async () => {
    await opened()
    const [item] = await editor.request<{ name: string }[]>('textDocument/prepareCallHierarchy', at(12, 13))
    expect(item!.name).toBe('Design')
    const outgoing = await editor.request<{ to: { name: string } }[]>('callHierarchy/outgoingCalls', { item })
    expect(outgoing.map(({ to }) => to.name)).toEqual(['Build'])
    expect(await editor.request('callHierarchy/incomingCalls', { item })).toEqual([])
  })

  test('symbols of all plans are found by the letters of their names', async () => {
    await opened(plan, {
      'file:///w/road.tpm.yaml':
        'tpm: 1\nproject: { name: Road, start: 2026-03-02 }\ntasks:\n  deck:\n    name: Deck\n    duration: 1d\n',
    })
    await editor.codes('file:///w/road.tpm.yaml', () => true)
    const found = await editor.request<{ name: string; location: { uri: string } }[]>('workspace/symbol', {
      query: 'de',
    })
    expect(found.map(({ location }) => location.uri)).toEqual(expect.arrayContaining([uri, 'file:///w/road.tpm.yaml']))
  })

  test('a list goes on after Enter, and the form of a link is explained', async () => {
    await opened(plan.replace('after: design', 'after:\n      - design\n'))
    const edits = await editor.request<{ newText: string }[]>('textDocument/onTypeFormatting', {
      ...at(14, 0),
      ch: '\n',
      options: { tabSize: 2, insertSpaces: true },
    })
    expect(edits.map(({ newText }) => newText).join('')).toContain('- ')
    const help = await editor.request<{ signatures: { label: string }[] }>('textDocument/signatureHelp', at(13, 14))
    expect(help.signatures[0]!.label).toContain('TYPE')
  })
})

describe('many files', () => {
  const library =
    'calendars:\n  default:\n    week: { mon-sat: [08:00-12:00, 13:00-17:00] }\nresources:\n  ann: { name: Ann }\n'

  test('an included library is read, and a change of it is felt where it is included', async () => {
    const shared = 'file:///w/shared.tpm.yaml'
    await opened(
      plan
        .replace('tpm: 1', 'tpm: 1\ninclude: [shared.tpm.yaml]')
        .replace('duration: 3d', 'duration: 3d\n    assign: ann'),
      { [shared]: library },
    )
    await editor.codes(uri, clean)
    editor.files.set(shared, library.replace('ann:', 'bob:'))
    await editor.connection.sendNotification('workspace/didChangeWatchedFiles', { changes: [{ uri: shared, type: 2 }] })
    await editor.codes(uri, has('plan/unknown-person'))
    await editor.open(shared, library)
    await editor.codes(uri, clean)
    await editor.close(shared)
    await editor.codes(uri, has('plan/unknown-person'))
  })

  test('an include that is not there, leaves the workspace or runs in a ring is told', async () => {
    const ring = 'file:///w/ring.tpm.yaml'
    const wrong = [
      ['nowhere.tpm.yaml', 'plan/include'],
      ['../../etc/plan.tpm.yaml', 'plan/include'],
      ['/etc/passwd', 'plan/bad-path'],
      ['ring.tpm.yaml', 'plan/include'],
    ]
    for (const [target, code] of wrong) {
      await opened(plan.replace('tpm: 1', `tpm: 1\ninclude: [${target}]`), { [ring]: 'include: [bridge.tpm.yaml]\n' })
      expect(await editor.codes(uri, codes => codes.length > 0)).toEqual([code])
      editor.dispose()
    }
  })

  test('plans that wait for each other’s tasks are scheduled together, and a cycle over two plans is told in both', async () => {
    const other = 'file:///w/road.tpm.yaml'
    const road =
      'tpm: 1\nproject:\n  id: road\n  name: Road\n  start: 2026-03-02\ntasks:\n  pave:\n    name: Pave\n    duration: 2d\n    after: bridge/build\n'
    await opened(plan, { [other]: road })
    await editor.codes(other, clean)
    const timeline = () => editor.request<{ view: { rows: { start: number }[] } }>('tpm/timeline', { uri: other })
    const before = (await timeline()).view.rows[0]!.start
    await editor.change(uri, [
      { range: { start: { line: 11, character: 14 }, end: { line: 11, character: 16 } }, text: '6d' },
    ])
    await editor.codes(uri, clean)
    expect((await timeline()).view.rows[0]!.start - before).toBe(1440)
    await editor.change(uri, [
      { range: { start: { line: 12, character: 4 }, end: { line: 12, character: 17 } }, text: 'after: road/pave' },
    ])
    await editor.codes(other, codes => codes.length > 0)
    await editor.codes(uri, codes => codes.length > 0)
  })

  test('a file that is deleted takes its diagnostics with it', async () => {
    const other = 'file:///w/road.tpm.yaml'
    await opened(plan, { [other]: 'tpm: 1\nproject: { name: Road }\n' })
    await editor.codes(other, codes => codes.length > 0)
    editor.files.delete(other)
    await editor.connection.sendNotification('workspace/didChangeWatchedFiles', { changes: [{ uri: other, type: 3 }] })
    await editor.codes(other, clean)
  })
})

describe('a folder of plans', () => {
  const road = 'tpm: 1\nproject: { id: road, name: Road }\n'
  const [old, now] = ['file:///w/old/sub/road.tpm.yaml', 'file:///w/new/sub/road.tpm.yaml']
  const told = (...changes: readonly { uri: string; type: number }[]) =>
    editor.connection.sendNotification('workspace/didChangeWatchedFiles', { changes })
  const plans = async () => (await editor.request<{ uri: string }[]>('tpm/plans', {})).map(each => each.uri).sort()

  test('that is deleted takes its plans with it', async () => {
    await opened(plan, { [old]: road })
    await editor.codes(old, codes => codes.length > 0)
    editor.files.delete(old)
    await told({ uri: 'file:///w/old/s', type: 3 })
    expect(await plans()).toEqual([uri, old])
    await told({ uri: 'file:///w/old', type: 3 })
    await editor.codes(old, clean)
    expect(await plans()).toEqual([uri])
  })

  test.each([
    ['both', [{ uri: 'file:///w/old/', type: 3 }]],
    ['what came alone', []],
  ])('that is renamed leaves none behind, where %s is told', async (_, more) => {
    await opened(plan, { [old]: road })
    await editor.codes(old, codes => codes.length > 0)
    editor.files.delete(old)
    editor.files.set(now, road)
    await told({ uri: now, type: 1 }, ...more)
    await editor.codes(old, clean)
    expect(await plans()).toEqual([uri, now])
  })

  test('is watched for its deletion', async () => {
    editor = new Editor({})
    const watched = new Promise<unknown>(done => {
      editor.connection.onRequest('client/registerCapability', ({ registrations }) => done(registrations))
    })
    await editor.start({ workspace: { didChangeWatchedFiles: { dynamicRegistration: true } } })
    expect(JSON.stringify(await watched)).toContain('{"globPattern":"**","kind":4}')
  })
})

test('what stands in an open text is asked for again when only another plan changed', async () => {
  const plan = (id: string, task: string) =>
    `tpm: 1\nproject: { id: ${id}, name: Plan, start: 2026-03-02 }\ntasks:\n  ${task}\n`
  const [infra, app] = ['file:///w/infra.tpm.yaml', 'file:///w/app.tpm.yaml']
  const first = plan('infra', 'net: { name: Net, duration: 2d }')
  const second = plan('app', 'run: { name: Run, duration: 1d, after: infra/net }')
  editor = new Editor({ [infra]: first, [app]: second })
  const refreshes: string[] = []
  for (const method of ['workspace/inlayHint/refresh', 'workspace/codeLens/refresh'])
    editor.connection.onRequest(method, () => {
      refreshes.push(method)
      return null
    })
  const refresh = { refreshSupport: true }
  await editor.start({ workspace: { inlayHint: refresh, codeLens: refresh } }, { pushDiagnostics: true })
  await editor.open(app, second)
  await editor.open(infra, first)
  await editor.settled()
  refreshes.length = 0
  await editor.change(app, [{ text: second.replace('duration: 1d', 'duration: 3d') }])
  await editor.settled()
  expect(refreshes).toEqual([])
  await editor.change(infra, [{ text: first.replace('duration: 2d', 'duration: 4d') }])
  await editor.settled()
  expect(refreshes).toEqual(['workspace/inlayHint/refresh', 'workspace/codeLens/refresh'])
})

test('what was asked of a text that changed while its part was loaded is not answered with places of another', async () => {
  const uri = 'file:///w/plan.tpm.yaml'
  const text = 'tpm: 1\nproject: {name: Plan, start: 2026-03-02}\n'
  let load = () => {}
  const loaded = new Promise<void>(done => {
    load = done
  })
  editor = new Editor({}, { loadOnDemand: () => loaded.then(() => onDemand) })
  await editor.start({}, { pushDiagnostics: true })
  await editor.open(uri, text)
  const options = { tabSize: 2, insertSpaces: true }
  const format = () => editor.request('textDocument/formatting', { textDocument: { uri }, options })
  const early = format().catch((error: { readonly code: number }) => error.code)
  await editor.settled()
  await editor.change(uri, [{ text: `# new\n${text}` }])
  await editor.settled()
  load()
  expect(await early).toBe(LSPErrorCodes.ContentModified)
  expect(await format()).toHaveLength(1)
})
