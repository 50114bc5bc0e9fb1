import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { makeRepository, type TestRepository, tpmIn } from '../support/repository.ts'
import { tpm } from './memoryIo.ts'

let made: TestRepository

beforeEach(() => {
  made = makeRepository()
})
afterEach(() => made.remove())

interface Words {
  readonly status?: string
  readonly design?: string
  readonly build?: string
  readonly more?: string
}

const plan = ({
  status = '2026-03-06',
  design = 'actual-start: 2026-03-02',
  build = '5d',
  more = '',
}: Words = {}) => `tpm: 1
project:
  id: bridge
  name: Bridge
  start: 2026-03-02
  status-date: ${status}
  currency: EUR
resources:
  ben: { name: Ben, rate: 100/h }
stakeholders:
  cfo: { name: Finance, influence: high, cadence: 2w }
  town: { name: Town council, influence: low, cadence: 1w }
tasks:
  design:
    name: Design
    duration: 5d
    assign: ben
    ${design}
  build:
    name: Build
    duration: ${build}
    assign: ben
    after: design
milestones:
  open:
    name: Open
    after: build
    deadline: 2026-03-20
budget:
  total: 9000
  lines:
    steel: { name: Steel, planned: 2000, committed: 500, actual: { 2026-03: 300 } }
risks:
  flood:
    name: Flood
    probability: 90%
    impact: { schedule: 20d, cost: 9000 }
decisions:
  rail: { name: Which rail, due: 2026-03-05, by: [cfo] }
  deck: { name: Wooden deck, date: 2026-03-12, status: decided, by: [cfo] }
actions:
  permit: { name: Ask for the permit, owner: ben, due: 2026-03-04 }
  done-already: { name: Old, owner: ben, status: done }
changes:
  lamp: { name: More lamps, requested-by: town, date: 2026-03-10, status: proposed }
${more}`

const before = plan()
const after = plan({
  status: '2026-03-13',
  design: 'actual-start: 2026-03-02\n    actual-finish: 2026-03-10',
  build: '8d',
})

async function report(...words: readonly string[]): Promise<string> {
  const { code, out, err } = await tpmIn(made.folder, ['report', 'plan.tpm.yaml', ...words])
  expect({ code, err }).toEqual({ code: 0, err: '' })
  return out
}

/** The lines below a heading. */
function sectionOf(text: string, title: string): readonly string[] {
  const lines = text.split('\n')
  const from = lines.indexOf(title) + 1
  expect(from, `${title} in ${text}`).toBeGreaterThan(0)
  const end = lines.indexOf('', from)
  return lines.slice(from, end < 0 ? undefined : end).map(line => line.trim())
}

