import type {
  CostMovement,
  MovedTask,
  Movement,
  PlanComparison,
  PolicyResult,
  RiskMove,
  Share,
  Verdict,
} from '../diff/comparison.ts'
import type { Edit, Nature, Place } from '../diff/edit.ts'
import type { Id, Plan } from '../model/plan.ts'
import { bandNames, matrixCells, type RiskRank } from '../risk/matrix.ts'
import { count, moneyInWords } from '../schedule/words.ts'
import { minutesPerDay } from '../time/civil.ts'
import { type LocationView, type NoteView, notesOf } from './comparisonNotes.ts'
import { daysWords, dayWords, editPhrase, floatWords, movementWords, verdictSentence } from './comparisonWords.ts'

/** What the comparison of two versions of a plan shows, as data. All strings are plain text and untrusted. */
export interface ComparisonView {
  /** The plan's name. */
  readonly title: string
  /** What the two sides are called: `main`, `HEAD`, `working tree`. */
  readonly base: string
  readonly head: string
  readonly verdict: Verdict
  /** "Worse: GA moves 2d later, to Tue 2 Jun, past its deadline; cost +9,000 EUR." */
  readonly sentence: string
  /** False where nothing but comments, order and form differ. */
  readonly changed: boolean
  /** The project's finish, then each milestone that has moved, came or went; the greatest movement first. */
  readonly strips: readonly StripView[]
  /** Milestones that stay where they are. */
  readonly still: readonly { readonly id: Id; readonly name: string; readonly text: string }[]
  /** Those with the greatest effect first. */
  readonly edits: readonly EditView[]
  readonly cost: CostView
  /** Tasks that moved, came or went, below the summaries they are in; where each stood is its ghost. */
  readonly ghosts: readonly GhostRow[]
  readonly heat: HeatMovements
  readonly policy: readonly PolicyView[]
  /** The other consequences as lists of plain lines: people, gates, float, findings. Empty lists are left out. */
  readonly notes: readonly NoteView[]
  readonly dayMinutes: number
}

/** One instant before and after, and the parts of its movement as a waterfall that adds up. */
export interface StripView {
  /** Left out for the project's finish. */
  readonly id?: Id
  readonly name: string
  readonly location?: LocationView
  /** Minutes on the civil clock; left out where there is none. */
  readonly before?: number
  readonly after?: number
  readonly beforeText?: string
  readonly afterText?: string
  /** `+2d`, `−4h`, `0d`, `new`, `gone`, `no dates`. */
  readonly movementText: string
  readonly minutes?: number
  readonly deadline?: number
  readonly deadlineText?: string
  readonly lateBefore: boolean
  readonly lateAfter: boolean
  /** Progress first, then revision, the greatest first in each; they sum to `minutes`. */
  readonly parts: readonly WaterfallPart[]
  /** "Alone the edits would move it 3d: they share 1d." Left out where they do not overlap. */
  readonly interactionText?: string
}

export interface WaterfallPart {
  readonly edit: string
  readonly label: string
  readonly nature: Nature
  readonly minutes: number
  readonly text: string
  /** Where the bar of this part begins, in minutes of movement. */
  readonly from: number
}

export interface EditView {
  readonly edit: string
  readonly kind: Edit['kind']
  readonly object: Edit['object']
  readonly id: Id
  readonly nature: Nature
  /** "Data sync: effort 14d → 20d" */
  readonly phrase: string
  readonly before?: string
  readonly after?: string
  readonly location: LocationView
  /** Its share of the finish's movement, in working minutes; 0 where it has none. */
  readonly minutes: number
  /** "finish +2d, GA +1d, +9,000 EUR"; left out where it has no effect. */
  readonly effectText?: string
}

export interface CostView {
  readonly before: number
  readonly after: number
  readonly text: string
  readonly movementText: string
  readonly parts: readonly {
    readonly edit: string
    readonly label: string
    readonly amount: number
    readonly text: string
  }[]
  readonly overBudgetBefore: boolean
  readonly overBudgetAfter: boolean
}

export interface GhostRow extends MovedTask {
  readonly depth: number
  /** `+2d`, `new`, `gone` */
  readonly movementText: string
  /** It stands here for what is inside it: its own dates are the same. */
  readonly isContext?: true
}

export interface HeatMovements {
  readonly cells: readonly (readonly { readonly score: number; readonly rank: RiskRank }[])[]
  readonly probabilityBands: readonly string[]
  readonly impactBands: readonly string[]
  readonly moves: readonly (RiskMove & { readonly kind: 'opened' | 'closed' | 'raised' | 'lowered' })[]
  /** "4.1 → 6 days, 3,600 → 5,000 EUR" */
  readonly exposureText: string
}

