import { comparisonSvg } from '#scene/comparisonSvg'
import type { Compared } from './compared.ts'
import { comparedFiles } from './html.ts'

/** The timeline of what moved. */
export function diffSvg(compared: Compared, nameOf: (uri: string) => string): string {
  return `${comparisonSvg(comparedFiles(compared, nameOf))}\n`
}
