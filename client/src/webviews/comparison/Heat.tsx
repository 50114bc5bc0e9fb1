import type { ComparisonView, HeatMovements } from '#engine/view/comparison'
import { px } from '#scene/shape'
import type { Parts } from './parts.ts'

type Move = HeatMovements['moves'][number]

const size = 30
const left = 4
const kindWords = { opened: 'opened', closed: 'closed', raised: 'raised', lowered: 'lowered' } as const

/** Where risks went in the matrix, and the same in words. */
export function Heat({ view }: Parts & { readonly view: ComparisonView }) {
  const { moves, exposureText } = view.heat
  if (moves.length === 0) return null
  return (
    <section class="heat" aria-label="Risks">
      <h2>
        Risks <span class="aside">exposure {exposureText}</span>
      </h2>
      <div class="heat-body">
        <SmallMatrix heat={view.heat} />
        <table>
          <thead>
            <tr>
              <th scope="col">Risk</th>
              <th scope="col">Change</th>
              <th scope="col">Before</th>
              <th scope="col">After</th>
            </tr>
          </thead>
          <tbody>
            {moves.map((move, i) => (
              <tr key={move.id}>
                <th scope="row">
                  <b class="chip-number">{i + 1}</b> {move.name}
                </th>
                <td class={move.kind}>{kindWords[move.kind]}</td>
                <td>{move.before?.rank ?? '–'}</td>
                <td>{move.after?.rank ?? '–'}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}

function SmallMatrix({ heat }: { readonly heat: HeatMovements }) {
  const side = size * 5 + 2 * left
  return (
    <svg class="small-matrix" width={side} height={side} aria-hidden="true">
      {heat.cells.flatMap((row, probability) =>
        row.map(({ rank }, impact) => {
          const { x, y } = corner(probability, impact)
          return (
            <rect
              key={`${probability} ${impact}`}
              class={`cell ${rank}`}
              x={x}
              y={y}
              width={size - 1}
              height={size - 1}
            />
          )
        }),
      )}
      {heat.moves.map((move, i) => (
        <MoveMark key={move.id} move={move} number={i + 1} />
      ))}
    </svg>
  )
}

/** A ghost where the risk stood, a chip where it stands, and the way between them. */
function MoveMark({ move, number }: { readonly move: Move; readonly number: number }) {
  const before = move.before?.cell && centre(move.before.cell)
  const after = move.after?.cell && centre(move.after.cell)
  const isMoved = before && after && (before.x !== after.x || before.y !== after.y)
  return (
    <g>
      {isMoved && <path class="way" d={`M${px(before.x)} ${px(before.y)}L${px(after.x)} ${px(after.y)}`} />}
      {before && (isMoved || !after) && <circle class="ghost" cx={px(before.x)} cy={px(before.y)} r={8} />}
      {after && <circle class="chip" cx={px(after.x)} cy={px(after.y)} r={8} />}
      {after && (
        <text x={px(after.x)} y={px(after.y + 4)} text-anchor="middle">
          {number}
        </text>
      )}
    </g>
  )
}

function corner(probability: number, impact: number): { x: number; y: number } {
  return { x: left + impact * size, y: left + (4 - probability) * size }
}

function centre({ probability, impact }: { readonly probability: number; readonly impact: number }) {
  const { x, y } = corner(probability, impact)
  return { x: x + size / 2, y: y + size / 2 }
}
