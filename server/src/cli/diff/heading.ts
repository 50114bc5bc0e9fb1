import { readPlan } from '#language/read/read'

/** What a plan says of itself and of other files. */
export interface Heading {
  readonly id: string | undefined
  /** Relative to the plan's folder. */
  readonly includes: readonly string[]
}

/** Reads the sections `project` and `include` alone: of many plans, which a comparison passes over, no more is asked. */
export function headingOf(text: string): Heading {
  const sections = text.split(/^(?=[^\s#-])/m)
  const wanted = sections.filter(section => /^["']?(project|include)["']?[ \t]*:/.test(section)).join('')
  const { plan } = readPlan(sections.some(section => section.startsWith('{')) ? text : wanted, { file: '' })
  return { id: plan.project.id, includes: plan.include.map(({ target }) => target) }
}
