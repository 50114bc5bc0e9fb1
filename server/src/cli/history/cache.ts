import { type PlanFigures, planFigures } from '#engine/view/planFigures'
import type { Snapshot } from '#language/snapshot'
import { complain } from '../exit.ts'
import type { Io } from '../io.ts'
import { version as ours } from '../version.ts'
import type { PlanVersion } from './versions.ts'

interface Stored {
  readonly tpm: string
  readonly figures: Readonly<Record<string, PlanFigures>>
}

/**
 * Figures by the blobs that a plan is made of: versions that are the same again are computed once, and what a file
 * keeps is not computed again in the next run. A file of another version of tpm, or none of ours, counts as empty.
 */
export class FiguresCache {
  readonly #path: string | undefined
  readonly #io: Io
  readonly #figures: Map<string, PlanFigures>
  #isNew = false

  constructor(written: string | undefined, io: Io) {
    this.#path = written === undefined ? undefined : io.absolute(written)
    this.#io = io
    this.#figures = new Map(Object.entries(this.#path === undefined ? {} : readStored(this.#path, io)))
  }

  figures(version: PlanVersion, snapshot: (version: PlanVersion) => Snapshot): PlanFigures {
    const key = keyOf(version)
    const known = this.#figures.get(key)
    if (known) return known
    const { plan, schedule } = snapshot(version)
    const figures = planFigures(plan, schedule)
    this.#figures.set(key, figures)
    this.#isNew = true
    return figures
  }

  /** Writes what is new to the file, where there is one. */
  save(): void {
    if (this.#path === undefined || !this.#isNew) return
    const stored: Stored = { tpm: ours, figures: Object.fromEntries(this.#figures) }
    const failure = this.#io.write(this.#path, `${JSON.stringify(stored)}\n`)
    if (failure !== undefined) complain(`the cache ${this.#io.shown(this.#path)} ${failure}`, this.#io)
  }
}

function keyOf({ path, files }: PlanVersion): string {
  return [path, ...[...files].map(([file, id]) => `${id} ${file}`).sort()].join('\n')
}

function readStored(path: string, io: Io): Stored['figures'] {
  const read = io.read(path)
  if (!('text' in read)) return {}
  try {
    const stored = JSON.parse(read.text) as Partial<Stored> | null
    const isOurs = stored?.tpm === ours && typeof stored.figures === 'object' && stored.figures !== null
    return isOurs ? (stored.figures ?? {}) : {}
  } catch {
    return {}
  }
}