export interface PolicyView {
  readonly rule: PolicyResult['rule']
  readonly held: boolean | null
  readonly text: string
  readonly locations: readonly LocationView[]
}

export interface ComparisonContext {
  readonly base: string
  readonly head: string
  readonly basePlan: Plan
  readonly headPlan: Plan
  readonly changed: boolean
  /** Only one side has the plan. */
  readonly whole?: 'added' | 'removed'
  /** Where a place is in the texts. */
  readonly locate: (place: Place) => LocationView
}

/** What the comparison shows, sorted by what matters. */
export function comparisonView(comparison: PlanComparison, context: ComparisonContext): ComparisonView {
  const { headPlan, basePlan } = context
  const labels = new Map(comparison.edits.map(edit => [edit.edit, edit]))
  const moved = comparison.milestones.filter(({ minutes }) => minutes !== 0)
  const strips = moved
    .map(milestone => ({
      id: milestone.id,
      location: context.locate(milestone.place),
      ...stripOf(milestone.name, milestone, comparison, labels),
    }))
    .sort((a, b) => Math.abs(b.minutes ?? 0) - Math.abs(a.minutes ?? 0))
  return {
    title: headPlan.project.name || basePlan.project.name,
    base: context.base,
    head: context.head,
    verdict: comparison.verdict,
    sentence: verdictSentence(comparison, headPlan, context),
    changed: context.changed,
    strips: [stripOf('Finish', comparison.project, comparison, labels), ...strips],
    still: comparison.milestones
      .filter(({ minutes }) => minutes === 0)
      .map(({ id, name, after }) => ({ id, name, text: after === undefined ? '' : dayWords(after, comparison) })),
    edits: editViews(comparison, context),
    cost: costView(comparison.cost, labels, headPlan),
    ghosts: ghostRows(comparison, headPlan, basePlan),
    heat: heatMovements(comparison, basePlan, headPlan),
    policy: comparison.policy.map(({ rule, held, detail, places }) => ({
      rule,
      held,
      text: detail,
      locations: places.map(context.locate),
    })),
    notes: notesOf(comparison),
    dayMinutes: comparison.dayMinutes,
  }
}

function stripOf(
  name: string,
  movement: Movement,
  comparison: PlanComparison,
  labels: ReadonlyMap<string, Edit>,
): Omit<StripView, 'id'> {
  const { before, after, minutes, deadline, lateBefore = false, lateAfter = false } = movement
  const { interactionMinutes = 0 } = movement
  const { dayMinutes } = comparison
  const [beforeText, afterText] = daysWords(before ?? after ?? 0, after ?? before ?? 0, comparison)
  return {
    name,
    ...(before !== undefined && { before, beforeText }),
    ...(after !== undefined && { after, afterText }),
    movementText: movementWords(movement, dayMinutes),
    ...(minutes !== undefined && { minutes }),
    ...(deadline !== undefined && { deadline, deadlineText: dayWords(deadline, comparison) }),
    lateBefore,
    lateAfter,
    parts: waterfall(movement.attribution, labels, dayMinutes),
    ...(interactionMinutes !== 0 && {
      interactionText: `Each alone, the edits would move it by ${floatWords((minutes ?? 0) + interactionMinutes, dayMinutes)} in all`,
    }),
  }
}

function waterfall(
  shares: readonly Share[],
  labels: ReadonlyMap<string, Edit>,
  dayMinutes: number,
): readonly WaterfallPart[] {
  let from = 0
  const parts = shares.flatMap(({ edit, minutes }) => {
    const label = labels.get(edit)
    return label ? [{ edit, minutes, nature: label.nature, label: editPhrase(label) }] : []
  })
  const inOrder = [
    ...parts.filter(({ nature }) => nature === 'progress'),
    ...parts.filter(({ nature }) => nature === 'revision'),
  ]
  return inOrder.map(part => {
    const start = from
    from += part.minutes
    return { ...part, text: movementWords(part, dayMinutes), from: start }
  })
}

