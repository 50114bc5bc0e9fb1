import { expect, test } from 'vitest'
import type { TimelineView } from '#engine/view/timeline'
import { templateViews, viewsOf } from '../support/views.ts'
import { describeView } from './harness/describeView.ts'
import { bundleSize, type OpenOptions, type OpenView, themeNames } from './harness/open.ts'
import { sampleView } from './harness/sample.ts'

const uri = 'file:///plan.tpm.yaml'

test('the bundle is well within its budget', () => {
  expect(bundleSize('timeline')).toBeLessThan(90_000)
})

describeView('timeline', openPage => {
  let view: OpenView

  /** Opens the page with a plan and waits until it is drawn. */
  async function open(shown: TimelineView = sampleView(), options: OpenOptions = {}): Promise<OpenView> {
    view = await openPage(options)
    await show(shown)
    await view.page.waitForSelector('h1')
    // The picture takes the size of its window in the frame after it is drawn.
    await view.page.evaluate(() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done))))
    await view.sent()
    return view
  }
  const show = (shown: TimelineView, version = 1) => view.show({ type: 'show', uri, version, view: json(shown) })
  const row = (id: string) => view.page.locator(`#row-${id}`)
  const bar = (id: string) => view.page.locator(`[data-task="${id}"] .bar`)
  const scroller = () => view.page.locator('.scroller')
  const place = () => scroller().evaluate(({ scrollLeft, scrollTop }) => ({ scrollLeft, scrollTop }))

  /** The mark of a task is in the part of the window that shows the picture. */
  const inSight = (id: string) =>
    view.page.waitForFunction(
      task => {
        const area = document.querySelector('.scroller')!.getBoundingClientRect()
        const { right } = document.querySelector('.name-head')!.getBoundingClientRect()
        const marks = [...document.querySelectorAll(`[data-task="${task}"] :is(.bar, .milestone, .milestone-done)`)]
        return marks.some(mark => {
          const box = mark.getBoundingClientRect()
          return right < box.right && box.left < area.right && area.top < box.top && box.bottom < area.bottom
        })
      },
      id,
      { timeout: 3000 },
    )

  test('says hello, then shows the answer and every task', async () => {
    view = await openPage()
    expect(await view.sent()).toEqual([{ type: 'ready' }])
    const shown = sampleView()
    await show(shown)
    await view.page.getByRole('heading', { level: 1, name: shown.headline }).waitFor()
    await view.page.getByRole('row', { name: /Landing zone/ }).waitFor()
    expect(await view.page.getByRole('treegrid').getAttribute('aria-rowcount')).toBe(String(shown.rows.length + 1))
  })

  test('a click on a bar asks for its line and leaves the keyboard in the timeline', async () => {
    await open()
    const box = (await bar('invoice-api').boundingBox())!
    await view.page.mouse.click(box.x + box.width / 2, box.y + box.height / 2)
    expect(await view.sent()).toEqual([
      { type: 'why', task: 'invoice-api' },
      { type: 'open', task: 'invoice-api', focus: false },
    ])
    expect(await row('invoice-api').getAttribute('aria-selected')).toBe('true')
  })

  test('a click beside a bar selects and opens nothing', async () => {
    await open()
    const box = (await bar('invoice-api').boundingBox())!
    await view.page.mouse.click(box.x - 60, box.y + 3)
    expect(await row('invoice-api').getAttribute('aria-selected')).toBe('true')
    expect(await view.sent()).toEqual([{ type: 'why', task: 'invoice-api' }])
  })

  test('a baseline stands below the bars and in a column of its own, and is chosen by a button and a key', async () => {
    const sample = sampleView()
    const baseline = (row: TimelineView['rows'][number]) => ({
      baseline: { start: row.start, finish: row.finish, variance: row.id === 'invoice-api' ? '+2d' : '−1d' },
    })
    await open({
      ...sample,
      rows: sample.rows.map(row => (row.id === 'target' ? row : { ...row, ...baseline(row) })),
      baseline: { name: 'v1', finish: 'Baseline <b>v1: finish Mon', earned: 'SPI 0.92' },
    })
    expect(await view.page.locator('.measured').textContent()).toBe('Baseline <b>v1: finish Mon. SPI 0.92')
    expect(await view.page.locator('[data-task="invoice-api"] .baseline').count()).toBe(1)
    const cells = await row('invoice-api').getByRole('gridcell').allTextContents()
    expect(cells[0]).toBe('+2d')
    expect(await row('target').getByRole('gridcell').first().textContent()).toBe('new')
    const [names, variances, picture] = await Promise.all(
      ['.name-head >> nth=0', '.variance-head', '.axis'].map(part => view.page.locator(part).boundingBox()),
    )
    expect(names!.x + names!.width).toBeCloseTo(variances!.x, 0)
    expect(variances!.x + variances!.width).toBeCloseTo(picture!.x, 0)
    await view.page.getByRole('button', { name: 'Baseline' }).click()
    await view.page.keyboard.press('b')
    expect(await view.sent()).toEqual([{ type: 'baseline' }, { type: 'baseline' }])
  })

  test('a preview of the levelled plan says what it is, draws where tasks were, and asks to be written or left', async () => {
    const sample = sampleView()
    const moved = sample.rows.find(({ id }) => id === 'invoice-api')!
    const before = {
      start: (moved.start - 5 * 1440) as typeof moved.start,
      finish: (moved.finish - 5 * 1440) as typeof moved.finish,
    }
    await open({
      ...sample,
      rows: sample.rows.map(row => (row === moved ? { ...row, before } : row)),
      preview: {
        finish: 'Finish Mon → Tue',
        bound: 'Not before Mon in any order',
        missed: '1 deadline newly missed',
        late: [{ task: 'invoice-api', name: '<i>API', text: 'Mon → Tue, a day after' }],
        waits: [{ task: 'invoice-api', name: '<b>Invoice', text: 'Mon → Tue, for Tom behind Identity' }],
        more: 2,
      },
    })
    expect(await view.page.locator('[data-task="invoice-api"] .ghost').count()).toBe(1)
    const preview = view.page.getByRole('region', { name: 'Preview of the levelled plan' })
    expect(await preview.textContent()).toContain('Finish Mon → Tue. Not before Mon in any order.')
    expect(await preview.textContent()).toContain('1 deadline newly missed:<i>API Mon → Tue, a day after')
    expect(await preview.getByRole('listitem').last().textContent()).toBe('and 2 more')
    await preview.getByRole('button', { name: '<b>Invoice' }).click()
    await preview.getByRole('button', { name: 'Write into the plan…' }).click()
    await view.page.keyboard.press('v')
    expect(await view.sent()).toEqual([
      { type: 'open', task: 'invoice-api' },
      { type: 'level' },
      { type: 'preview', leveled: false },
    ])
    await show(sample, 2)
    await preview.waitFor({ state: 'detached' })
    await view.page.getByRole('button', { name: 'Levelled' }).click()
    expect(await view.sent()).toEqual([{ type: 'preview', leveled: true }])
  })

  test('names cover what is scrolled under them in every theme, under the pointer and when selected', async () => {
    for (const theme of themeNames) {
      await open(undefined, { theme })
      const grounds = (id: string) =>
        row(id)
          .getByRole('rowheader')
          .evaluate(name => getComputedStyle(name).backgroundColor)
      const ground = await grounds('inventory')
      expect(ground).toMatch(/^rgb\(/)
      await row('inventory').getByRole('rowheader').click()
      await row('discovery').getByRole('rowheader').hover()
      expect([await grounds('inventory'), await grounds('discovery')]).toEqual([ground, ground])
      await scroller().focus()
      expect(await grounds('inventory')).toBe(ground)
    }
  })

  test('the keyboard moves, selects, folds and opens', async () => {
    await open()
    await scroller().focus()
    await view.page.keyboard.press('Home')
    await view.page.keyboard.press('ArrowDown')
    expect(await scroller().getAttribute('aria-activedescendant')).toBe('row-inventory')
    await view.page.keyboard.press('Space')
    expect(await row('inventory').getAttribute('aria-selected')).toBe('true')
    await view.page.keyboard.press('Enter')
    expect(await view.sent()).toEqual([
      { type: 'why', task: 'inventory' },
      { type: 'open', task: 'inventory' },
    ])
    await view.page.keyboard.press('ArrowLeft')
    expect(await scroller().getAttribute('aria-activedescendant')).toBe('row-discovery')
    await view.page.keyboard.press('ArrowLeft')
    expect(await row('discovery').getAttribute('aria-expanded')).toBe('false')
    expect(await row('inventory').count()).toBe(0)
    await view.page.keyboard.press('ArrowRight')
    expect(await row('inventory').count()).toBe(1)
  })

  test('zooming leaves the day in place that is under the pointer', async () => {
    await open()
    const before = (await bar('invoice-api').boundingBox())!
    // A pointer stands on whole pixels; what is beside it is as many times further away afterwards.
    const pointer = Math.round(before.x)
    await view.page.mouse.move(pointer, before.y + 5)
    await view.page.keyboard.down('Control')
    await view.page.mouse.wheel(0, -300)
    await view.page.keyboard.up('Control')
    await view.page.waitForFunction(
      width => document.querySelector('[data-task="invoice-api"] .bar')!.getBoundingClientRect().width > width * 2,
      before.width,
    )
    const after = (await bar('invoice-api').boundingBox())!
    const factor = after.width / before.width
    expect(Math.abs(after.x - pointer - (before.x - pointer) * factor)).toBeLessThan(2)
  })

  test.each(['design-done', 'decommission'])(
    'zooming by keys leaves the bar of the focused row in sight: %s',
    async id => {
      await open()
      await scroller().focus()
      await view.page.keyboard.press('End')
      for (let i = 0; i < 40 && (await scroller().getAttribute('aria-activedescendant')) !== `row-${id}`; i++)
        await view.page.keyboard.press('ArrowUp')
      for (let i = 0; i < 14; i++) await view.page.keyboard.press('+')
      await inSight(id)
      for (let i = 0; i < 30; i++) await view.page.keyboard.press('-')
      await inSight(id)
    },
  )

  test('zooming by keys goes to the bar of the focused row where that is out of sight', async () => {
    await open()
    for (let i = 0; i < 6; i++) await view.page.keyboard.press('+')
    await scroller().focus()
    await view.page.keyboard.press('End')
    await scroller().evaluate(element => {
      element.scrollLeft = element.scrollWidth
    })
    await view.page.keyboard.press('+')
    await inSight('design-done')
  })

  test('what one may do has a line of its own where the answer would need two beside it', async () => {
    for (const [width, isBeside] of [
      [1050, false],
      [2200, true],
    ] as const) {
      await open(undefined, { width })
      const answer = (await view.page.locator('h1').boundingBox())!
      const toolbar = (await view.page.getByRole('toolbar').boundingBox())!
      expect(answer.height).toBeLessThan(30)
      expect(answer.x + answer.width <= toolbar.x).toBe(isBeside)
      expect(answer.y + answer.height <= toolbar.y).toBe(!isBeside)
    }
  })

  test.each([420, 700, 840, 980, 1160])('typing a filter moves no row and no bar at %i pixels', async width => {
    await open(sampleView(), { width, height: 420 })
    const places = async () => [
      await row('discovery').boundingBox(),
      await view.page.locator('[data-task="inventory"] .bar-done').boundingBox({ timeout: 3000 }),
    ]
    const before = await places()
    await view.page.keyboard.press('/')
    await view.page.keyboard.type('inventory')
    await view.page.getByText(/^\d of 34$/).waitFor({ timeout: 3000 })
    expect(await places()).toEqual(before)
  })

  test('an edit changes the picture and nothing else: zoom, place and selection stay', async () => {
    const shown = sampleView()
    await open(shown, { height: 420 })
    for (let i = 0; i < 3; i++) await view.page.keyboard.press('+')
    await scroller().evaluate(element => element.scrollTo(300, 240))
    await view.page.locator('#row-tax .name').click()
    const before = await place()
    const rows = shown.rows
      .filter(({ id }) => id !== 'cost-model')
      .map(each => (each.id === 'tax' ? { ...each, name: 'Tax, renamed' } : each))
    await show({ ...shown, rows }, 2)
    await view.page.getByText('Tax, renamed').first().waitFor()
    await view.page.waitForFunction(
      top => Math.abs(document.querySelector('.scroller')!.scrollTop - top) < 1,
      before.scrollTop - 24,
    )
    expect((await place()).scrollLeft).toBeCloseTo(before.scrollLeft, -1)
    expect(await row('tax').getAttribute('aria-selected')).toBe('true')
  })

  test('an older version than the one shown is dropped', async () => {
    const shown = sampleView()
    await open(shown)
    await show({ ...shown, headline: 'Newer' }, 5)
    await view.page.getByText('Newer').waitFor()
    await show({ ...shown, headline: 'Older' }, 4)
    await show({ ...shown, headline: 'Newest' }, 6)
    await view.page.getByText('Newest').waitFor()
    expect(await view.page.getByText('Older').count()).toBe(0)
  })

  test('reveal unfolds what hides the task, brings it into the window, and opens nothing', async () => {
    await open(sampleView(), { height: 300 })
    await view.page.getByRole('button', { name: 'Collapse' }).click()
    expect(await row('hypercare').count()).toBe(0)
    await view.show({ type: 'reveal', task: 'hypercare' })
    await row('hypercare').waitFor()
    expect(await row('hypercare').getAttribute('aria-selected')).toBe('true')
    await view.page.waitForFunction(() => {
      const area = document.querySelector('.scroller')!.getBoundingClientRect()
      const found = document.querySelector('#row-hypercare')!.getBoundingClientRect()
      return area.top <= found.top && found.bottom <= area.bottom
    })
    expect(await view.sent()).toEqual([{ type: 'why', task: 'hypercare' }])
  })

  test('a task asked for before the plan has come is shown when it comes', async () => {
    view = await openPage()
    await view.show({ type: 'reveal', task: 'portal' })
    await show(sampleView())
    await row('portal').waitFor()
    await expect.poll(() => row('portal').getAttribute('aria-selected')).toBe('true')
  })

  test('filter and critical only leave what is meant, with what is above it', async () => {
    await open()
    await view.page.keyboard.press('/')
    await view.page.keyboard.type('dunning')
    await expect.poll(() => view.page.locator('.row').count()).toBe(2)
    expect(await row('build').count()).toBe(1)
    await view.page.getByText('2 of 34').waitFor()
    await view.page.keyboard.press('Escape')
    await expect.poll(() => row('inventory').count()).toBe(1)
    await scroller().focus()
    await view.page.keyboard.press('c')
    await expect.poll(() => row('dunning').count()).toBe(0)
    expect(await row('data-sync').count()).toBe(1)
  })

  test('links are those of the critical path and of the selection, all of them on request', async () => {
    await open()
    const links = (kind: string) => view.page.locator(`.links .${kind}`).count()
    expect(await links('link-critical')).toBeGreaterThan(3)
    expect(await links('link')).toBe(0)
    await view.page.locator('#row-portal .name').click()
    await expect.poll(() => links('link-selected')).toBe(2)
    await view.page.getByRole('button', { name: 'Links' }).click()
    await expect.poll(() => links('link')).toBeGreaterThan(10)
  })

  const steps = [
    { holds: 'portal', name: 'Customer portal changes', text: '"Invoice service" finishes then', from: 'invoice-api' },
    { holds: 'portal', name: 'Customer portal changes', text: 'Tom is at "Identity" until then', from: 'identity' },
    { holds: 'invoice-api', name: 'Invoice service', text: '"Delivery pipelines" finishes', from: 'pipelines' },
    { holds: 'pipelines', name: 'Delivery pipelines', text: 'start-no-earlier-than 2026-02-02' },
  ].map(step => ({ type: 'FS', ...step }))
  const answer = (task: string, some: readonly object[] = steps) =>
    view.show({ type: 'path', uri, path: { task, steps: some } })

  test('what drives the selected task is drawn, written below and heard, and `d` hides it', async () => {
    await open()
    await view.page.locator('#row-portal .name').click()
    expect((await view.sent())[0]).toEqual({ type: 'why', task: 'portal' })
    const region = view.page.getByRole('region', { name: 'What holds Customer portal changes' })
    expect(await region.count()).toBe(0)
    await answer('portal')
    await region.waitFor()
    expect(await region.getByRole('listitem').allInnerTexts()).toEqual(
      steps.map(({ name, text }) => expect.stringMatching(new RegExp(`^${name} ←.*${text}$`, 's'))),
    )
    expect(await view.page.locator('.only-read[role="status"]').textContent()).toBe(
      'Customer portal changes: "Invoice service" finishes then; Tom is at "Identity" until then; 2 more steps before that',
    )
    const drawn = () =>
      view.page
        .locator('.on-path')
        .evaluateAll(all => all.map(one => one.closest('[data-task]')!.getAttribute('data-task')))
    expect(await drawn()).toEqual(['identity', 'pipelines', 'invoice-api', 'portal'])
    expect(await view.page.locator('.link-driving').count()).toBe(3)
    await region.getByRole('button', { name: 'Invoice service' }).click()
    expect((await view.sent()).at(-1)).toEqual({ type: 'open', task: 'invoice-api' })
    await scroller().focus()
    await view.page.keyboard.press('d')
    await expect.poll(() => region.count()).toBe(0)
    expect(await view.page.locator('.on-path, .link-driving').count()).toBe(0)
    expect((await view.kept()).pathShown).toBe(false)
    await view.page.keyboard.press('d')
    expect(await view.sent()).toEqual([{ type: 'why', task: 'portal' }])
    await region.waitFor()
  })

  test('the answer about a task that is selected no longer is not shown; a new version of the plan asks again', async () => {
    await open()
    await view.page.locator('#row-portal .name').click()
    await view.page.locator('#row-tax .name').click()
    await view.sent()
    await answer('portal')
    await show(sampleView(), 2)
    await expect.poll(() => view.sent()).toEqual([{ type: 'why', task: 'tax' }])
    expect(await view.page.locator('.why, .on-path').count()).toBe(0)
    await answer('tax', [])
    await view.page.getByText('Nothing holds Tax rules service.').waitFor()
  })

  test('the words below never cover the row that they are about', async () => {
    await open(sampleView(), { height: 300 })
    const last = view.page.locator('#row-landing-zone')
    await last.locator('.name').click({ position: { x: 30, y: 3 } })
    await answer(
      'landing-zone',
      Array.from({ length: 150 }, () => ({ ...steps[3], holds: 'landing-zone' })),
    )
    await view.page.getByText('and 50 more').waitFor({ state: 'attached' })
    await view.page.waitForFunction(() => {
      const area = document.querySelector('.scroller')!.getBoundingClientRect()
      const found = document.querySelector('#row-landing-zone')!.getBoundingClientRect()
      return area.height < 200 && found.bottom <= area.bottom
    })
  })

  test('a broken plan names the line in the way, greys what may be stale, and says so', async () => {
    const shown = sampleView()
    await open({
      ...shown,
      errors: 3,
      firstError: { line: 41, message: '"3x" is not a duration' },
      rows: shown.rows.map(each => (each.id === 'portal' ? { ...each, broken: true } : each)),
    })
    const note = view.page.locator('.note.error')
    expect(await note.textContent()).toBe(
      'Line 42 is in the way: "3x" is not a duration, and 2 more errors. The picture shows what is right.',
    )
    await note.getByRole('button', { name: 'Line 42' }).click()
    expect(await view.sent()).toEqual([{ type: 'open-line', line: 41 }])
    expect(await row('portal').getByText('error', { exact: true }).count()).toBe(1)
    expect(await view.page.locator('.picture .broken').getAttribute('data-task')).toBe('portal')
  })

  test('the hover says what the row says', async () => {
    const shown = sampleView()
    await open(shown)
    const box = (await bar('dunning').boundingBox())!
    await view.page.mouse.move(box.x + 5, box.y + 5)
    const lines = shown.rows.find(({ id }) => id === 'dunning')!.tooltip.split('\n')
    expect(await view.page.locator('.tooltip > *').allTextContents()).toEqual(lines)
  })

  test('what has no dates is listed with its reason and the way to its line', async () => {
    await open()
    await view.page.getByText('One task has no dates').waitFor()
    await view.page.getByText('(line 89)').waitFor()
    await view.page.getByRole('button', { name: 'Retire the old mail gateway' }).click()
    expect(await view.sent()).toEqual([{ type: 'open', task: 'old-thing' }])
  })

  test('an empty plan says how to begin', async () => {
    await open(viewsOf('tpm: 1\nproject: { name: Bridge, start: 2026-03-02 }\n').timeline)
    await view.page.getByRole('heading', { name: 'No tasks yet.' }).waitFor()
    await view.page.getByRole('button', { name: 'Add the First Task' }).click()
    expect(await view.sent()).toEqual([{ type: 'add-task' }])
  })

  test('a plan whose file is gone is no picture to work on any more, until it is there again', async () => {
    await open()
    await view.show({ type: 'gone' })
    await view.page.getByRole('alert').getByText('This plan’s file is gone').waitFor({ timeout: 3000 })
    expect(await scroller().count()).toBe(0)
    await show(sampleView(), 2)
    await row('inventory').waitFor({ timeout: 3000 })
  })

  test('text of a plan stays text', async () => {
    const name = '<img src=x onerror="document.title=1"><b>bold</b>'
    const shown = sampleView()
    await open({
      ...shown,
      headline: name,
      rows: shown.rows.map(each => ({ ...each, name, tooltip: `${name}\n${name}` })),
    })
    await view.page.getByRole('heading', { name }).waitFor()
    expect(await view.page.locator('img, b').count()).toBe(0)
  })

  test('a message of another shape changes nothing', async () => {
    const shown = sampleView()
    await open(shown)
    await view.show({ type: 'show', uri, version: 9, view: { ...json(shown), rows: [{ id: 1 }] } })
    await view.show({ type: 'show', uri, version: 9, view: { ...json(shown), finish: null } })
    await view.show('nonsense')
    await view.show(null)
    await show({ ...shown, headline: 'Still here' }, 2)
    await view.page.getByText('Still here').waitFor()
  })

  test('what the person has set comes back after a reload, and is small', async () => {
    await open(sampleView(1), { height: 360 })
    for (let i = 0; i < 3; i++) await view.page.keyboard.press('+')
    await view.page.locator('#row-inventory .name').click()
    await view.page.locator('#row-discovery .twistie').click()
    await view.page.getByRole('button', { name: 'Links' }).click()
    await scroller().evaluate(element => element.scrollTo(260, 120))
    await expect.poll(async () => (await view.kept()).topRow).toBe('reserve-quota')
    const kept = await view.kept()
    const before = await place()
    expect(JSON.stringify(kept).length).toBeLessThan(10_000)
    await view.close()
    await open(sampleView(1), { height: 360, kept })
    await expect.poll(async () => (await place()).scrollTop).toBe(before.scrollTop)
    expect((await place()).scrollLeft).toBeCloseTo(before.scrollLeft, -1)
    expect(await view.page.getByRole('button', { name: 'Links' }).getAttribute('aria-pressed')).toBe('true')
    expect(await row('inventory').count()).toBe(0)
  })

  test('state of another shape is not believed', async () => {
    await open(sampleView(), { kept: { uri, level: 'x', pixelsPerDay: -1 } })
    expect(await view.page.locator('.row').count()).toBeGreaterThan(10)
  })

  test('another theme keeps zoom, place and selection', async () => {
    await open(sampleView(), { height: 360 })
    await view.page.keyboard.press('+')
    await view.page.locator('#row-inventory .name').click()
    await scroller().evaluate(element => element.scrollTo(90, 72))
    const before = await place()
    await view.useTheme('light')
    expect(await place()).toEqual(before)
    expect(await row('inventory').getAttribute('aria-selected')).toBe('true')
  })

  test('ten thousand tasks open folded, and only what the window shows is drawn', async () => {
    const shown = sampleView(290)
    expect(shown.rows.length).toBeGreaterThan(10_000)
    await open(shown)
    const drawn = () => view.page.locator('.row').count()
    expect(await drawn()).toBeLessThan(80)
    await view.page.getByRole('button', { name: 'Expand' }).click()
    await expect.poll(() => scroller().getAttribute('aria-rowcount')).toBe(String(shown.rows.length + 1))
    await scroller().focus()
    await view.page.keyboard.press('End')
    await row(shown.rows.at(-1)!.id).waitFor()
    expect(await drawn()).toBeLessThan(80)
  })

  test('the keys are on one page, and Escape leads back', async () => {
    await open()
    await scroller().focus()
    await view.page.keyboard.press('?')
    await view.page.getByRole('dialog', { name: 'Keys' }).waitFor()
    expect((await view.page.getByRole('dialog').boundingBox())!.width).toBe(440)
    await view.page.keyboard.press('Escape')
    expect(await view.page.getByRole('dialog').count()).toBe(0)
    expect(await scroller().evaluate(element => element === document.activeElement)).toBe(true)
  })

  test.each(themeNames)('bars stand out from their ground in %s', async theme => {
    await open(undefined, { theme })
    for (const role of ['.bar', '.bar-done'])
      expect(await view.contrastOfLine(`.picture ${role}`)).toBeGreaterThanOrEqual(3)
  })

  test.each(themeNames)('axe finds nothing to report in %s', async theme => {
    const shown = templateViews('product-release').timeline
    const rows = shown.rows.map((each, i) => (i === 14 ? { ...each, broken: true as const } : each))
    await open({ ...shown, rows, errors: 1, firstError: { line: 3, message: 'Something is wrong' } }, { theme })
    await view.show({ type: 'reveal', task: rows[12]!.id })
    await answer(rows[12]!.id, [{ ...steps[0], holds: rows[12]!.id, from: rows[11]!.id }])
    await view.page.locator('.why').waitFor()
    expect(await view.violations()).toEqual([])
    await view.page.keyboard.press('?')
    expect(await view.violations()).toEqual([])
  })
})

/** As it arrives: through JSON. */
function json<T>(value: T): T {
  return JSON.parse(JSON.stringify(value))
}
