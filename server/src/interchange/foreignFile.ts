import type { Imported } from './imported.ts'
import { importMspdi } from './mspdi/importMspdi.ts'
import { XmlError } from './mspdi/xml.ts'
import { importTaskJuggler } from './taskjuggler/importTaskJuggler.ts'

export type ForeignFormat = 'mspdi' | 'taskjuggler'

/** Why there is no plan, in words that follow the file's name. */
export interface NotImported {
  readonly failure: string
}

/** What MS Project itself writes, which only it can read. */
export const ownFormat: NotImported = {
  failure:
    'is in MS Project’s own format, which can’t be read: save it there as XML (File, Save As, XML Format), and import that',
}

/** Files that end so are MS Project's own, whatever is in them. */
export function isNamedAsOwn(name: string): boolean {
  return /\.mp[pt]$/i.test(name)
}

/** An OLE compound file, as MS Project's .mpp is one. */
export function isOwn(bytes: Uint8Array): boolean {
  return startsWith(bytes, 0xd0, 0xcf, 0x11, 0xe0)
}

/**
 * The encoding of a text that begins as XML does, if that is not UTF-8: XML says it by its first bytes or in its
 * declaration (W3C XML 1.0, appendix F).
 */
export function encodingOf(bytes: Uint8Array): string | undefined {
  const [little, big] = [startsWith(bytes, 0xff, 0xfe), startsWith(bytes, 0xfe, 0xff)]
  const start = bytes.subarray(little || big ? 2 : 0)
  if (startsWith(start, 0x3c, 0)) return 'utf-16le'
  if (startsWith(start, 0, 0x3c)) return 'utf-16be'
  const head = String.fromCharCode(...bytes.subarray(0, 200))
  const declared = /^<\?xml\s[^>]*?\sencoding\s*=\s*["']([A-Za-z][\w.-]*)["']/.exec(head)?.[1]
  // What can be read byte by byte up to here is no UTF-16, whatever it says.
  return declared === undefined || /^utf-?(?:8|16)/i.test(declared) ? undefined : declared
}

/** @param error what the decoder threw: a RangeError where it does not know the encoding */
export function notInEncoding(encoding: string, error: unknown): NotImported {
  const why = error instanceof RangeError ? 'an encoding that can’t be read' : 'an encoding that it is not in'
  return { failure: `says that it is in "${encoding.slice(0, 40)}", ${why}: save it as UTF-8` }
}

export const notUtf8: NotImported = { failure: 'is not UTF-8 text: save it as UTF-8' }

/** Told by the file's name and first characters. */
export function formatOf(name: string, text: string): ForeignFormat | undefined {
  if (/\.tj[pi]$/i.test(name)) return 'taskjuggler'
  if (/\.xml$/i.test(name) || /^\ufeff?\s*<\?xml/.test(text)) return 'mspdi'
  return /^\s*project\s+\w+/m.test(text) ? 'taskjuggler' : undefined
}

/** What is no XML, or XML of another kind, has a message that says so. */
export function importText(text: string, format: ForeignFormat): Imported | { readonly message: string } {
  if (format === 'taskjuggler') return importTaskJuggler(text)
  try {
    return importMspdi(text)
  } catch (error) {
    if (error instanceof XmlError) return { message: error.message }
    throw error
  }
}

function startsWith(bytes: Uint8Array, ...first: readonly number[]): boolean {
  return first.every((byte, n) => bytes[n] === byte)
}
