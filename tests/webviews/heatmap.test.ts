import { expect, test } from 'vitest'
import type { HeatmapView } from '#engine/view/heatmap'
import { templateViews, viewsOf } from '../support/views.ts'
import { describeView } from './harness/describeView.ts'
import { bundleSize, type OpenOptions, type OpenView, themeNames } from './harness/open.ts'

const uri = 'file:///plan.tpm.yaml'
const threats = `
tpm: 1
project: { name: Bridge, start: 2026-03-02, currency: EUR }
resources: { maya: { name: Maya Lindt } }
tasks:
  build: { name: Build, duration: 20d }
budget: { total: 100000 }
risks:
  quota:
    name: Vendor raises quota late
    cause: Requests take weeks
    probability: 60%
    impact: { schedule: 10d, cost: 30000 }
    residual: { probability: 10%, impact: { schedule: 1d, cost: 1000 } }
    affects: [build]
    response: mitigate
    mitigation: [Ask early]
    owner: maya
  strike:
    name: Port strike
    probability: 20%
    impact: { cost: 9000 }
  gone:
    name: Frost in the ground
    probability: 90%
    impact: { schedule: 5d }
    status: closed
  vague:
    name: Something may happen
    impact: { schedule: 5d }
`

test('the bundle is well within its budget', () => {
  expect(bundleSize('heatmap')).toBeLessThan(90_000)
})

