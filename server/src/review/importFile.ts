import {
  encodingOf,
  formatOf,
  importText,
  isNamedAsOwn,
  isOwn,
  type NotImported,
  notInEncoding,
  notUtf8,
  ownFormat,
} from '#interchange/foreignFile'
import type { ImportParams, ImportResult } from '#protocol/review'

/** Both hosts of the worker have it, and no type library that they share. */
declare const TextDecoder: new (
  encoding: string,
  options: { readonly fatal: true },
) => { decode(bytes: Uint8Array): string }

/** Another tool's file as a plan, as `tpm import` makes it. */
export function importFile({ name, bytes }: ImportParams): ImportResult {
  const read = isNamedAsOwn(name) || isOwn(bytes) ? ownFormat : decode(bytes)
  if ('failure' in read) return { failure: `${name} ${read.failure}` }
  const format = formatOf(name, read.text)
  if (format === undefined) {
    return { failure: `${name} is no file that can be imported: MS Project XML and TaskJuggler are` }
  }
  const imported = importText(read.text, format)
  return 'message' in imported ? { failure: `${name}: ${imported.message}` } : imported
}

function decode(bytes: Uint8Array): { readonly text: string } | NotImported {
  const encoding = encodingOf(bytes)
  try {
    return { text: new TextDecoder(encoding ?? 'utf-8', { fatal: true }).decode(bytes) }
  } catch (error) {
    return encoding === undefined ? notUtf8 : notInEncoding(encoding, error)
  }
}
