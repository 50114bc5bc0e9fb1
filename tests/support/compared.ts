import type { ComparisonView } from '#engine/view/comparison'
import { methods } from '../../server/src/review/methods.ts'

const uri = 'file:///plan.tpm.yaml'

/** What the review worker says of two texts of a plan. */
export function compared(base: string, head: string): ComparisonView {
  const side = (label: string, text: string) => ({ label, files: [{ uri, text }], roots: ['file:///'] })
  return methods.compare!({
    uri,
    base: side('main', base),
    head: side('Working tree', head),
  } as never) as ComparisonView
}
