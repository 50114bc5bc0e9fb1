import { put, type Talk } from './talk.ts'

const bridge = `tpm: 1
include: [shared/people.tpm.yaml]
project:
  id: bridge
  name: Bridge
  start: 2026-03-02
  status-date: 2026-03-06
  deadline: 2026-04-30
tasks:
  ground:
    name: Ground works
    tasks:
      survey:
        name: Survey
        duration: 3d
        assign: ann
        actual-start: 2026-03-02
        progress: 50%
        links: [https://issues.example.org/BR-1]
      dig:
        name: Dig
        effort: 4d..6d..12d
        assign: [ann, bob]
        after: survey FS+1d
  deck:
    name: Deck
    duration: 2w
    after: [dig, road/paving SS]
    deadline: 2026-04-01
    code: ["src/deck/**"]
    acceptance:
      load: { name: Carries the load, evidence: reports/load.xml }
milestones:
  open:
    name: Open
    after: deck
    date: 2026-04-20
risks:
  flood:
    name: Flood
    probability: 20%
    impact: { schedule: 2d..5d..10d }
    affects: [dig]
    response: mitigate
    owner: bob
`

const road = `tpm: 1
include: [shared/people.tpm.yaml]
project: { id: road, name: Road, start: 2026-03-02 }
tasks:
  grading: { name: Grading, duration: 4d, assign: bob }
  paving: { name: Paving, duration: 5d, after: grading, assign: cat }
  signs: { name: Signs, duration: 1d, after: [paving, bridge/deck] }
`

const people = `calendars:
  default:
    week: { mon-fri: [08:00-12:00, 13:00-17:00] }
    holidays: { 2026-04-03: Good Friday }
resources:
  ann: { name: Ann, rate: 80/h }
  bob: { name: Bob, capacity: 50% }
  cat: { name: Cat, leave: [2026-03-09..2026-03-10] }
`

const files = { 'bridge.tpm.yaml': bridge, 'road.tpm.yaml': road, 'shared/people.tpm.yaml': people }

const plate = '// tpm:dig comes first\n// TODO(deck): the other side\n'

/** The folder as it is before the conversation. */
export function prepare(folder: string): void {
  for (const [path, text] of Object.entries(files)) put(folder, path, text)
  put(folder, 'src/deck/plate.ts', plate)
  put(folder, 'reports/load.xml', '<testsuite><testcase name="a"/></testsuite>')
}

const whole = { start: { line: 0, character: 0 }, end: { line: 60, character: 0 } }
const options = { tabSize: 2, insertSpaces: true }
const path = 'bridge.tpm.yaml'

/** An hour of work on three plans: opened, looked at, broken, mended, renamed, changed from outside, closed. */
export async function converse(talk: Talk): Promise<void> {
  await talk.start(Object.keys(files).length)
  await talk.open(path, bridge)
  const named = { uri: talk.uri('src/deck/plate.ts'), text: plate }
  await talk.until(
    'tasks of a source file',
    'tpm/codeTies',
    named,
    ({ tasks }: { tasks: unknown[] }) => tasks.length > 0,
  )
  await lookAround(talk)
  await navigate(talk)
  await write(talk)
  await breakAndMend(talk)
  await actAndRename(talk)
  await acrossPlans(talk)
  await outside(talk)
  await talk.close(path)
  await talk.request('shutdown', 'shutdown', undefined)
}

/** What an editor asks of each document that it shows. */
async function lookAround(talk: Talk): Promise<void> {
  await talk.ask('textDocument/documentSymbol', path)
  await talk.ask('textDocument/foldingRange', path)
  await talk.ask('textDocument/semanticTokens/full', path)
  await talk.ask('textDocument/semanticTokens/range', path, undefined, { range: whole })
  await talk.ask('textDocument/inlayHint', path, undefined, { range: whole })
  const lenses = (await talk.ask('textDocument/codeLens', path)) as readonly object[]
  for (const lens of lenses.slice(0, 6)) await talk.request('resolve a lens', 'codeLens/resolve', lens)
  await talk.ask('textDocument/documentLink', path)
  await talk.ask('textDocument/formatting', path, undefined, { options })
  await talk.ask('textDocument/diagnostic', path)
  for (const view of ['timeline', 'heatmap', 'outline']) await talk.ask(`tpm/${view}`, path)
  await talk.ask('tpm/timeline', path, undefined, { leveled: true })
  await talk.request('plans', 'tpm/plans', {})
  await talk.ask('tpm/drivingPath', path, undefined, { task: 'open' })
  for (const at of ['su|rvey:', 'nam|e: Dig', 'flo|od']) await talk.ask('tpm/objectAt', path, at)
  await talk.ask('tpm/rangeOf', path, undefined, { object: { kind: 'task', id: 'dig' } })
}

