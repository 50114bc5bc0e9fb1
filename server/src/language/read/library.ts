import { Composer, Parser } from 'yaml'
import { type Anchors, noAnchors } from './anchors.ts'
import { convertDocuments, type Tree } from './convertDocuments.ts'
import { tooDeep, tooDeepAtOnce, tooDeepProblem } from './depth.ts'

/** What the library is given at once: it reads about a million characters a second. */
export const largestForLibrary = 300_000

/**
 * Reads any YAML with the `yaml` library: by its nodes, never by values it makes of them. Its parser is
 * iterative; what is nested too deeply is found on the tokens and not composed, since composing recurses.
 */
export function readWithLibrary(text: string, anchors: Anchors = noAnchors(), startDepth = 0): Tree {
  const clear = tooDeepAtOnce(text)
  const tokens = clear === undefined ? [...new Parser().parse(text)] : []
  const deep = clear ?? tooDeep(tokens, startDepth)
  if (deep !== undefined) return { root: undefined, usesAnchors: false, problems: [tooDeepProblem(text, deep)] }
  const composer = new Composer({
    keepSourceTokens: true,
    uniqueKeys: false,
    merge: false,
    version: '1.2',
    schema: 'failsafe',
    resolveKnownTags: false,
    logLevel: 'silent',
    stringKeys: false,
  })
  const documents = [...composer.compose(tokens, true, text.length)]
  return convertDocuments(text, documents, anchors)
}
