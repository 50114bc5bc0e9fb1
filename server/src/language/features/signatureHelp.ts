import { shapeAt } from '../schema/shape.ts'
import type { Snapshot } from '../snapshot.ts'
import { cursorAt } from './cursor.ts'

export interface SignatureHelp {
  /** `id TYPE±lag` */
  readonly label: string
  /** Parts of the label, as half-open offsets into it, each with what it is. */
  readonly parameters: readonly { readonly from: number; readonly to: number; readonly docs: string }[]
  readonly active: number
}

/** Inside the short form of a link: which of its parts the cursor is at. */
export function signatureHelp({ text }: Snapshot, offset: number): SignatureHelp | undefined {
  const cursor = cursorAt(text, offset)
  if (cursor.role === 'none' || cursor.role === 'comment' || (cursor.role === 'key' && !cursor.either)) return undefined
  const shape = shapeAt(cursor.path)
  const kind = shape?.scalar?.kind ?? shape?.list?.scalar?.kind
  if (kind === 'after') {
    const active = /^\S+\s+[A-Za-z]{0,2}$/.test(cursor.typed)
      ? 1
      : /[+-][^A-Za-z]*\S*$/.test(cursor.typed.replace(/^\S+/, ''))
        ? 2
        : 0
    return { label: 'id TYPE±lag', parameters: afterParameters, active }
  }
  if (kind === 'before')
    return { label: 'id.deadline -lag', parameters: beforeParameters, active: /\s/.test(cursor.typed) ? 1 : 0 }
  return undefined
}

const afterParameters = [
  { from: 0, to: 2, docs: 'The task or milestone it waits for; `plan-id/task-id` for another plan’s.' },
  {
    from: 3,
    to: 7,
    docs: '`FS` starts after it finishes (usual), `SS` starts after it starts, `FF` finishes after it finishes, `SF` finishes after it starts.',
  },
  {
    from: 7,
    to: 11,
    docs: 'Working time `+2d`, elapsed time `+2ed`, or a share of the other’s duration `+50%`; negative for a lead.',
  },
]

const beforeParameters = [
  { from: 0, to: 11, docs: 'The task or milestone it must be in time for, or its deadline.' },
  { from: 12, to: 16, docs: 'How long before: working time `-3w` or elapsed time `-3ew`.' },
]
