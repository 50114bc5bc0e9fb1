/** The files of a portfolio by path: plans in folders with a library each, whose tasks wait for those of other plans. */
export interface PortfolioSize {
  readonly folders: number
  readonly plansInFolder: number
  readonly tasksInPlan: number
}

/** Ten thousand plans would have five digits. */
const idOf = (folder: number, plan: number) => `f${folder}-p${String(plan).padStart(4, '0')}`

/** A portfolio that is the same each time: 20,000 tasks in 200 plans for `{ folders: 4, plansInFolder: 50, tasksInPlan: 100 }`. */
export function portfolioFiles({ folders, plansInFolder, tasksInPlan }: PortfolioSize): ReadonlyMap<string, string> {
  const files = new Map<string, string>()
  for (let folder = 0; folder < folders; folder++) {
    files.set(`f${folder}/people.tpm.yaml`, library(folder))
    for (let plan = 0; plan < plansInFolder; plan++) {
      files.set(`f${folder}/${idOf(folder, plan)}.tpm.yaml`, planText(folder, plan, tasksInPlan))
    }
  }
  return files
}

function library(folder: number): string {
  const people = Array.from(
    { length: 10 },
    (_, n) => `  who-${n}: { name: Who ${n} of ${folder}, rate: ${60 + n}/h }\n`,
  )
  return `tpm: 1\ncalendars:\n  default:\n    week: { mon-fri: [08:00-12:00, 13:00-17:00] }\n    holidays: [2026-04-03, 2026-12-25]\nresources:\n${people.join('')}`
}

/** Each plan waits for the one before it in its ten; each first of ten for the first of the folder before. */
function planText(folder: number, plan: number, tasks: number): string {
  const before =
    plan % 10 !== 0
      ? `${idOf(folder, plan - 1)}/t${Math.floor(tasks / 2)}`
      : folder > 0
        ? `${idOf(folder - 1, plan)}/t0`
        : undefined
  const lines = Array.from({ length: tasks }, (_, n) => {
    const after = n === 0 ? before : n % 7 === 0 ? undefined : `t${n - 1}`
    return `  t${n}: { name: Task ${n}, duration: ${1 + ((n * 7 + plan) % 5)}d, assign: who-${(n + plan) % 10}${after ? `, after: ${after}` : ''} }\n`
  })
  const head = `tpm: 1\ninclude: [people.tpm.yaml]\nproject: { id: ${idOf(folder, plan)}, name: Plan ${plan}, start: 2026-03-02 }\n`
  return `${head}tasks:\n${lines.join('')}`
}
