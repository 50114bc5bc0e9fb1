import fc from 'fast-check'

/** Three resources; tasks are to follow. */
export const head = `tpm: 1
project: { name: Bridge, start: 2026-03-02 }
resources:
  ann: { name: Ann }
  ben: { name: Ben, leave: [2026-03-05..2026-03-06] }
  crew: { name: Crew, type: team, units: 2 }
tasks:
`

/** Small plans whose tasks wait for earlier ones and share three resources. */
export const plans = fc
  .array(
    fc.record({
      days: fc.integer({ min: 1, max: 6 }),
      effort: fc.boolean(),
      who: fc.constantFrom('ann', 'ben', 'crew', 'ann, crew', ''),
      after: fc.array(fc.nat(), { maxLength: 2 }),
      priority: fc.constantFrom(undefined, 300, 700),
    }),
    { minLength: 2, maxLength: 14 },
  )
  .map(tasks =>
    tasks.reduce((text, { days, effort, who, after, priority }, at) => {
      const waits = at === 0 ? [] : [...new Set(after.map(n => `t${n % at}`))]
      const length = effort && who !== '' ? `effort: ${days}d` : `duration: ${days}d`
      return [
        `${text}  t${at}:`,
        `    name: Task ${at}`,
        `    ${length}`,
        ...(who === '' ? [] : [`    assign: [${who}]`]),
        ...(waits.length === 0 ? [] : [`    after: [${waits.join(', ')}]`]),
        ...(priority === undefined ? [] : [`    priority: ${priority}`]),
        '',
      ].join('\n')
    }, head),
  )
