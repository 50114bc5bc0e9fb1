import { type ComparedFile, comparisonHtml } from '#scene/comparisonHtml'
import { type Compared, viewOfCompared } from './compared.ts'

/** One self-contained page. */
export function diffHtml(compared: Compared, nameOf: (uri: string) => string): string {
  return comparisonHtml(compared.base, compared.head, comparedFiles(compared, nameOf))
}

/** Each plan as pictures show it. */
export function comparedFiles(compared: Compared, nameOf: (uri: string) => string): readonly ComparedFile[] {
  return compared.plans.map(plan => ({ file: plan.file, view: viewOfCompared(plan, compared, nameOf) }))
}