describeView('heatmap', openPage => {
  let view: OpenView

  async function open(shown: HeatmapView = viewsOf(threats).heatmap, options: OpenOptions = {}): Promise<void> {
    view = await openPage({ width: 1300, ...options })
    await show(shown)
    await view.page.waitForSelector('h1')
    await view.sent()
  }
  const show = (shown: HeatmapView, version = 1) =>
    view.show({ type: 'show', uri, version, view: JSON.parse(JSON.stringify(shown)) })
  const chip = (id: string) => view.page.locator(`[data-risk="${id}"]`)
  const line = (id: string) => view.page.locator(`#risk-${id}`)

  test('a plan whose file is gone is no picture to work on any more, until it is there again', async () => {
    await open()
    await view.show({ type: 'gone' })
    await view.page.getByRole('alert').getByText('This plan’s file is gone').waitFor({ timeout: 3000 })
    expect(await line('quota').count()).toBe(0)
    await show(viewsOf(threats).heatmap, 2)
    await line('quota').waitFor({ timeout: 3000 })
  })

  test('a plan without risks says how to begin', async () => {
    await open(viewsOf('tpm: 1\nproject: { name: Bridge, start: 2026-03-02 }\n').heatmap)
    await view.page.getByRole('button', { name: 'Add the First Risk' }).click({ timeout: 3000 })
    expect(await view.sent()).toEqual([{ type: 'add-risk' }])
  })

  test('shows each open risk in its cell, all in the register, and what has no place with the reason', async () => {
    await open()
    await chip('quota').waitFor()
    await chip('strike').waitFor()
    expect(await chip('gone').count()).toBe(0)
    expect(await view.page.locator('tbody tr .risk-name').allTextContents()).toEqual([
      'Vendor raises quota late',
      'Port strike',
      'Frost in the ground',
    ])
    await view.page.getByText('One risk has no place in the matrix').waitFor()
    await view.page.getByText('it has no probability').waitFor()
  })

  test('a click on a chip selects it, tells all about it, and asks for its line', async () => {
    await open()
    await chip('quota').click()
    expect(await view.sent()).toEqual([{ type: 'open', kind: 'risk', id: 'quota', focus: false }])
    await view.page.getByText('Requests take weeks').waitFor()
    await view.page.getByRole('button', { name: 'Build' }).click()
    expect(await view.sent()).toEqual([{ type: 'open', kind: 'task', id: 'build' }])
  })

  test('the way to the residual risk is drawn for the selection, and for all on request', async () => {
    await open()
    expect(await view.page.locator('.residual-arrow').count()).toBe(0)
    await view.page.locator('#risk-quota .risk-name').click()
    await expect.poll(() => view.page.locator('.residual-arrow').count()).toBe(1)
    await view.page.keyboard.press('Escape')
    await expect.poll(() => line('quota').getAttribute('class')).toBe('')
    await view.page.getByRole('button', { name: 'Residual' }).click()
    await expect.poll(() => view.page.locator('.residual-arrow').count()).toBe(1)
  })

  test('the keyboard goes from chip to chip and from line to line', async () => {
    await open()
    await chip('quota').focus()
    await view.page.keyboard.press('ArrowDown')
    expect(await chip('strike').evaluate(element => element === document.activeElement)).toBe(true)
    await view.page.keyboard.press('Space')
    expect(await line('strike').getAttribute('class')).toBe('selected')
    await view.page.keyboard.press('Enter')
    expect(await view.sent()).toEqual([{ type: 'open', kind: 'risk', id: 'strike' }])
    await view.page.locator('#risk-strike .risk-name').focus()
    await view.page.keyboard.press('ArrowUp')
    await view.page.keyboard.press('Enter')
    expect(await view.sent()).toEqual([{ type: 'open', kind: 'risk', id: 'quota' }])
  })

  test('reveal selects and asks for nothing; an edit keeps the selection', async () => {
    await open()
    await view.show({ type: 'reveal', risk: 'strike' })
    await expect.poll(() => line('strike').getAttribute('class')).toBe('selected')
    await show({ ...viewsOf(threats).heatmap, headline: 'Changed' }, 2)
    await view.page.getByText('Changed').waitFor()
    expect(await line('strike').getAttribute('class')).toBe('selected')
    expect(await view.sent()).toEqual([])
  })

  test('more risks than a cell has room for are counted, and listed on demand', async () => {
    const shown = viewsOf(threats).heatmap
    const [first, ...others] = shown.risks
    const many = Array.from({ length: 9 }, (_, i) => ({ ...first!, id: `r${i}`, name: `Risk ${i}` }))
    await open({ ...shown, risks: [...many, ...others] })
    const more = view.page.getByRole('button', { name: /more in this cell/ })
    await more.click()
    await view.page.getByText('9 of 11').waitFor()
    expect(await view.page.locator('.risk-name').count()).toBe(9)
    await view.page.getByRole('button', { name: 'All cells' }).click()
    await expect.poll(() => view.page.locator('.risk-name').count()).toBe(11)
  })

  test('opportunities stand on a side of their own', async () => {
    await open(templateViews('cloud-migration').heatmap)
    await view.page.getByText('Opportunities').first().waitFor()
    expect(await view.page.locator('.cell').count()).toBe(50)
  })

  test('a plan without risks says how to begin', async () => {
    await open(viewsOf('tpm: 1\nproject: { name: Bridge, start: 2026-03-02 }\n').heatmap)
    await view.page.getByRole('heading', { name: 'No risks in this plan yet.' }).waitFor()
    await view.page.getByText('A risk needs a name').waitFor()
  })

  test('text of a plan stays text', async () => {
    const name = '<img src=x onerror="document.title=1"><b>bold</b>'
    const shown = viewsOf(threats).heatmap
    await open({
      ...shown,
      headline: name,
      risks: shown.risks.map(risk => ({ ...risk, name, cause: name, owner: name })),
    })
    await chip('quota').click()
    expect(await view.page.locator('img, b').count()).toBe(0)
  })

  test('a message of another shape changes nothing', async () => {
    const shown = viewsOf(threats).heatmap
    await open(shown)
    const [risk] = shown.risks
    await view.show({
      type: 'show',
      uri,
      version: 9,
      view: { ...shown, risks: [{ ...risk, inherent: { probability: 9, impact: 0 } }] },
    })
    await view.show({ type: 'reveal' })
    await show({ ...shown, headline: 'Still here' }, 2)
    await view.page.getByText('Still here').waitFor()
  })

  test('what the person has set comes back after a reload', async () => {
    await open()
    await view.page.locator('#risk-quota .risk-name').click()
    await view.page.getByRole('button', { name: 'Residual' }).click()
    await expect.poll(async () => (await view.kept()).residual).toBe(true)
    const kept = await view.kept()
    await view.close()
    await open(undefined, { kept })
    expect(await line('quota').getAttribute('class')).toBe('selected')
    expect(await view.page.getByRole('button', { name: 'Residual' }).getAttribute('aria-pressed')).toBe('true')
  })

  test.each([320, 520, 1000])('at %i pixels nothing lies beside the page', async width => {
    await open(templateViews('cloud-migration').heatmap, { width })
    for (const part of ['.matrix', '.register']) {
      const beside = () => view.page.locator(part).evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)
      await expect.poll(beside).toBe(0)
    }
    await view.page.getByText('Opportunities').first().waitFor()
  })

  test('in a narrow window the example of a risk stays in its box', async () => {
    await open(viewsOf('tpm: 1\nproject: { name: Bridge, start: 2026-03-02 }\n').heatmap, { width: 320 })
    expect(await view.page.locator('pre').evaluate(element => getComputedStyle(element).overflowX)).toBe('auto')
  })

  test('a narrow register has its last columns below the name, what is missing too', async () => {
    await open(viewsOf(threats).heatmap, { width: 320 })
    expect(await view.page.locator('#risk-quota + .folded').textContent()).toContain('mitigate · Maya Lindt')
    expect(await line('quota').locator('td.wide').first().isVisible()).toBe(false)
  })

  test('a review that is overdue is marked', async () => {
    const late = threats
      .replace('currency: EUR', 'currency: EUR, status-date: 2026-03-20')
      .replace('owner: maya', 'owner: maya, review-by: 2026-03-10'.replace(', ', '\n    '))
    await open(viewsOf(late).heatmap)
    await line('quota').locator('td .missing', { hasText: 'overdue' }).waitFor()
    await view.close()
    await open(viewsOf(late.replace('2026-03-10', '2026-03-20')).heatmap)
    expect(await line('quota').locator('td.date').textContent()).not.toContain('overdue')
  })

  test.each(themeNames)('axe finds nothing to report in %s', async theme => {
    await open(templateViews('cloud-migration').heatmap, { theme })
    await view.page.locator('.risk-name').first().click()
    expect(await view.violations()).toEqual([])
  })
})
