import { encodingOf, isNamedAsOwn, isOwn, notInEncoding, ownFormat } from '#interchange/foreignFile'
import { decode, type Read } from './io.ts'

/** Files that end so are MS Project's own, whatever is in them. */
export function ownFormatOf(path: string): Read | undefined {
  return isNamedAsOwn(path) ? ownFormat : undefined
}

/** The text of another tool's file: XML in the encoding that it names, all else in UTF-8. */
export function decodeForeign(bytes: Uint8Array): Read {
  if (isOwn(bytes)) return ownFormat
  const encoding = encodingOf(bytes)
  if (encoding === undefined) return decode(bytes)
  try {
    return { text: new TextDecoder(encoding, { fatal: true }).decode(bytes) }
  } catch (error) {
    return notInEncoding(encoding, error)
  }
}
