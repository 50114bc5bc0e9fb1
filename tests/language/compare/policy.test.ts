/** What review must hold: the policy of the base. */
import { describe, expect, test } from 'vitest'
import { compareTexts } from '#tests/support/compare'

const head = 'tpm: 1\nproject: { name: Bridge, start: 2026-03-02, currency: EUR }\n'
const body = `resources:
  ann: { name: Ann, rate: 100/h }
tasks:
  work:
    name: Work
    tasks:
      a: { name: A, duration: 5d, assign: ann }
      b: { name: B, duration: 5d, after: a, owner: ann }
milestones:
  m: { name: M, after: b, gate: { drill: { name: Drill, status: open } } }
`
const plan = (policy: string, text = body) => `${head}${policy}${text}`

/** What a rule says: `✓`, `✗` or `?`, and the detail. */
function judged(base: string, after: string, rule: string): string | undefined {
  const found = compareTexts(base, after).policy.filter(result => result.rule === rule)
  return found.map(({ held, detail }) => `${held === null ? '?' : held ? '✓' : '✗'} ${detail}`).join('\n') || undefined
}

const slower = body.replace('B, duration: 5d', 'B, duration: 8d')

describe('max-slip', () => {
  const policy = 'policy: { max-slip: 2d }\n'
  test('is broken by what moves further', () =>
    expect(judged(plan(policy), plan(policy, slower), 'max-slip')).toBe(
      '✗ The finish is 3d later, M is 3d later; 2d allowed',
    ))
  test('is held by what moves less', () =>
    expect(judged(plan('policy: { max-slip: 3d }\n'), plan(policy, slower), 'max-slip')).toBe(
      '✓ The finish is 3d later, 3d allowed',
    ))
  test('is that of the base: loosening it in the same change does not help, and is a finding', () => {
    const loose = plan('policy: { max-slip: 1w }\n', slower)
    expect(judged(plan(policy), loose, 'max-slip')).toMatch(/^✗/)
    expect(judged(plan(policy), loose, 'loosened')).toBe('✗ the policy is loosened: max-slip from 2d to 1w')
    expect(judged(plan(policy), plan('', slower), 'loosened')).toBe(
      '✗ the policy is loosened: max-slip from 2d to none',
    )
  })
  test('is not judged where the base has none', () =>
    expect(judged(plan(''), plan(policy, slower), 'max-slip')).toBeUndefined())
})

describe('max-cost-growth', () => {
  test('a growth just over what is allowed is shown with the digits that tell', () => {
    const after = plan('', body.replace('rate: 100/h', 'rate: 105.03/h'))
    expect(judged(plan('policy: { max-cost-growth: 5% }\n'), after, 'max-cost-growth')).toBe(
      '✗ +201.20 EUR (5.03%), 5% allowed',
    )
  })
  const dear = body.replace('A, duration: 5d', 'A, duration: 6d')
  test('is broken by more', () =>
    expect(judged(plan('policy: { max-cost-growth: 10% }\n'), plan('', dear), 'max-cost-growth')).toBe(
      '✗ +800 EUR (20%), 10% allowed',
    ))
  test('is held by as much', () =>
    expect(judged(plan('policy: { max-cost-growth: 20% }\n'), plan('', dear), 'max-cost-growth')).toBe(
      '✓ +800 EUR (20%), 20% allowed',
    ))
})

test('min-confidence is said not to be judged', () => {
  expect(judged(plan('policy: { min-confidence: 80% }\n'), plan(''), 'min-confidence')).toBe(
    '? 80% wanted; not judged: plans have no odds yet',
  )
})

describe('require-change-record', () => {
  const policy = 'policy: { require-change-record: true }\n'
  const record = (more: string) => `changes:\n  cr: { name: More of B, ${more} }\n`
  const say = (before: string, after: string) =>
    judged(plan(policy) + before, plan(policy, slower) + after, 'require-change-record')

  test('is broken by a decision without one', () =>
    expect(say('', '')).toBe('✗ no change record that this comparison adds or approves covers B'))
  test('is held by a record that the same change adds, of the task or of a summary of it', () => {
    expect(say('', record('covers: b'))).toBe('✓ covered by cr')
    expect(say('', record('covers: [work]'))).toBe('✓ covered by cr')
  })
  test('is held by one that the same change approves', () =>
    expect(say(record('covers: b, status: proposed'), record('covers: b, status: approved'))).toBe('✓ covered by cr'))
  test('is broken by one that was there before, is rejected, or covers something else', () => {
    expect(say(record('covers: b, status: approved'), record('covers: b, status: approved'))).toMatch(/^✗/)
    expect(say('', record('covers: b, status: rejected'))).toMatch(/^✗/)
    expect(say('', record('covers: a'))).toMatch(/^✗/)
  })
  test('asks no record of what is known of the work, of names and of notes', () => {
    const known = body.replace('A, duration: 5d', 'Alpha, duration: 5d, progress: 10%, notes: on it')
    expect(judged(plan(policy), plan(policy, known), 'require-change-record')).toBe('✓ no edit needs a change record')
  })
  test('compares what the record claims with what its edits do', () => {
    const claims = (impact: string) =>
      judged(plan(policy), plan(policy, slower) + record(`covers: b, impact: ${impact}`), 'claimed-impact')
    expect(claims('{ schedule: 3d, cost: 0 }')).toBe(
      '✓ cr claims 3d, its edits move the finish by 3d; claims 0 EUR, its edits cost 0 EUR',
    )
    expect(claims('{ schedule: 1d }')).toBe('✗ cr claims 1d, its edits move the finish by 3d')
  })
})