describe('a report', () => {
  beforeEach(() => {
    made.commit('status of 6 March', { 'plan.tpm.yaml': before })
    made.commit('status of 13 March', { 'plan.tpm.yaml': after })
  })

  test('says since the last status what was done, what moved and why, what comes, and what is open', async () => {
    const text = await report('--format', 'text')
    expect(text.split('\n').slice(0, 4)).toEqual([
      'Bridge',
      'Status of Fri 13 Mar 2026, since Fri 6 Mar 2026',
      '',
      'Open on Wed 25 Mar, 3 working days after its deadline; Build holds it.',
    ])
    expect(sectionOf(text, 'Done')).toEqual(['Design  Tue 10 Mar  Ben'])
    const moved = sectionOf(text, 'Moved, and why')
    expect(moved).toContain('Finish  Fri 20 Mar  Wed 25 Mar  +3d')
    expect(moved.join('\n')).toContain('Build: duration 5d → 8d')
    expect(sectionOf(text, 'Next two weeks')).toEqual([
      'Build  Mon 16 Mar  Wed 25 Mar  Ben  to start, critical',
      'Open               Wed 25 Mar       to start, critical',
    ])
    expect(sectionOf(text, 'Milestones')).toEqual([
      'Open  Fri 20 Mar 2026  Wed 25 Mar 2026  3 working days after its deadline',
    ])
    expect(sectionOf(text, 'Risks that need a decision')[0]).toMatch(
      /^Flood {2}(critical|high) {2}no response; no owner/,
    )
    expect(sectionOf(text, 'Decisions')).toEqual([
      'Which rail   overdue  Thu 5 Mar   Finance',
      'Wooden deck  decided  Thu 12 Mar  Finance',
    ])
    expect(sectionOf(text, 'Changes')).toEqual(['More lamps  proposed  Tue 10 Mar  Town council'])
    expect(sectionOf(text, 'Action items')).toEqual(['Ask for the permit  Ben  Wed 4 Mar, overdue'])
  })

  test('is neither good nor bad where nothing has dates', async () => {
    expect(await report('--format', 'markdown')).toContain('🔴 **Open')
    const undated =
      'tpm: 1\nproject: { name: Bridge, start: 2026-03-02 }\ntasks:\n  a: { name: A, duration: 1d, after: a }\n'
    made.commit('a ring', { 'plan.tpm.yaml': undated })
    expect(await report('--format', 'markdown', '--partial')).toContain('⚪ **Nothing in this plan has dates yet')
    expect(await report('--format', 'html', '--partial')).toContain('class="answer undated"')
    expect(await report('--format', 'teams', '--partial')).not.toContain('"Good"')
  })

  test('is for engineers without the money, for sponsors with it, for others without the risks', async () => {
    expect(await report('--format', 'text')).not.toContain('Budget')
    const sponsors = await report('--format', 'text', '--for', 'sponsors')
    expect(sectionOf(sponsors, 'Budget')).toContain('Spent                300 EUR')
    expect(sponsors).not.toContain('Next two weeks')
    expect(await report('--format', 'text', '--for', 'stakeholders')).not.toContain('Risks')
  })

  test('for one stakeholder covers the time of their cadence, and what their influence makes them read', async () => {
    const finance = await report('--format', 'text', '--for', 'cfo')
    expect(finance).toContain('Budget')
    expect(finance).toContain('since Fri 27 Feb 2026')
    const town = await report('--format', 'text', '--for', 'town')
    expect(town).toContain('since Fri 6 Mar 2026')
    expect(town).not.toContain('Budget')
    const { code, err } = await tpmIn(made.folder, ['report', 'plan.tpm.yaml', '--for', 'nobody'])
    expect({ code, err }).toEqual({
      code: 2,
      err: 'tpm: --for nobody is nobody in this plan: it takes engineers, sponsors, stakeholders, cfo, town\n',
    })
  })

  test('can be since a day or a revision', async () => {
    expect(await report('--format', 'text', '--since', '2026-03-06')).toContain('+3d')
    expect(await report('--format', 'text', '--since', 'HEAD~1')).toContain('+3d')
    expect(await report('--format', 'text', '--since', 'HEAD')).toContain('Nothing moved.')
    expect((await tpmIn(made.folder, ['report', 'plan.tpm.yaml', '--since', 'v9'])).code).toBe(2)
  })
})

test('without git it is one of all there is', async () => {
  const { code, out } = await tpm('report plan.tpm.yaml --format text', { files: { 'plan.tpm.yaml': after } })
  expect(code).toBe(0)
  expect(out).toContain('There is no earlier version to compare with.')
  expect(out).toContain('Status of Fri 13 Mar 2026\n')
})

