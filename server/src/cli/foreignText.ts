import { decode, type Read } from './io.ts'

const ownFormat = {
  failure:
    'is in MS Project’s own format, which can’t be read: save it there as XML (File, Save As, XML Format), and import that',
} as const

/** Files that end so are MS Project's own, whatever is in them. */
export function ownFormatOf(path: string): Read | undefined {
  return /\.mp[pt]$/i.test(path) ? ownFormat : undefined
}

/**
 * The text of another tool's file. XML says in which encoding it is, by its first bytes or in its declaration (W3C XML
 * 1.0, appendix F); all else is UTF-8.
 */
export function decodeForeign(bytes: Uint8Array): Read {
  // An OLE compound file, as MS Project's .mpp is one.
  if (startsWith(bytes, 0xd0, 0xcf, 0x11, 0xe0)) return ownFormat
  const encoding = encodingOf(bytes)
  if (encoding === undefined) return decode(bytes)
  const label = `"${encoding.slice(0, 40)}"`
  try {
    return { text: new TextDecoder(encoding, { fatal: true }).decode(bytes) }
  } catch (error) {
    const why = error instanceof RangeError ? 'an encoding that can’t be read' : 'an encoding that it is not in'
    return { failure: `says that it is in ${label}, ${why}: save it as UTF-8` }
  }
}

/** The encoding of a text that begins as XML does, if that is not UTF-8. */
function encodingOf(bytes: Uint8Array): string | undefined {
  const [little, big] = [startsWith(bytes, 0xff, 0xfe), startsWith(bytes, 0xfe, 0xff)]
  const start = bytes.subarray(little || big ? 2 : 0)
  if (startsWith(start, 0x3c, 0)) return 'utf-16le'
  if (startsWith(start, 0, 0x3c)) return 'utf-16be'
  const head = Buffer.from(bytes.subarray(0, 200)).toString('latin1')
  const declared = /^<\?xml\s[^>]*?\sencoding\s*=\s*["']([A-Za-z][\w.-]*)["']/.exec(head)?.[1]
  // What can be read byte by byte up to here is no UTF-16, whatever it says.
  return declared === undefined || /^utf-?(?:8|16)/i.test(declared) ? undefined : declared
}

function startsWith(bytes: Uint8Array, ...first: readonly number[]): boolean {
  return first.every((byte, n) => bytes[n] === byte)
}