describe('require-owner', () => {
  const policy = 'policy: { require-owner: true }\n'
  const withC = (more: string) => body.replace('milestones:', `  c: { name: C, duration: 1d${more} }\nmilestones:`)
  test('is broken by new work that nobody owns', () =>
    expect(judged(plan(policy), plan(policy, withC('')), 'require-owner')).toBe('✗ nobody owns C'))
  test('is held by an owner, or somebody who does it', () => {
    expect(judged(plan(policy), plan(policy, withC(', owner: ann')), 'require-owner')).toMatch(/^✓/)
    expect(judged(plan(policy), plan(policy, withC(', assign: ann')), 'require-owner')).toMatch(/^✓/)
  })
  test('does not blame a change for what was so before', () =>
    expect(judged(plan(policy, withC('')), plan(policy, withC(', notes: x')), 'require-owner')).toMatch(/^✓/))
})

describe('gates', () => {
  const change = (from: string, to: string) => judged(plan(''), plan('', body.replace(from, to)), 'gates')
  test('are broken by a milestone that is reached with an open criterion', () =>
    expect(change('after: b, gate', 'after: b, actual: 2026-03-13, gate')).toBe(
      '✗ M is reached with its gate open: Drill',
    ))
  test('are held where all are passed', () =>
    expect(
      change(
        'after: b, gate: { drill: { name: Drill, status: open',
        'after: b, actual: 2026-03-13, gate: { drill: { name: Drill, status: passed',
      ),
    ).toBe('✓ passed: M'))
  test('are broken by an open criterion that just goes', () =>
    expect(change(', gate: { drill: { name: Drill, status: open } }', '')).toBe(
      '✗ an open criterion of m is gone: Drill',
    ))
  test('tell of a criterion that is waived', () =>
    expect(change('status: open', 'status: waived')).toBe('✓ a criterion of m is waived: Drill'))
})

describe('loosening', () => {
  const loosened = (before: string, after: string) => judged(plan(before), plan(after), 'loosened')
  test('a limit of health, against what it is where nothing is said', () => {
    const health = (limits: string) => `policy: { health: { ${limits} } }\n`
    expect(loosened('', health('lags: 10%, bei: 90%, leads: 0%'))).toBe(
      '✗ the policy is loosened: health lags from 5% to 10%; health bei from 95% to 90%',
    )
    expect(loosened('', health('lags: 1%, cpli: 99%'))).toBeUndefined()
  })
  test('of a rule’s severity is told, against its own where the plan said none', () => {
    expect(loosened('policy: { rules: { schedule/deadline-missed: error } }\n', '')).toBe(
      '✗ the policy is loosened: schedule/deadline-missed from error to warning',
    )
    expect(loosened('', 'policy: { rules: { schedule/deadline-missed: off } }\n')).toBe(
      '✗ the policy is loosened: schedule/deadline-missed from warning to off',
    )
    expect(loosened('', 'policy: { rules: { schedule/deadline-missed: error } }\n')).toBeUndefined()
  })
  test('of the risk matrix is told', () =>
    expect(loosened('risk-matrix: { high: 8 }\n', 'risk-matrix: { high: 12 }\n')).toMatch(
      /^✗ the policy is loosened: risk-matrix high from 8 to 12/,
    ))
})

test('findings are weighed as the base’s policy does', () => {
  const late = (policy: string) => plan(policy, body.replace('after: b, gate', 'after: b, deadline: 2026-03-03, gate'))
  const { diagnostics } = compareTexts(
    plan('policy: { rules: { schedule/deadline-missed: error } }\n'),
    late('policy: { rules: { schedule/deadline-missed: off } }\n'),
  )
  expect(diagnostics.new.find(({ code }) => code === 'schedule/deadline-missed')).toMatchObject({ severity: 'error' })
})

describe('a severity', () => {
  const weighed = (severity: string) => plan(`policy: { max-slip: 2d, rules: { policy/max-slip: ${severity} } }\n`)
  const found = (base: string, after: string) =>
    compareTexts(base, after).policy.map(({ rule, severity }) => `${rule} ${severity}`)

  test('is set by the base, and off means that it is not judged', () => {
    expect(found(plan('policy: { max-slip: 2d }\n'), plan('', slower))).toContain('max-slip error')
    expect(found(weighed('warning'), plan('', slower))).toContain('max-slip warning')
    expect(found(weighed('off'), plan('', slower))).not.toContain(expect.stringContaining('max-slip'))
    expect(found(weighed('off'), weighed('off').replace('B, duration: 5d', 'B, duration: 8d'))).toEqual([])
  })

  test('that is made weaker in the same change is a finding, and does not hold yet', () => {
    const weaker = found(weighed('error'), weighed('hint').replace('B, duration: 5d', 'B, duration: 8d'))
    expect(weaker).toEqual(['max-slip error', 'loosened error'])
  })

  test('below a warning makes nothing worse', () => {
    const cheap = (severity: string) =>
      compareTexts(
        plan(`policy: { require-owner: true, rules: { policy/require-owner: ${severity} } }\n`),
        plan(
          `policy: { require-owner: true, rules: { policy/require-owner: ${severity} } }\n`,
          body.replace('milestones:', '  x: { name: X, duration: 1d }\nmilestones:'),
        ),
      ).verdict
    expect([cheap('error'), cheap('warning'), cheap('hint')]).toEqual(['worse', 'worse', 'unchanged'])
  })
})
