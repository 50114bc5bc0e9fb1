/** Small plans for the suites in a real VS Code. */

const bridge = `tpm: 1
project:
  id: bridge
  name: Bridge
  start: 2026-03-02
  status-date: 2026-03-09
calendars:
  default:
    week: { mon-fri: [09:00-12:00, 13:00-18:00] }
resources:
  ana: { name: Ana }
tasks:
  design:
    name: Design
    duration: 4d
    assign: ana
    progress: 50%
    actual-start: 2026-03-02
  build:
    name: Build
    duration: 10d
    after: design
milestones:
  opening:
    name: Opening
    after: build
risks:
  flood:
    name: Flood in spring
    probability: 30%
    impact: { schedule: 2d..5d..10d, cost: 12000 }
    affects: [build]
    owner: ana
    response: accept
`

/** The workspace of the in-host suites: path → text. */
export const plans = {
  'bridge.tpm.yaml': bridge,
  'notes.yaml': 'just: yaml\n',
  'README.md': '# Not a plan\n',
}