const places = [
  'br|idge',
  'sur|vey:',
  'di|g:',
  'after: sur|vey',
  'assign: a|nn',
  '[ann, b|ob]',
  '[d|ig, road',
  'road/pa|ving',
  'ope|n:',
  'flo|od:',
  'affects: [d|ig]',
  'duration: 2|w',
  'deadline: 2026-04-0|1',
  'probab|ility',
]

async function navigate(talk: Talk): Promise<void> {
  for (const at of places) {
    await talk.ask('textDocument/hover', path, at)
    await talk.ask('textDocument/definition', path, at)
    await talk.ask('textDocument/references', path, at, { context: { includeDeclaration: true } })
    await talk.ask('textDocument/documentHighlight', path, at)
  }
  for (const at of places.slice(1, 9)) {
    const items = (await talk.ask('textDocument/prepareCallHierarchy', path, at)) as readonly object[] | null
    for (const item of items ?? []) {
      await talk.request(`what ${at} waits for`, 'callHierarchy/incomingCalls', { item })
      await talk.request(`what waits for ${at}`, 'callHierarchy/outgoingCalls', { item })
    }
  }
  await talk.ask('textDocument/selectionRange', path, undefined, { positions: [talk.position(path, 'sur|vey:')] })
  for (const query of ['', 'd', 'pav', 'nothing like it'])
    await talk.request(`symbol ${query}`, 'workspace/symbol', { query })
}

async function write(talk: Talk): Promise<void> {
  const blanks: readonly (readonly [string, string, string])[] = [
    ['after: survey FS+1d', 'after: ', 'after: |\n'],
    ['assign: ann\n', 'assign: \n', 'assign: |\n'],
    ['deadline: 2026-04-01', 'deadline: ', '  deadline: |\n    code'],
    ['duration: 2w', 'duration: ', 'duration: |\n    after: ['],
    ['response: mitigate', 'response: ', 'response: |\n'],
    ['probability: 20%', 'prob', 'prob|\n'],
  ]
  for (const [from, to, at] of blanks) {
    await talk.edit(path, from, to)
    const list = (await talk.ask('textDocument/completion', path, at)) as { items?: readonly object[] } | null
    for (const item of list?.items?.slice(0, 2) ?? []) await talk.request('resolve', 'completionItem/resolve', item)
    const [line, character] = [talk.position(path, at).line, talk.position(path, at).character]
    await talk.edit(path, at.replace('|', ''), at.replace('|', '').replace(to, from))
    await talk.request(`there again ${line}:${character}`, 'tpm/ping', {})
  }
  await talk.ask('textDocument/signatureHelp', path, 'after: survey FS|+1d')
  await talk.type(path, 'name: Survey', ' of the ground 🏗')
  await talk.ask('textDocument/semanticTokens/full/delta', path, undefined, { previousResultId: '0' })
  await talk.edit(path, 'after: deck\n', 'after:\n      - deck\n')
  await talk.edit(path, '      - deck\n', '      - deck\n\n')
  await talk.ask('textDocument/onTypeFormatting', path, '- deck\n|', { ch: '\n', options })
  await talk.edit(path, '      - deck\n\n', '      - deck\n')
  await talk.ask('textDocument/rangeFormatting', path, undefined, { range: whole, options })
}

