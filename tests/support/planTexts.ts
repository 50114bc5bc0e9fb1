import fc from 'fast-check'

/** A plan with something of every section and every form that people write. */
export const richPlan = `tpm: 1
include: [shared/people.tpm.yaml]
project:
  id: bridge
  name: Bridge
  start: 2026-03-02
  status-date: 2026-03-20
  currency: EUR

# Working time
calendars:
  default:
    week: { mon-thu: [09:00-12:00, 13:00-18:00], fri: [09:00-12:00] }
    holidays:
      2026-04-03: Karfreitag
      2026-04-06..2026-04-07: Ostern
    exceptions:
      2026-05-02: [10:00-16:00]
resources:
  maya: { name: Maya, rate: 95/h, leave: [2026-03-02..2026-03-06] }
  ben:
    name: Ben
    capacity: 80%
    rate: { 2026-01-01: 90/h, 2026-07-01: 94/h }
tasks:
  survey:   # the first
    name: Survey
    duration: 3d..5d..9d
    assign: maya
    notes: |
      A long note,
        with its own indentation: yes

      and a blank line
  build:
    name: "Build: all of it"
    tags: [steel, 'don''t']
    tasks:
      piers:
        name: Piers
        effort: 10d
        assign: { ben: 50% }
        after: [survey SS+2d, { task: survey, type: finish-to-finish, lag: -1d }]
      # a comment
      deck:
        name: Deck
        duration: 8d
        after:
          - piers
          - survey +50%
        tasks:
          plates: { name: Plates, duration: 2d }
          bolts: { name: Bolts, duration: 1d, after: plates }
    owner: maya
  paint:
    name: Paint
    duration: 2w
    after: deck
milestones:
  open: { name: Opening, after: [paint, deck FF], deadline: 2026-06-30 }
risks:
  rust:
    name: Rust
    probability: 30%
    impact: { schedule: 2d..5d..9d, cost: 12_000 }
    affects: [deck]
    mitigation: [paint, Ask the painters early]
sprints:
  cadence: 2w
  one: { goal: Begin }
  two:
policy:
  rules: { schedule/negative-float: error }
`

/** What is typed or falls into a text. */
export const scraps = [
  '',
  '',
  'x',
  ' ',
  '  ',
  '\n',
  '\n  ',
  '\n    ',
  ':',
  ': ',
  '- ',
  '#',
  ' # c',
  '"',
  "'",
  '{',
  '}',
  '[',
  ']',
  ',',
  '&a ',
  '*a',
  '|',
  '>',
  '\t',
  '\r\n',
  '%',
  '---\n',
  '...\n',
  '!',
  '?',
  '<<: ',
  'tasks:',
  '\n    tasks:\n      z:\n        name: Z\n',
  '\n  new: { name: New, duration: 1d }\n',
  '\n    duration: 3m',
  'after: survey',
  'é',
  '😀',
  '\u202e',
  '\u0000',
  'milestones:\n',
  '\ntasks:\n  a:\n    name: A\n',
  '1',
  '0',
  'd',
  '\n\n',
] as const

/** Edits as people and accidents make them; places are shares of the text, so that any edit fits any text. */
export const edits = fc.array(
  fc.record({
    place: fc.double({ min: 0, max: 1, noNaN: true }),
    remove: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 6 }), fc.integer({ min: 0, max: 120 })),
    insert: fc.oneof(fc.constantFrom(...scraps), fc.constantFrom(...scraps)),
  }),
  { minLength: 1, maxLength: 6 },
)

export function applyEdit(
  text: string,
  { place, remove, insert }: { place: number; remove: number; insert: string },
): string {
  const at = Math.floor(place * text.length)
  return text.slice(0, at) + insert + text.slice(at + remove)
}
