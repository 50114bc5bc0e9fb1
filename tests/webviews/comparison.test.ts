import { expect, test } from 'vitest'
import { compared } from '../support/compared.ts'
import { describeView } from './harness/describeView.ts'
import { bundleSize, type OpenOptions, type OpenView, themeNames } from './harness/open.ts'

const base = `
tpm: 1
project: { name: Bridge, start: 2026-03-02, deadline: 2026-04-10, currency: EUR }
resources:
  ben: { name: Ben Adeyemi, rate: 90/h }
tasks:
  design: { name: Design, duration: 5d }
  build: { name: Build, duration: 10d, after: design }
  paint: { name: Paint, duration: 2d, after: build }
milestones:
  open: { name: Open to traffic, after: paint, deadline: 2026-03-26 }
risks:
  quota:
    name: Vendor raises quota late
    probability: 20%
    impact: { schedule: 2d }
    affects: [build]
    owner: ben
    response: accept
policy: { max-slip: 2d }
`
const head = base
  .replace('duration: 10d', 'duration: 14d')
  .replace('duration: 5d', 'duration: 4d')
  .replace('probability: 20%', 'probability: 60%')
  .replace('name: Paint', 'name: Paint <b>twice</b>')

test('the bundle is well within its budget', () => {
  expect(bundleSize('comparison')).toBeLessThan(90_000)
})