function editViews(comparison: PlanComparison, { locate, headPlan }: ComparisonContext): readonly EditView[] {
  const { project, milestones, cost, dayMinutes } = comparison
  const of = (movement: Movement, edit: string) => movement.attribution.find(share => share.edit === edit)?.minutes ?? 0
  const rows = comparison.edits.map(edit => {
    const minutes = of(project, edit.edit)
    const moved = milestones.map(milestone => ({ name: milestone.name, minutes: of(milestone, edit.edit) }))
    const touched = moved.filter(({ minutes }) => minutes !== 0)
    const amount = cost.attribution.find(share => share.edit === edit.edit)?.amount ?? 0
    const effects = [
      ...(minutes === 0 ? [] : [`finish ${movementWords({ minutes }, dayMinutes)}`]),
      ...touched.map(({ name, minutes }) => `${name} ${movementWords({ minutes }, dayMinutes)}`),
      ...(amount === 0 ? [] : [signedMoney(amount, headPlan)]),
    ]
    const weight = Math.abs(minutes) + moved.reduce((sum, { minutes }) => sum + Math.abs(minutes), 0)
    const view: EditView = {
      edit: edit.edit,
      kind: edit.kind,
      object: edit.object,
      id: edit.id,
      nature: edit.nature,
      phrase: editPhrase(edit),
      ...(edit.before !== undefined && { before: edit.before }),
      ...(edit.after !== undefined && { after: edit.after }),
      location: locate(edit.place),
      minutes,
      ...(0 < effects.length && { effectText: effects.join(', ') }),
    }
    return { view, weight, amount: Math.abs(amount) }
  })
  return rows.sort((a, b) => b.weight - a.weight || b.amount - a.amount).map(({ view }) => view)
}

function costView(cost: CostMovement, labels: ReadonlyMap<string, Edit>, plan: Plan): CostView {
  const { before, after, budgetBefore = Infinity, budgetAfter = Infinity } = cost
  return {
    before,
    after,
    text: before === after ? moneyInWords(after, plan) : `${moneyInWords(before, plan)} → ${moneyInWords(after, plan)}`,
    movementText: signedMoney(Math.round((after - before) * 100) / 100, plan),
    parts: cost.attribution.flatMap(({ edit, amount }) => {
      const label = labels.get(edit)
      return label ? [{ edit, label: editPhrase(label), amount, text: signedMoney(amount, plan) }] : []
    }),
    overBudgetBefore: budgetBefore < before,
    overBudgetAfter: budgetAfter < after,
  }
}

function signedMoney(amount: number, plan: Plan): string {
  return `${0 < amount ? '+' : ''}${moneyInWords(amount, plan)}`
}

/** Each task that moved, with the summaries around it once, in the order of the head. */
function ghostRows({ moved }: PlanComparison, head: Plan, base: Plan): readonly GhostRow[] {
  const byId = new Map(moved.map(task => [task.id, task]))
  const taskOf = (id: Id) => head.tasks.get(id) ?? base.tasks.get(id)
  const shown = new Set<Id>()
  for (const { id } of moved) {
    for (let at: Id | undefined = id; at !== undefined && !shown.has(at); at = taskOf(at)?.parent) shown.add(at)
  }
  const depthOf = (id: Id): number => {
    let depth = 0
    const seen = new Set<Id>([id])
    for (let at = taskOf(id)?.parent; at !== undefined && !seen.has(at); at = taskOf(at)?.parent) {
      seen.add(at)
      depth++
    }
    return depth
  }
  const ids = [...head.tasks.keys(), ...moved.map(({ id }) => id)]
  return [...new Set(ids)]
    .filter(id => shown.has(id))
    .flatMap(id => {
      const task = byId.get(id)
      const its = taskOf(id)
      if (task) return [{ ...task, depth: depthOf(id), movementText: ghostWords(task) }]
      if (!its) return []
      const { name, kind, parent } = its
      return [
        {
          id,
          name,
          kind,
          ...(parent !== undefined && { parent }),
          depth: depthOf(id),
          movementText: '',
          isContext: true as const,
        },
      ]
    })
}

/** On the calendar: what a reader of a picture sees. */
function ghostWords({ before, after }: MovedTask): string {
  if (!before) return 'new'
  if (!after) return 'gone'
  if (after.finish !== before.finish) return civilMovement(after.finish - before.finish)
  return after.start === before.start ? '' : `start ${civilMovement(after.start - before.start)}`
}

function civilMovement(minutes: number): string {
  const days = Math.round(Math.abs(minutes) / minutesPerDay)
  const words = days === 0 ? movementWords({ minutes }, minutesPerDay).slice(1) : count(days, 'day')
  return `${0 < minutes ? '+' : '−'}${words}`
}

function heatMovements({ risks }: PlanComparison, base: Plan, head: Plan): HeatMovements {
  const kinds = ['opened', 'closed', 'raised', 'lowered'] as const
  const { before, after } = risks.exposure
  const money = (amount: number) => moneyInWords(amount, head)
  return {
    cells: matrixCells(base.riskMatrix),
    probabilityBands: base.riskMatrix.names?.probability ?? bandNames,
    impactBands: base.riskMatrix.names?.impact ?? bandNames,
    moves: risks.moves.map(move => ({ ...move, kind: kinds.find(kind => risks[kind].includes(move.id))! })),
    exposureText: `${before.days} → ${after.days} days, ${money(before.cost)} → ${money(after.cost)}`,
  }
}
