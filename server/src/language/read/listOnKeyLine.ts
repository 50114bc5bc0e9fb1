import { fieldNames, fieldsWithLists } from '../schema/names.ts'
import { lineEndOf } from '../write/layout.ts'
import { problemAt, replaceFix } from './problem.ts'
import { quote } from './syntax.ts'

/** `after: - dig`, or `name: - dig`, which is a text: what is wrong, and the edit after which it says what is meant. */
export function listOnKeyLine(text: string, dash: number) {
  const before = /[^\r\n]*$/.exec(text.slice(0, dash))![0]
  const line = /^[^\r\n]*/.exec(text.slice(dash))![0]
  const key = /([\w-]+)[^\w-]*$/.exec(before)?.[1] ?? ''
  const isText = fieldNames.has(key) && !fieldsWithLists.has(key)
  const words = line.replace(/\s+#.*/, '').trimEnd()
  const lead = isText ? 0 : /\s*$/.exec(before)![0].length
  const fix = replaceFix(
    isText ? 'Quote the text' : 'Begin the list on the line below',
    { start: dash - lead, end: isText ? dash + words.length : dash },
    isText ? quote(words) : lineEndOf(text) + ' '.repeat(columnOfItems(text, dash, before)),
    true,
  )
  const problem = problemAt(
    { start: dash, end: dash + words.length },
    {
      code: 'yaml/syntax',
      message: 'A list can’t begin on the line of its key',
      help: isText ? fix.title : 'Write "- …" on the lines below, or the whole list as [a, b]',
      fixes: [fix],
    },
  )
  return { problem, edit: fix.edits[0]! }
}

/** Where the next items stand, if there are any; else a step deeper than the key. */
function columnOfItems(text: string, dash: number, before: string): number {
  const column = before.search(/[^\s-]/)
  const next = /^[^\r\n]*(?:\r?\n(?:[ \t]*(?:#[^\r\n]*)?\r?\n)*( *)- )?/.exec(text.slice(dash))![1]?.length
  if (next !== undefined && column <= next) return next
  const above = text.slice(0, dash - before.length).match(/^ *(?=[^\s#])/gm) ?? []
  const outer = above.findLast(lead => lead.length < column)
  return column + (outer === undefined ? 2 : column - outer.length)
}