describeView('comparison', openPage => {
  let view: OpenView

  async function open(from: string, to: string, options: OpenOptions = {}): Promise<void> {
    view = await openPage(options)
    await view.show({ type: 'show', version: 1, spec: { uri: 'file:///plan.tpm.yaml' }, view: compared(from, to) })
    await view.page.locator('h1').waitFor()
    await view.sent()
  }

  test('says the verdict first, then what moves and by which edits', async () => {
    await open(base, head)
    expect(await view.page.locator('h1').textContent()).toMatch(/^Worse: .*3d later/)
    const strip = view.page.locator('.strip', { hasText: 'Open to traffic' })
    expect(await strip.locator('.movement').textContent()).toBe('+3d')
    expect(await strip.locator('.deadline').textContent()).toMatch(/now missed/)
    const parts = await strip.locator('.waterfall .number').allTextContents()
    expect(parts).toEqual(['+4d', '−1d', '+3d'])
    expect(view.complaints).toEqual([])
  })

  test('the edits that are not shown one by one have the sum of what they do', async () => {
    const ids = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h']
    const chain = (length: number) =>
      `tpm: 1\nproject: { name: Bridge, start: 2026-03-02 }\ntasks:\n${ids
        .map((id, i) => `  ${id}: { name: ${id}, duration: ${length}d${i === 0 ? '' : `, after: ${ids[i - 1]}`} }\n`)
        .join('')}`
    await open(chain(1), chain(2))
    const numbers = view.page.locator('.strip').first().locator('.waterfall .number')
    expect(await numbers.allTextContents()).toEqual([...Array(6).fill('+1d'), '+2d', '+8d'])
  })

  test('what was looked for stands with it, as text, until it is another comparison', async () => {
    await open(base, head)
    const found = view.page.locator('.found')
    expect(await found.count()).toBe(0)
    const message = { type: 'show', version: 2, spec: { uri: 'file:///plan.tpm.yaml' }, view: compared(base, head) }
    await view.show({ ...message, found: 'Open to traffic: <b>later</b> since 4d867914' })
    await found.getByText('Open to traffic: <b>later</b> since 4d867914').waitFor()
    await view.show({ ...message, version: 3 })
    await found.waitFor({ state: 'detached' })
  })

  test('says in which days a movement is counted: working days above, calendar days in the picture of the calendar', async () => {
    await open(base, head)
    expect(await view.page.locator('.strips h2').first().textContent()).toBe('What moves in working days')
    expect(await view.page.locator('.ghosts h2').textContent()).toContain('in calendar days')
  })

  test('shows text of the plan as text', async () => {
    await open(base, head)
    expect(await view.page.locator('.edits').textContent()).toContain('<b>twice</b>')
    expect(await view.page.locator('.edits b').count()).toBe(0)
  })

  test('a click on an edit asks for its line in the text after it', async () => {
    await open(base, head)
    await view.page
      .getByRole('button', { name: /Build: duration/ })
      .last()
      .click()
    const line = head.split('\n').findIndex(text => text.includes('duration: 14d'))
    expect(await view.sent()).toEqual([{ type: 'open', side: 'head', line, file: 'file:///plan.tpm.yaml' }])
  })

  test('a policy leads to its page', async () => {
    await open(base, head)
    await view.page.getByRole('button', { name: 'max-slip' }).click()
    expect(await view.sent()).toEqual([{ type: 'page', rule: 'max-slip' }])
  })

  test('what is gone is shown in the text before', async () => {
    await open(base, base.replace(/ {2}paint: .*\n/, '').replace('after: paint', 'after: build'))
    await view.page
      .getByRole('button', { name: /Paint removed/ })
      .first()
      .click()
    expect(await view.sent()).toMatchObject([{ type: 'open', side: 'base' }])
  })

  test('draws each task where it is and where it was', async () => {
    await open(base, head)
    const row = view.page.locator('.ghost-row', { hasText: 'Paint' })
    const [now, before] = await Promise.all(['rect.bar', '.ghost'].map(mark => row.locator(mark).first().boundingBox()))
    expect(now!.x).toBeGreaterThan(before!.x)
  })

  test('says that nothing changed where nothing did', async () => {
    await open(base, `# a comment\n${base}`)
    expect(await view.page.locator('h1').textContent()).toBe('No change to the plan.')
    expect(await view.page.locator('section').count()).toBe(0)
  })

  test('says why there is no comparison, and offers another', async () => {
    view = await openPage()
    await view.show({ type: 'failed', version: 1, spec: undefined, message: 'There is no revision “v9”.' })
    await view.page.getByRole('alert').getByText('There is no revision “v9”.').waitFor()
    await view.sent()
    await view.page.getByRole('button', { name: /something else/ }).click()
    expect(await view.sent()).toEqual([{ type: 'choose' }])
  })

  test('the keyboard goes through the edits', async () => {
    await open(base, head)
    await view.page.locator('button.edit-phrase').first().focus()
    await view.page.keyboard.press('ArrowDown')
    await view.page.keyboard.press('Space')
    expect(await view.page.locator('.edits tr.selected').count()).toBe(1)
    await view.page.keyboard.press('Enter')
    expect(await view.sent()).toMatchObject([{ type: 'open' }])
    await view.page.keyboard.press('Escape')
    expect(await view.page.locator('tr.selected').count()).toBe(0)
  })

  test('another comparison begins at its top; a new version of the same stays where it is', async () => {
    await open(base, head, { height: 300 })
    const page = view.page.locator('.scrolled-page')
    const top = () => page.evaluate(({ scrollTop }) => scrollTop)
    const showAgain = (version: number, uri: string) =>
      view.show({ type: 'show', version, spec: { uri }, view: { ...compared(base, head), title: `Shown ${version}` } })
    await page.evaluate(element => {
      element.scrollTop = 120
    })
    await showAgain(2, 'file:///plan.tpm.yaml')
    await view.page.getByText('Shown 2').waitFor()
    expect(await top()).toBe(120)
    await showAgain(3, 'file:///other.tpm.yaml')
    await view.page.getByText('Shown 3').waitFor()
    expect(await top()).toBe(0)
  })

  test('in a narrow window the words of an edit have the room of its bar', async () => {
    await open(base, head, { width: 380 })
    expect(await view.page.locator('.waterfall .bar').first().isVisible()).toBe(false)
    const part = view.page.locator('.waterfall .part', { hasText: 'Build: duration' }).first()
    expect((await part.boundingBox())!.width).toBeGreaterThan(200)
  })

  test.each([320, 520, 1000])('at %i pixels its commands are in sight and nothing is beside the page', async width => {
    await open(base, head, { width, height: 320 })
    const help = await view.page.locator('.toolbar button').last().boundingBox()
    const page = await view.page.locator('.scrolled-page').boundingBox()
    expect(help!.y + help!.height).toBeLessThanOrEqual(page!.y)
    const words = view.page.locator('.ghost-row', { hasText: 'Open to traffic' }).locator('text')
    await expect
      .poll(async () => (await words.boundingBox())!.x + (await words.boundingBox())!.width)
      .toBeLessThan(width)
    expect(
      await view.page.locator('.scrolled-page').evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth),
    ).toBe(0)
  })

  test.each(themeNames)('a bar stands out from its ground in %s', async theme => {
    await open(base, head, { theme })
    expect(await view.contrastOfLine('.ghosts rect.bar')).toBeGreaterThanOrEqual(3)
  })

  test('`/` right after Escape in the map of the keys goes to the filter', async () => {
    await open(base, head)
    await view.page.locator('button.edit-phrase').first().focus()
    for (const key of ['?', 'Escape', '/']) await view.page.keyboard.press(key)
    await view.page.getByRole('dialog').waitFor({ state: 'detached' })
    await view.page.evaluate(() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done))))
    expect(await view.page.evaluate(() => document.activeElement?.className)).toContain('filter')
  })

  test('keeps what is compared, the selection and the place over a reload', async () => {
    await open(base, head)
    await view.page.locator('input.filter').fill('build')
    expect(await view.kept()).toMatchObject({ spec: { uri: 'file:///plan.tpm.yaml' }, filter: 'build' })
  })

  for (const theme of themeNames) {
    test(`has nothing that axe objects to in ${theme}`, async () => {
      await open(base, head, { theme })
      expect(await view.violations()).toEqual([])
    })
  }
})
