import { formatOf, importText } from '#interchange/foreignFile'
import type { Imported } from '#interchange/imported'
import { visibleLines } from './escape.ts'
import { type ExitCode, Impossible } from './exit.ts'
import { decodeForeign, ownFormatOf } from './foreignText.ts'
import type { importFormats } from './formats.ts'
import type { Io, Read } from './io.ts'
import { writeNew } from './newPlan.ts'

export interface ImportOptions {
  readonly source: string
  /** Left out, told by the file's name and first characters. */
  readonly from?: (typeof importFormats)[number]
  /** Write it there, if nothing is there yet, rather than to standard output. */
  readonly file?: string
}

/** Another tool's plan as ours. What could not be carried over is said on standard error. */
export function importPlan({ source, from, file }: ImportOptions, io: Io): ExitCode {
  const read = source === '-' ? io.readInput(decodeForeign) : readForeign(source, io)
  if ('failure' in read) throw new Impossible(`${source} ${read.failure}`)
  const { text, notes } = convert(read.text, from ?? formatOf(source, read.text), source)
  if (file === undefined) io.out(text)
  else writeNew(file, text, io)
  for (const note of notes) io.err(`note: ${visibleLines(note)}\n`)
  return 0
}

function readForeign(source: string, io: Io): Read {
  const path = io.absolute(source)
  return (io.kindOf(path) === 'file' ? ownFormatOf(path) : undefined) ?? io.read(path, decodeForeign)
}

function convert(text: string, format: ImportOptions['from'], source: string): Imported {
  if (format === undefined) {
    throw new Impossible(`${source} is no file that can be imported: MS Project XML and TaskJuggler are (see --from)`)
  }
  const imported = importText(text, format)
  if ('message' in imported) throw new Impossible(`${source}: ${imported.message}`)
  return imported
}
