import type { ComparisonView, StripView, WaterfallPart } from '#engine/view/comparison'
import type { Parts } from './parts.ts'
import { type Reach, Waterfall } from './Waterfall.tsx'

type Shown = Parts & { readonly view: ComparisonView }

/** One strip for the finish and each milestone that moved: before, after, and the parts that add up to its movement. */
export function Strips(parts: Shown) {
  const { view } = parts
  const reach = reachOf(view.strips.map(strip => strip.parts))
  return (
    <section class="strips" aria-label="What moves">
      <h2>
        What moves <span class="aside">in working days</span>
      </h2>
      {view.strips.map(strip => (
        <Strip key={strip.id ?? ''} strip={strip} reach={reach} parts={parts} />
      ))}
      {view.still.length > 0 && (
        <p class="still">
          Not moved: {view.still.map(({ name, text }) => (text ? `${name} (${text})` : name)).join(', ')}
        </p>
      )}
    </section>
  )
}

function reachOf(waterfalls: readonly (readonly WaterfallPart[])[]): Reach {
  const points = waterfalls.flat().flatMap(({ from, minutes }) => [from, from + minutes])
  return { from: Math.min(0, ...points), to: Math.max(0, ...points) }
}

function Strip({ strip, reach, parts }: { readonly strip: StripView; readonly reach: Reach; readonly parts: Parts }) {
  const {
    name,
    location,
    beforeText,
    afterText,
    movementText,
    minutes = 0,
    deadlineText,
    lateBefore,
    lateAfter,
  } = strip
  const { post } = parts
  const direction = minutes < 0 ? 'earlier' : 0 < minutes ? 'later' : 'same'
  return (
    <div class="strip">
      <div class="strip-head">
        <h3>
          {location ? (
            <button type="button" class="link" onClick={() => post({ type: 'open', ...location })}>
              {name}
            </button>
          ) : (
            name
          )}
        </h3>
        <span class="from-to">
          {beforeText ?? '–'} → {afterText ?? '–'}
        </span>
        <strong class={`movement ${direction}`}>{movementText}</strong>
        {deadlineText !== undefined && (
          <span class={lateAfter ? 'deadline late' : 'deadline'}>
            deadline {deadlineText}
            {lateAfter ? (lateBefore ? ', still missed' : ', now missed') : lateBefore ? ', met again' : ''}
          </span>
        )}
      </div>
      {strip.parts.length > 0 && (
        <Waterfall
          rows={strip.parts}
          sum={{ label: 'in all', text: movementText, minutes }}
          reach={reach}
          parts={parts}
        />
      )}
      {strip.interactionText !== undefined && <p class="interaction">{strip.interactionText}</p>}
    </div>
  )
}

/** The same for the money. */
export function CostStrip(parts: Shown) {
  const { cost } = parts.view
  if (cost.before === cost.after && cost.parts.length === 0) return null
  let from = 0
  const rows = cost.parts.map(({ amount, ...part }) => {
    const row = { ...part, nature: 'revision' as const, minutes: amount, from }
    from += amount
    return row
  })
  const grown = cost.after - cost.before
  return (
    <section class="strips" aria-label="Cost">
      <h2>Cost</h2>
      <div class="strip">
        <div class="strip-head">
          <span class="from-to">{cost.text}</span>
          <strong class={`movement ${grown < 0 ? 'earlier' : 0 < grown ? 'later' : 'same'}`}>
            {cost.movementText}
          </strong>
          {cost.overBudgetAfter && (
            <span class="deadline late">{cost.overBudgetBefore ? 'still over budget' : 'now over budget'}</span>
          )}
        </div>
        {rows.length > 0 && (
          <Waterfall
            rows={rows}
            sum={{ label: 'in all', text: cost.movementText, minutes: grown }}
            reach={reachOf([rows])}
            parts={parts}
          />
        )}
      </div>
    </section>
  )
}
