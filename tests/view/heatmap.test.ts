import { describe, expect, test } from 'vitest'
import { numberWord, roundMoney } from '#engine/view/sentence'
import { templateViews, viewsOf } from '../support/views.ts'

const heatmapOf = (risks: string) =>
  viewsOf(`
tpm: 1
project: { name: Bridge, start: 2026-03-02, currency: EUR }
resources: { maya: { name: Maya Lindt } }
budget: { total: 100000 }
tasks:
  build: { name: Build, duration: 20d }
risks:
${risks.trim().replaceAll(/^/gm, '  ')}
`).heatmap

describe('the headline of the risks', () => {
  test('counts what matters, sums what is exposed, and says what is missing', () => {
    expect(
      heatmapOf(`
a: { name: A, probability: 90%, impact: { schedule: 10d, cost: 30000 }, response: mitigate }
b: { name: B, probability: 80%, impact: { cost: 40000 }, owner: maya, response: accept }`).headline,
    ).toBe('Two critical risks, 9 working days and 59,000 EUR exposed; one has no owner.')
  })

  test('does not give to the high ones what all expose', () => {
    const small = Array.from(
      { length: 3 },
      (_, i) => `s${i}: { name: S${i}, probability: 10%, impact: { schedule: 10d } }`,
    ).join('\n')
    const high = (id: string, more: string) =>
      `${id}: { name: ${id}, probability: 90%, impact: { schedule: 10d, cost: 30000 }${more} }`
    expect(heatmapOf(`${small}\n${high('a', ', owner: maya, response: accept')}`).headline).toBe(
      'Four open risks, 12 working days and 27,000 EUR exposed; one critical.',
    )
    expect(heatmapOf(`${small}\n${high('a', ', response: accept')}`).headline).toBe(
      'Four open risks, 12 working days and 27,000 EUR exposed; one critical, without an owner.',
    )
    expect(heatmapOf(`${small}\n${high('a', '')}\n${high('b', ', owner: maya')}`).headline).toBe(
      'Five open risks, 21 working days and 54,000 EUR exposed; two critical, one of them without an owner and two without a response.',
    )
  })

  test('sums what the threats expose: no gain is taken off what may be lost', () => {
    expect(
      heatmapOf(`
a: { name: A, probability: 90%, impact: { schedule: 10d, cost: 30000 }, response: mitigate, owner: maya }
gain: { name: Gain, type: opportunity, probability: 50%, impact: { schedule: 30d, cost: 90000 } }`).headline,
    ).toMatch(/, 9 working days and 27,000 EUR exposed\.$/)
  })

  test('is calm where nothing is high', () => {
    expect(heatmapOf('a: { name: A, probability: 10%, impact: { schedule: 1d } }').headline).toMatch(
      /^One open risk, none of them high/,
    )
    expect(viewsOf('').heatmap.headline).toBe('No risks in this plan yet.')
    expect(heatmapOf('a: { name: A, probability: 10%, impact: { schedule: 1d }, status: closed }').headline).toBe(
      'No open threats.',
    )
  })
})

describe('the register', () => {
  test('stands by exposure, what is over at the end, what has no place apart', () => {
    const { risks, leftOut } = heatmapOf(`
small: { name: Small, probability: 20%, impact: { schedule: 1d } }
over: { name: Over, probability: 90%, impact: { schedule: 10d }, status: occurred }
large: { name: Large, probability: 50%, impact: { schedule: 10d } }
vague: { name: Vague, probability: 50% }`)
    expect(risks.map(({ id, live }) => [id, live])).toEqual([
      ['large', true],
      ['small', true],
      ['over', false],
    ])
    expect(leftOut).toEqual([{ id: 'vague', name: 'Vague', reason: 'it has no impact', line: 11 }])
  })

  test('does not call missing what is there and can’t be read', () => {
    const { leftOut } = heatmapOf(`
odd: { name: Odd, probability: likely, impact: high }
heavy: { name: Heavy, probability: high, impact: heavy }`)
    expect(leftOut.map(({ reason }) => reason)).toEqual(['its probability can’t be read', 'its impact can’t be read'])
  })

  test('says amounts in words', () => {
    const [risk] = heatmapOf(`
a:
  name: A
  probability: 30%
  impact: { schedule: 5d..10d..20d, cost: 12000, quality: low }
  affects: [build]
  owner: maya
  review-by: 2026-03-20`).risks
    expect(risk).toMatchObject({
      probabilityText: '30%',
      impactText: '10d (5d to 20d), 12,000 EUR, quality low',
      exposureText: '3.3 days, 3,600 EUR',
      owner: 'Maya Lindt',
      reviewBy: 'Fri 20 Mar',
      affects: [{ id: 'build', name: 'Build' }],
    })
  })

  test('says where the cell and the exposure disagree', () => {
    const { risks } = heatmapOf(`
rare: { name: Rare and large, probability: 10%, impact: { cost: 90000 } }
often: { name: Often and small, probability: 90%, impact: { cost: 3000 } }`)
    expect(risks.find(({ id }) => id === 'rare')?.disagrees).toMatch(
      /^Its cell says moderate, yet 9,000 EUR is to be expected of it/,
    )
  })

  test.each(['cloud-migration', 'product-release', 'infrastructure-upgrade', 'cybersecurity'])(
    'of %s survives JSON and is whole',
    name => {
      const { plan, heatmap } = templateViews(name)
      expect(JSON.parse(JSON.stringify(heatmap))).toEqual(heatmap)
      expect(heatmap.risks.length + heatmap.leftOut.length).toBe(plan.risks.size)
    },
  )
})

test('numbers at a glance', () => {
  expect([0, 1, 12, 13].map(numberWord)).toEqual(['no', 'one', 'twelve', '13'])
  expect([450, 1500, 17_980, 999_700, 2_340_000].map(amount => roundMoney(amount, 'EUR'))).toEqual([
    '€450',
    '€1.5k',
    '€18k',
    '€1m',
    '€2.3m',
  ])
  expect(roundMoney(-4000, 'SEK')).toBe('−4k SEK')
})
