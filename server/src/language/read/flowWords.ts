import { problemAt, replaceFix } from './problem.ts'
import type { Node, Problem } from './reading.ts'
import { quote } from './syntax.ts'

// A word with braces in it, such as src/{a,b}/*.ts: in flow YAML takes the brace for a map.
const braced = /(?<=[[{,:][ \t]*|^[ \t]*)[^\s"'[\]{},:#&*!|>%@`-][^\s"'[\]{},:]*\{[^\s{}"']*\}[^\s"'[\]{},]*/gm

// A word that begins with # where a value begins: to YAML a comment, which takes the closing bracket with it.
const hashed = /(?<=(?:[[{,][ \t]*|:[ \t]+))#[^\s#!,\]}][^\s,\]}]*(?=[ \t]*[,\]}])/gm

/** Words inside `[ ]` and `{ }` that YAML takes for maps and comments, made readable by characters that mean nothing; `undefined` where there are none. */
export function maskWords(
  text: string,
): { readonly masked: string; readonly problems: readonly Problem[] } | undefined {
  const problems: Problem[] = []
  const masked = text.replace(braced, (word, at: number) => {
    const span = { start: at, end: at + word.length }
    problems.push(
      problemAt(span, {
        code: 'yaml/glob',
        message: `In [ ] and { } the braces of "${word}" are read as a map`,
        help: 'Quote it',
        fixes: [replaceFix('Quote it', span, quote(word), true)],
      }),
    )
    return word.replace(/[{},]/g, '.')
  })
  const visible = masked.replace(hashed, (word, at: number) => {
    const span = { start: at, end: at + word.length }
    problems.push(
      problemAt(span, {
        code: 'yaml/lost-comment',
        message: `"${word}" and the rest of the line are a comment`,
        help: 'Quote the text',
        fixes: [replaceFix('Quote the text', span, quote(word), true)],
      }),
    )
    return `.${word.slice(1)}`
  })
  return problems.length > 0 ? { masked: visible, problems } : undefined
}

/** Plain texts as they stand in the original. */
export function unmask(node: Node, text: string): Node {
  switch (node.kind) {
    case 'scalar':
      return node.style === 'plain' && node.text.length === node.end - node.start
        ? { ...node, text: text.slice(node.start, node.end) }
        : node
    case 'seq':
      return { ...node, items: node.items.map(item => item && unmask(item, text)) }
    case 'map':
      return {
        ...node,
        entries: node.entries.map(entry => ({ ...entry, value: entry.value && unmask(entry.value, text) })),
      }
  }
}
