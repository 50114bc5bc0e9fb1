import { historySvg as draw } from '#scene/historySvg'
import type { History } from './history.ts'

/** The milestone trend and the figures as a picture. */
export function historySvg({ view }: History): string {
  return `${draw(view)}\n`
}
