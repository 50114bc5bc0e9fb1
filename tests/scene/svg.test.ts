import fc from 'fast-check'
import { SaxesParser } from 'saxes'
import { describe, expect, test } from 'vitest'
import { heatmapSvg } from '#scene/heatmapSvg'
import { scheduleHtml } from '#scene/scheduleHtml'
import { escapeMarkup } from '#scene/svg'
import { timelineSvg } from '#scene/timelineSvg'
import { templateViews, viewsOf } from '../support/views.ts'

const plan = `
tpm: 1
project: { name: Bridge, start: 2026-03-02, status-date: 2026-03-06, deadline: 2026-03-18 }
resources: { ben: { name: Ben Adeyemi } }
tasks:
  design:
    name: Design
    tasks:
      survey: { name: Survey, duration: 4d, assign: ben, actual-start: 2026-03-02, actual-finish: 2026-03-05 }
      drawings: { name: Drawings, duration: 5d, after: survey, actual-start: 2026-03-06, progress: 20% }
  permit: { name: Permit, duration: 2d, after: survey, deadline: 2026-03-20 }
  build: { name: Build, duration: 5d, after: drawings, start-no-earlier-than: 2026-03-13 }
milestones:
  open: { name: Open, after: build, deadline: 2026-03-17 }
risks:
  frost: { name: Frost, probability: 40%, impact: { schedule: 3d } }
`

/** Throws where it is not well-formed; answers the names of all elements. */
function elementsOf(xml: string): readonly string[] {
  const names: string[] = []
  const parser = new SaxesParser({ xmlns: true })
  parser.on('opentag', ({ name }) => names.push(name))
  parser.on('error', error => {
    throw error
  })
  parser.write(xml).close()
  return names
}

describe('on paper', () => {
  test('a small plan looks like this', async () => {
    await expect(timelineSvg(viewsOf(plan).timeline, { width: 700 })).toMatchFileSnapshot('fixtures/timeline.svg')
  })

  test('a small matrix looks like this', async () => {
    await expect(heatmapSvg(viewsOf(plan).heatmap, 700)).toMatchFileSnapshot('fixtures/heatmap.svg')
  })

  test('a picture is well-formed and refers to nothing', () => {
    const { timeline, heatmap } = templateViews('product-release')
    for (const svg of [timelineSvg(timeline), heatmapSvg(heatmap)]) {
      expect(new Set(elementsOf(svg))).toEqual(new Set(['svg', 'rect', 'g', 'path', 'text']))
      expect(svg).not.toMatch(/href|url\(|<style|<script/)
    }
  })

  test('text of a plan stays text, in the picture and on the page', () => {
    const name = `</text></title><script>alert(1)</script><img src=x onerror=alert(1)> " ' & \u202E`
    const { timeline, heatmap } = viewsOf(plan)
    const hostileTimeline = {
      ...timeline,
      title: name,
      headline: name,
      rows: timeline.rows.map(row => ({ ...row, name, people: [{ id: 'x', name, initials: '<b>' }] })),
      leftOut: [{ id: 'x', name, reason: name, line: 3 }],
    }
    const hostileHeatmap = {
      ...heatmap,
      title: name,
      headline: name,
      risks: heatmap.risks.map(risk => ({ ...risk, name, owner: name })),
    }
    elementsOf(timelineSvg(hostileTimeline))
    const page = scheduleHtml({ timeline: hostileTimeline, heatmap: hostileHeatmap, revision: name })
    expect(page).not.toMatch(/<script|<img|<b>|\u202E/)
    expect(page).toContain('&lt;script&gt;')
  })

  test('the page has the timeline, milestones, tasks and risks, and nothing from elsewhere', () => {
    const { timeline, heatmap } = templateViews('cloud-migration')
    const page = scheduleHtml({ timeline, heatmap, revision: 'abc1234' })
    expect(page.match(/<h2>[^<]*/g)).toEqual([
      '<h2>Timeline',
      '<h2>Milestones',
      '<h2>Tasks',
      '<h2>Risks',
      '<h2>Register',
    ])
    expect(page.match(/<figure>/g)).toHaveLength(Math.ceil(timeline.rows.length / 36) + 1)
    expect(page).not.toMatch(/https?:\/\/(?!www\.w3\.org\/2000\/svg)/)
    expect(page).toContain('Status of Fri 12 Jun 2026 · Plan abc1234')
  })

  test('an empty plan still makes a page', () => {
    const { timeline, heatmap } = viewsOf('')
    expect(scheduleHtml({ timeline, heatmap })).toContain('No tasks yet.')
    elementsOf(timelineSvg(timeline))
  })

  test('escaping leaves nothing that XML forbids and loses nothing else', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), text => {
        const read: string[] = []
        const parser = new SaxesParser()
        parser.on('text', part => read.push(part))
        parser.on('error', error => {
          throw error
        })
        parser.write(`<a>${escapeMarkup(`.${text}.`)}</a>`).close()
        const kept = text.replaceAll(/[\p{Cc}\p{Cs}\u202A-\u202E\u2066-\u2069\uFFFE\uFFFF]/gu, '')
        expect(read.join('').replaceAll(/[\s\uFFFD]/g, '')).toBe(`.${kept}.`.replaceAll(/[\s\uFFFD]/g, ''))
      }),
    )
    expect(escapeMarkup('a & "b" <c>')).toBe('a &amp; &quot;b&quot; &lt;c&gt;')
    expect(escapeMarkup('\u0000\u202E\uD800')).toBe('\uFFFD\uFFFD\uFFFD')
  })
})