describe('the formats', () => {
  const hostile = after.replace('name: Build', 'name: "<b>|@here <!channel> [x](http://e.vil) *a* =1+1"')
  const run = async (format: string, text = hostile) =>
    (await tpm(`report plan.tpm.yaml --for sponsors --format ${format}`, { files: { 'plan.tpm.yaml': text } })).out
  const engineers = async (format: string) =>
    (await tpm(`report plan.tpm.yaml --format ${format}`, { files: { 'plan.tpm.yaml': hostile } })).out

  test('a plan in which nothing has a date has a status of no day', async () => {
    made.put({ 'plan.tpm.yaml': 'tpm: 1\nproject: { name: Bridge }\ntasks: { a: { name: A, duration: 1d } }\n' })
    for (const format of ['text', 'markdown', 'html', 'slack', 'teams']) {
      const { out } = await tpmIn(made.folder, ['report', 'plan.tpm.yaml', '--partial', '--format', format])
      expect(out, format).toContain('Bridge')
      expect(out, format).not.toMatch(/Status of|undefined|NaN|<p class="quiet"><\/p>/)
    }
  })

  test('every format says in its head how many errors the plan has, and the first with their lines', async () => {
    const text = plan({ build: '5x', more: '\n  <b>: { name: Odd }' })
      .replace('rate: 100/h', 'rate: often')
      .replace('after: build', 'after: biuld')
    made.commit('one', { 'plan.tpm.yaml': text })
    const refused = await tpmIn(made.folder, ['report', 'plan.tpm.yaml'])
    expect(refused).toMatchObject({ code: 2, out: '' })
    const of = async (format: string) => {
      const { code, out } = await tpmIn(made.folder, ['report', 'plan.tpm.yaml', '--partial', '--format', format])
      expect(code).toBe(0)
      return out
    }
    const sentence = 'The plan has 4 errors, so something of it may be missing or wrong here'
    const markdown = await of('markdown')
    expect(markdown.split('\n\n').slice(2, 4).join('\n\n')).toMatchInlineSnapshot(`
      "> **The plan has 4 errors, so something of it may be missing or wrong here**
      >
      > - line 9: often is not a rate
      > - line 21: 5x is not a duration: there is no unit "x"
      > - line 27: There is no task or milestone "biuld" in this plan
      > - and 1 more

      🟢 **Finishes on Mon 16 Mar; Design holds it.**"
    `)
    for (const format of ['html', 'slack', 'teams', 'text']) {
      const out = await of(format)
      expect(out).toContain(sentence)
      expect(out).toContain('line 9: ')
      expect(out).toContain('and 1 more')
    }
    expect(await of('html')).not.toContain('<b>')
  })

  test('markdown escapes what a plan says', async () => {
    const out = await engineers('markdown')
    expect(out).toContain('# Bridge\n')
    expect(out).toContain('| Milestone | Deadline | Forecast | State |')
    expect(out).not.toMatch(/<b>|<!channel>|@here|\[x\]\(/)
    const tables = out.split('\n').filter(line => line.startsWith('|'))
    expect(tables.every(line => line.endsWith('|'))).toBe(true)
  })

  test('html is one page without scripts', async () => {
    const out = await engineers('html')
    expect(out).toContain('&lt;b&gt;|@here')
    expect(out).not.toMatch(/<script|<b>|src=|href=/)
    expect(out).toContain("default-src 'none'")
  })

  test('slack has no markup of the plan, and keeps its limits', async () => {
    const message = JSON.parse(await engineers('slack'))
    expect(message.blocks[0]).toEqual({ type: 'header', text: { type: 'plain_text', text: 'Bridge', emoji: false } })
    expect(JSON.stringify(message)).not.toContain('mrkdwn')
    expect(message.text).not.toContain('<')
    const many = Array.from({ length: 200 }, (_, i) => `  a${i}: { name: Action ${i}, owner: ben }\n`).join('')
    const large = JSON.parse(await run('slack', after.replace('actions:\n', `actions:\n${many}`)))
    expect(large.blocks.length).toBeLessThanOrEqual(50)
    expect(JSON.stringify(large)).toContain('… and 181 more')
  })

  test('teams stays within its limit', async () => {
    const card = JSON.parse(await engineers('teams')).attachments[0].content
    expect(card).toMatchObject({ type: 'AdaptiveCard', version: '1.4' })
    expect(JSON.stringify(card)).not.toContain('"TextBlock"')
    const many = Array.from(
      { length: 500 },
      (_, i) => `  a${i}: { name: Action ${i} with quite a long name, owner: ben }\n`,
    ).join('')
    const large = await run('teams', after.replace('actions:\n', `actions:\n${many}`))
    expect(Buffer.byteLength(large)).toBeLessThan(28_000)
    expect(large).toContain('more')
  })

  test('ics has a day for each milestone, the same wherever and whenever it is made', async () => {
    const zone = process.env.TZ
    const outs: string[] = []
    for (const other of ['UTC', 'America/Los_Angeles', 'Pacific/Kiritimati']) {
      process.env.TZ = other
      outs.push(await run('ics'))
    }
    if (zone === undefined) delete process.env.TZ
    else process.env.TZ = zone
    expect(new Set(outs).size).toBe(1)
    const lines = outs[0]!.split('\r\n')
    for (const line of [
      'UID:bridge/open@tpm',
      'DTSTART;VALUE=DATE:20260325',
      'DTEND;VALUE=DATE:20260326',
      'SUMMARY:Open',
      'STATUS:TENTATIVE',
    ])
      expect(lines).toContain(line)
    expect(lines.find(line => line.startsWith('DTSTAMP'))).toBe('DTSTAMP:20260314T000000Z')
  })
})

describe('from standard input', () => {
  const text = plan()
  test('a report is one of all there is, since the day that is asked for', async () => {
    const { code, out, err } = await tpm('report -', { files: {}, input: text })
    expect({ code, err }).toEqual({ code: 0, err: '' })
    expect(out).toContain('Status of Fri 6 Mar 2026')
    const since = await tpm('report - --since 2026-02-27', { files: {}, input: text })
    expect(since.out).toContain('since Fri 27 Feb 2026')
  })

  test('a revision is asked for with the file that the text belongs to', async () => {
    const { code, err } = await tpm('report - --since HEAD~1', { files: {}, input: text })
    expect({ code, err }).toEqual({
      code: 2,
      err: 'tpm: --since HEAD~1 is a revision: name the file that the text belongs to with --stdin-path\n',
    })
    made.commit('Plan', { 'plan.tpm.yaml': text })
    made.commit('Later', { 'plan.tpm.yaml': plan({ status: '2026-03-13' }) })
    const readInput = () => ({ text: plan({ status: '2026-03-20' }) })
    const known = await tpmIn(made.folder, ['report', '-', '--stdin-path', 'plan.tpm.yaml'], { readInput })
    expect(known.out).toContain('Status of Fri 20 Mar 2026, since Fri 13 Mar 2026')
  })
})
