import type { At, Path } from '../model/path.ts'
import type { Guess } from './nearest.ts'
import type { Finding, Fix } from './rule.ts'

/** Where an id is written: as the key of a map from ids (`{ ben: 50% }`), or as a word of the value. */
export function atId(path: Path, id: string): At {
  return path.at(-1) === id ? { path, on: 'key' } : { path, word: id }
}

/** A reference to something that is not there, with the nearest thing that is, and fits. */
export function unknownId(
  at: At,
  id: string,
  message: string,
  guessFor: Guess,
  otherwise: string,
  fits?: (candidate: string) => boolean,
): Finding {
  const guess = guessFor(id, fits)
  if (guess === undefined) return { at, message, help: otherwise }
  return { at, message, help: `Did you mean "${guess}"?`, fixes: [changeTo(at, guess)] }
}

export function changeTo(at: At, word: string): Fix {
  return { title: `Change to "${word}"`, changes: [{ kind: 'replace', at, with: word }], preferred: true }
}
