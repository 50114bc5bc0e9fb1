import type { CST } from 'yaml'
import { problemAt } from './problem.ts'
import type { Problem } from './reading.ts'

/** How deep collections may be nested: what is deeper is not read, since reading recurses. */
export const maxDepth = 64

/** Where the depth is not even told exactly. */
const farTooDeep = 500

/**
 * The offset from which a text is nested so deep that its tokens alone would take too long. Counts brackets without
 * regard to quotes, so it is only used where nothing real can be meant.
 */
export function tooDeepAtOnce(text: string): number | undefined {
  const run = /(?:[?-][ \t]+){200}/.exec(text)
  if (run) return run.index
  let depth = 0
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code === 91 || code === 123) depth += 1
    else if ((code === 93 || code === 125) && 0 < depth) depth -= 1
    if (farTooDeep < depth) return at
  }
  return undefined
}

/** The offset at which collections are nested more than {@link maxDepth} deep. Iterative: the depth is unbounded. */
export function tooDeep(tokens: readonly CST.Token[], startDepth: number): number | undefined {
  const open: { token: CST.Token; depth: number }[] = tokens.map(token => ({ token, depth: startDepth }))
  for (let next = open.pop(); next; next = open.pop()) {
    const { token, depth } = next
    if (maxDepth < depth) return token.offset
    if (token.type === 'document') {
      if (token.value) open.push({ token: token.value, depth })
      continue
    }
    if (token.type !== 'block-map' && token.type !== 'block-seq' && token.type !== 'flow-collection') continue
    for (const item of token.items) {
      if (item.key) open.push({ token: item.key, depth: depth + 1 })
      if (item.value) open.push({ token: item.value, depth: depth + 1 })
    }
  }
  return undefined
}

export function tooDeepProblem(text: string, at: number): Problem {
  return problemAt(
    { start: at, end: Math.min(text.length, at + 1) },
    {
      code: 'yaml/too-deep',
      message: `This is nested more than ${maxDepth} levels deep`,
      help: 'What is inside is not read',
    },
  )
}
