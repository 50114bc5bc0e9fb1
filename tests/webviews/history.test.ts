import { expect, test } from 'vitest'
import { formatDay, parseDate } from '#engine/time/civil'
import { type HistoryPoint, type HistoryView, historyView } from '#engine/view/historyView'
import { describeView } from './harness/describeView.ts'
import { type OpenOptions, type OpenView, themeNames } from './harness/open.ts'

const day = (text: string) => parseDate(text)!.minute
const evening = (text: string) => (day(text) + 17 * 60) as HistoryPoint['at']
const uri = 'file:///plan.tpm.yaml'

function point(at: string, subject: string, finish: string, gate: string, cost: number): HistoryPoint {
  return {
    commit: `c${at.replaceAll('-', '')}`,
    at: day(at),
    author: 'Ada',
    subject,
    figures: {
      name: 'Bridge',
      currency: 'EUR',
      finish: evening(finish),
      finished: false,
      dayMinutes: 480,
      cost,
      tasks: 2,
      done: 0,
      effort: 4800,
      exposure: { days: 1, cost: 100 },
      risks: 1,
      unscheduled: 0,
      milestones: [
        {
          id: 'gate',
          name: 'Gate',
          date: evening(gate),
          deadline: evening('2026-02-20'),
          reached: at === '2026-02-28',
        },
      ],
    },
  }
}

const sample: HistoryView = historyView([
  point('2026-01-05', 'Kick-off', '2026-03-31', '2026-02-10', 10_000),
  point('2026-01-20', '<b>Build takes longer', '2026-04-10', '2026-02-24', 12_000),
  point('2026-02-28', 'Gate passed', '2026-04-08', '2026-02-26', 12_500),
])

describeView('history', openPage => {
  let view: OpenView

  async function open(options: OpenOptions = {}, shown = sample): Promise<void> {
    view = await openPage(options)
    await view.show({ type: 'show', version: 1, uri, view: JSON.parse(JSON.stringify(shown)) })
    await view.page.locator('h1').waitFor()
    await view.sent()
  }
  const marked = () => view.page.locator('p.marked').textContent()
  const row = (words: string) => view.page.getByRole('row').filter({ hasText: words })

  test('says what became of the finish, has a row for each commit and judges forecasts', async () => {
    await open()
    expect(await view.page.locator('h1').textContent()).toBe(
      'Finish Wed 8 Apr 2026, 8 calendar days later than at first',
    )
    expect(await view.page.locator('tbody tr th').allTextContents()).toEqual([
      'Gate passed',
      '<b>Build takes longer',
      'Kick-off',
    ])
    expect(await row('<b>Build').locator('.movement.later').textContent()).toBe('+10')
    expect(await view.page.getByRole('region', { name: 'How good' }).textContent()).toContain(
      'Gate: 2 forecasts, on average 9 calendar days off',
    )
  })

  test('a commit under the pointer is said in words and marked on every line; a click compares it', async () => {
    await open()
    const chart = view.page.locator('.trend svg')
    const box = (await chart.boundingBox())!
    const dots = await view.page.locator('.trend .trend-dot-0').nth(1).boundingBox()
    await view.page.mouse.move(dots!.x + 3, box.y + 60)
    expect(await marked()).toBe(
      `<b>Build takes longer ${formatDay(day('2026-01-20'), { year: true })} · Ada · finish Fri 10 Apr 2026 (+10 calendar days) · 12,000 EUR`,
    )
    expect(await view.page.locator('.cursor circle').count()).toBe(2)
    await view.page.mouse.click(dots!.x + 3, box.y + 60)
    expect(await view.sent()).toEqual([{ type: 'open', commit: 'c20260120' }])
  })

  test('the keyboard goes through the commits, which are marked in the chart, and Enter compares one', async () => {
    await open()
    await view.page.getByRole('button', { name: 'Gate passed' }).focus()
    await view.page.keyboard.press('ArrowDown')
    expect(await marked()).toContain('<b>Build takes longer')
    await view.page.keyboard.press('End')
    expect(await marked()).toContain('Kick-off')
    await view.page.keyboard.press('Enter')
    await view.page.keyboard.press('m')
    expect(await view.sent()).toEqual([{ type: 'open', commit: 'c20260105' }, { type: 'find' }])
    expect(await view.kept()).toMatchObject({ uri, active: 'c20260105' })
    await view.page.keyboard.press('?')
    await view.page.getByRole('dialog', { name: 'Keys' }).waitFor()
    await view.page.keyboard.press('Escape')
    expect(await view.page.getByRole('dialog').count()).toBe(0)
    expect(await marked()).toContain('Kick-off')
    await view.page.keyboard.press('Escape')
    expect(await view.page.locator('.cursor').count()).toBe(0)
  })

  test('what it is not asked to show it does not: a message of another shape, an older one', async () => {
    await open()
    await view.show({ type: 'show', version: 2, uri, view: { ...sample, points: [{ commit: 'x' }] } })
    await view.show({ type: 'failed', version: 0, uri, message: 'old' })
    expect(await view.page.locator('tbody tr').count()).toBe(3)
    await view.show({ type: 'failed', version: 3, uri, message: 'This needs git.' })
    await view.page.getByRole('alert').getByText('This needs git.').waitFor()
  })

  test.each([320, 520, 1000])('at %i pixels the names of the lines are in sight', async width => {
    await open({ width })
    const box = view.page.locator('.trend-box')
    await expect.poll(() => box.evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)).toBe(0)
    const name = view.page.locator('.trend svg text, .names li').filter({ hasText: 'Gate' })
    expect((await name.boundingBox())!.x + (await name.boundingBox())!.width).toBeLessThan(width)
    const marked = view.page.locator('.marked')
    expect(await marked.evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)).toBe(0)
  })

  test('nothing is reported by axe, in any theme', async () => {
    await open({ kept: { uri, active: 'c20260120', top: 0 } })
    expect(await marked()).toContain('<b>Build takes longer')
    for (const theme of themeNames) {
      await view.useTheme(theme)
      expect(await view.violations()).toEqual([])
    }
  })
})
