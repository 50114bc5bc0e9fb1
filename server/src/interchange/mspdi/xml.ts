import { SaxesParser } from 'saxes'

/** An element with its children by name, in order. Only what is between tags and no attribute: MSPDI has none. */
export interface Element {
  readonly name: string
  readonly text: string
  readonly children: readonly Element[]
}

interface Open {
  readonly name: string
  text: string
  readonly children: Element[]
}

/** Why a text is no XML that we read, for the person. */
export class XmlError extends Error {}

const maxDepth = 64
const maxElements = 5_000_000

/**
 * Reads XML as a stream. A DOCTYPE is refused (entities can make a small file huge), depth and size are capped.
 *
 * @throws XmlError where it is not well-formed, with line and column.
 */
export function parseXml(text: string): Element {
  const parser = new SaxesParser({ position: true })
  const stack: Open[] = [{ name: '', text: '', children: [] }]
  let count = 0
  const stop = (why: string): never => {
    throw new XmlError(`${why} (line ${parser.line}, column ${parser.column + 1})`)
  }
  parser.on('error', error => stop(error.message.replace(/^\d+:\d+: /, '')))
  parser.on('doctype', () => stop('A DOCTYPE is not accepted'))
  parser.on('opentag', ({ name }) => {
    if (maxDepth < stack.length) stop(`Elements are nested deeper than ${maxDepth}`)
    if (maxElements < ++count) stop(`There are more than ${maxElements} elements`)
    stack.push({ name: name.replace(/^.*:/, ''), text: '', children: [] })
  })
  parser.on('text', piece => {
    stack.at(-1)!.text += piece
  })
  parser.on('cdata', piece => {
    stack.at(-1)!.text += piece
  })
  parser.on('closetag', () => {
    const done = stack.pop()!
    stack.at(-1)!.children.push(done)
  })
  parser.write(text.replace(/^\ufeff/, '')).close()
  return stack[0]!.children[0] ?? { name: '', text: '', children: [] }
}

export function childrenOf(element: Element | undefined, name: string): readonly Element[] {
  return element?.children.filter(child => child.name === name) ?? []
}

export function childOf(element: Element | undefined, name: string): Element | undefined {
  return element?.children.find(child => child.name === name)
}

/** The trimmed text of a child; `undefined` where it is missing or empty. */
export function textOf(element: Element | undefined, name: string): string | undefined {
  const text = childOf(element, name)?.text.trim()
  return text === '' ? undefined : text
}

/** A child's number; `undefined` where it is missing or no number. */
export function numberOf(element: Element | undefined, name: string): number | undefined {
  const text = textOf(element, name)
  const value = text === undefined ? Number.NaN : Number(text)
  return Number.isFinite(value) ? value : undefined
}

export function flagOf(element: Element | undefined, name: string): boolean {
  const text = textOf(element, name)
  return text === '1' || text === 'true'
}

/** Is a child there and no? One that is left out is not. */
export function isFalse(element: Element | undefined, name: string): boolean {
  const text = textOf(element, name)
  return text === '0' || text === 'false'
}
