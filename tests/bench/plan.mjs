import { mulberry32 } from '../support/mulberry32.mjs'

/**
 * A synthetic plan for measuring: tasks in groups of 50, about eight lines and one and a half links each, people with
 * leave, three-point durations. The same number and seed give the same text.
 *
 * @param {number} tasks
 * @param {number} [seed]
 * @returns {string} YAML
 */
export function syntheticPlan(tasks, seed = 42) {
  const random = mulberry32(seed)
  const people = Math.max(10, Math.min(50, Math.floor(tasks / 20)))
  const verbs = 'design build test deploy review migrate document refactor integrate measure'.split(' ')
  const lines = ['tpm: 1', 'project:', `  id: perf-${tasks}`, `  name: Perf ${tasks}`, '  start: 2026-01-05']
  lines.push('calendars:', '  default:', '    week: { mon-fri: [09:00-12:00, 13:00-18:00] }')
  lines.push('    holidays: [2026-04-03, 2026-04-06, 2026-05-01, 2026-05-14, 2026-05-25, 2026-12-24..2027-01-01]')
  lines.push('resources:')
  for (let person = 0; person < people; person++) {
    const month = `2026-0${1 + (person % 9)}`
    const leave = `${month}-1${person % 9}..${month}-2${person % 9}`
    lines.push(`  r${person}: { name: Person ${person}, rate: ${60 + person}/h, leave: [${leave}] }`)
  }
  lines.push('tasks:')
  for (let task = 0; task < tasks; task++) {
    if (task % 50 === 0) lines.push(`  g${task / 50}:`, `    name: Phase ${task / 50}`, '    tasks:')
    const days = 1 + Math.floor(random() * 14)
    lines.push(`      t${task}:`, `        name: ${verbs[task % 10]} component ${task} of the platform`)
    lines.push(
      `        duration: ${Math.max(1, days - 2)}d..${days}d..${days + 6}d`,
      `        assign: r${task % people}`,
    )
    lines.push(`        after: [${linksOf(task, random).join(', ')}]`, `        priority: ${100 + (task % 900)}`)
    lines.push('        status: not-started', `        tags: [area-${task % 7}, wave-${task % 3}]`)
  }
  return `${lines.join('\n')}\n`
}

/** One or two earlier tasks, some of them by start-to-start with a lag. */
function linksOf(task, random) {
  const links = []
  if (task <= 5) return links
  for (let left = random() < 0.5 ? 1 : 2; left > 0; left--) {
    const before = `t${Math.max(0, task - 1 - Math.floor(random() * 40))}`
    if (links.some(link => link === before || link.startsWith(`${before} `))) continue
    links.push(left === 1 && random() < 0.3 ? `${before} SS+2d` : before)
  }
  return links
}
