import type { ComponentChildren } from 'preact'
import type { HeatmapRisk } from '#engine/view/heatmap'
import type { Parts } from './parts.ts'

/** Every risk in words, the one with most to lose first; of the selected one all that is known. */
export function Register(parts: Parts) {
  const { store } = parts
  const risks = store.listed.value
  const places = new Map(store.view.value?.risks.map(({ id }, i) => [id, i + 1]))
  return (
    <section class="register" aria-label="Register">
      <table>
        <thead>
          <tr>
            <th scope="col" class="number">
              #
            </th>
            <th scope="col">Risk</th>
            <th scope="col">Rank</th>
            <th scope="col" class="number">
              Exposure
            </th>
            <th scope="col" class="wide">
              Response
            </th>
            <th scope="col" class="wide">
              Owner
            </th>
            <th scope="col" class="wide">
              Review
            </th>
          </tr>
        </thead>
        <tbody onKeyDown={event => moveKey(event)}>
          {risks.map((risk, i) => (
            <RiskRow
              key={risk.id}
              risk={risk}
              place={places.get(risk.id) ?? 0}
              isEntry={store.selected.value ? risk.id === store.selected.value : i === 0}
              parts={parts}
            />
          ))}
        </tbody>
      </table>
      {risks.length === 0 && <p class="nothing">No risk has these words.</p>}
    </section>
  )
}

function RiskRow({
  risk,
  place,
  isEntry,
  parts,
}: {
  readonly risk: HeatmapRisk
  readonly place: number
  readonly isEntry: boolean
  readonly parts: Parts
}) {
  const { store, post } = parts
  const { id, name, rank, live, response, owner, reviewBy, status, type } = risk
  const isSelected = store.selected.value === id
  const isHigh = rank === 'high' || rank === 'critical'
  const needs = live && isHigh && type === 'threat'
  const choose = () => {
    store.selected.value = isSelected ? '' : id
    if (!isSelected) post({ type: 'open', kind: 'risk', id, focus: false })
  }
  return (
    <>
      <tr
        id={`risk-${id}`}
        class={[isSelected ? 'selected' : '', live ? '' : 'over'].filter(Boolean).join(' ')}
        onMouseEnter={() => {
          store.hovered.value = id
        }}
        onMouseLeave={() => {
          store.hovered.value = ''
        }}
        onClick={choose}
        onDblClick={() => post({ type: 'open', kind: 'risk', id })}
      >
        <td class="place">{place}</td>
        <th scope="row">
          <button
            type="button"
            class="risk-name"
            tabIndex={isEntry ? 0 : -1}
            aria-expanded={isSelected}
            onClick={event => {
              event.stopPropagation()
              choose()
            }}
            onKeyDown={event => {
              if (event.key !== 'Enter') return
              event.preventDefault()
              post({ type: 'open', kind: 'risk', id })
            }}
          >
            {name}
          </button>
          {risk.disagrees && (
            <span class="disagrees" title={risk.disagrees}>
              ≠
            </span>
          )}
        </th>
        <td>
          <span class={`rank ${rank} ${type}`}>
            <i aria-hidden="true" /> {live ? rank : status}
          </span>
        </td>
        <td class="number">
          <Amounts text={risk.exposureText} />
        </td>
        <td class="wide">{response ?? <Missing needed={needs} />}</td>
        <td class="wide">{owner ?? <Missing needed={needs} />}</td>
        <td class="wide date">{reviewBy && <Review risk={risk} />}</td>
      </tr>
      <Folded risk={risk} needs={needs} choose={choose} />
      {isSelected && (
        <tr class="details">
          <td colSpan={7}>
            <Details risk={risk} parts={parts} />
          </td>
        </tr>
      )}
    </>
  )
}

function Amounts({ text }: { readonly text: string | undefined }) {
  const parts = text?.split(', ') ?? []
  return (
    <>
      {parts.map(part => (
        <span key={part} class="amount">
          {part}
        </span>
      ))}
    </>
  )
}

/** What the last columns say, below the name where the window has no room for them. */
function Folded(props: { readonly risk: HeatmapRisk; readonly needs: boolean; readonly choose: () => void }) {
  const { risk, needs, choose } = props
  const { response, owner, reviewBy } = risk
  const facts = [
    response ?? (needs && <span class="missing">no response</span>),
    owner ?? (needs && <span class="missing">no owner</span>),
    reviewBy && (
      <>
        review by <Review risk={risk} />
      </>
    ),
  ].filter(Boolean)
  if (facts.length === 0) return null
  return (
    <tr class="folded" onClick={choose}>
      <td />
      <td colSpan={3}>
        {facts.map((fact, i) => (
          <>
            {i > 0 && ' · '}
            {fact}
          </>
        ))}
      </td>
    </tr>
  )
}

function Review({ risk: { reviewBy, reviewOverdue } }: { readonly risk: HeatmapRisk }) {
  return reviewOverdue ? <span class="missing">{reviewBy}, overdue</span> : <span>{reviewBy}</span>
}

function Missing({ needed }: { readonly needed: boolean }) {
  return needed ? <span class="missing">none</span> : <span class="nothing">–</span>
}

function Details({ risk, parts: { post } }: { readonly risk: HeatmapRisk; readonly parts: Parts }) {
  const { affects, mitigation } = risk
  return (
    <>
      {risk.disagrees && <p class="disagreement">{risk.disagrees}.</p>}
      <dl>
        <Fact name="Cause">{risk.cause}</Fact>
        <Fact name="Effect">{risk.effect}</Fact>
        <Fact name="Probability">{risk.probabilityText}</Fact>
        <Fact name="Impact">{risk.impactText}</Fact>
        <Fact name="Affects">
          {affects.length > 0 &&
            affects.map(({ id, name }, i) => (
              <>
                {i > 0 && ', '}
                <button type="button" class="link" onClick={() => post({ type: 'open', kind: 'task', id })}>
                  {name}
                </button>
              </>
            ))}
        </Fact>
        <Fact name="Mitigation">{mitigation.length > 0 && mitigation.join('; ')}</Fact>
        <Fact name="Trigger">{risk.trigger}</Fact>
        <Fact name="Contingency">{risk.contingency}</Fact>
        <Fact name="Category">{risk.category}</Fact>
        <Fact name="Status">{risk.status}</Fact>
      </dl>
      <button type="button" class="link" onClick={() => post({ type: 'open', kind: 'risk', id: risk.id })}>
        Go to line {risk.line + 1}
      </button>
    </>
  )
}

function Fact({ name, children }: { readonly name: string; readonly children: ComponentChildren }) {
  if (children === undefined || children === false || children === '') return null
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}

/** Up and down from name to name. */
function moveKey(event: KeyboardEvent): void {
  if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return
  const { currentTarget, target } = event
  if (!(currentTarget instanceof HTMLElement) || !(target instanceof HTMLElement)) return
  const names = [...currentTarget.querySelectorAll<HTMLElement>('.risk-name')]
  const next = names[names.indexOf(target) + (event.key === 'ArrowDown' ? 1 : -1)]
  if (!next) return
  event.preventDefault()
  next.focus()
}