/** Texts that are no plan while they are typed. */
async function breakAndMend(talk: Talk): Promise<void> {
  const broken: readonly (readonly [string, string])[] = [
    ['after: survey FS+1d', 'after: survy FS+1d'],
    ['    name: Deck', '\tname: Deck'],
    ['tasks:\n  ground', 'tasks:\n  ground: [\n  ground'],
    ['milestones:', 'milestones'],
    ['affects: [dig]', 'affects: [dig'],
    ['duration: 2w', 'duration: 2w..1w'],
    ['after: [dig, road/paving SS]', 'after: [dig, road/nowhere, open]'],
    ['risks:', '<<<<<<< HEAD\nrisks:'],
    ['name: Bridge', 'name: Bridge\u202e'],
    ['tpm: 1\n', 'tpm: 7\r\n'],
  ]
  for (const [from, to] of broken) {
    await talk.edit(path, from, to)
    await talk.ask('textDocument/documentSymbol', path)
    await talk.ask('textDocument/codeAction', path, undefined, { range: whole, context: { diagnostics: [] } })
    await talk.edit(path, to, from)
  }
}

async function actAndRename(talk: Talk): Promise<void> {
  for (const at of ['sur|vey:', 'di|g:', 'duration: 2|w', 'flo|od:']) {
    const position = talk.position(path, at)
    const range = { start: position, end: position }
    await talk.ask('textDocument/codeAction', path, undefined, { range, context: { diagnostics: [] } })
  }
  const only = ['source.fixAll']
  await talk.ask('textDocument/codeAction', path, undefined, { range: whole, context: { diagnostics: [], only } })
  for (const at of ['di|g:', 'assign: a|nn', 'road/pa|ving', 'flo|od:', 'br|idge']) {
    await talk.ask('textDocument/prepareRename', path, at)
    await talk.ask('textDocument/rename', path, at, { newName: 'another-name' })
  }
  for (const newName of ['survey', 'not an id', '']) await talk.ask('textDocument/rename', path, 'di|g:', { newName })
}

/** A change in one plan is felt in the others. */
async function acrossPlans(talk: Talk): Promise<void> {
  await talk.open('road.tpm.yaml', road)
  await talk.edit('road.tpm.yaml', 'duration: 4d', 'duration: 14d')
  await talk.ask('textDocument/inlayHint', path, undefined, { range: whole })
  await talk.ask('textDocument/hover', path, 'road/pa|ving')
  await talk.ask('textDocument/hover', 'road.tpm.yaml', 'pav|ing:')
  await talk.edit('road.tpm.yaml', 'id: road', 'id: street')
  await talk.edit(path, 'road/paving', 'street/paving')
  await talk.edit(path, 'street/paving SS', 'street/signs')
  await talk.ask('tpm/timeline', 'road.tpm.yaml')
  await talk.edit(path, 'street/signs', 'street/paving SS')
  await talk.open('shared/people.tpm.yaml', people)
  await talk.edit('shared/people.tpm.yaml', 'ann: {', 'anna: {')
  await talk.ask('textDocument/references', 'shared/people.tpm.yaml', 'b|ob:', {
    context: { includeDeclaration: true },
  })
  await talk.ask('textDocument/rename', 'shared/people.tpm.yaml', 'b|ob:', { newName: 'robert' })
  await talk.close('shared/people.tpm.yaml')
  await talk.close('road.tpm.yaml')
}

/** Files come, change, move and go while the editor looks elsewhere. */
async function outside(talk: Talk): Promise<void> {
  await talk.disk({ 'road.tpm.yaml': road.replace('id: road', 'id: street') })
  await talk.disk({ 'reports/load.xml': '<testsuite><testcase name="a"><failure/></testcase></testsuite>' })
  await talk.disk({ 'more/tunnel.tpm.yaml': road.replace('id: road', 'id: tunnel'), [path]: 'tpm: 1\n' })
  await talk.move('more/tunnel.tpm.yaml', 'more/deep/tunnel.tpm.yaml')
  await talk.move('shared/people.tpm.yaml', 'people.tpm.yaml')
  await talk.edit(path, 'shared/people', 'people')
  await talk.disk({ 'people.tpm.yaml': undefined, 'road.tpm.yaml': undefined, 'more/deep/tunnel.tpm.yaml': undefined })
  await talk.disk({ 'people.tpm.yaml': people, 'road.tpm.yaml': road, 'shared/people.tpm.yaml': people })
  await talk.leave()
  await talk.request('plans', 'tpm/plans', {})
}
