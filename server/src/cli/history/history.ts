import type { HistoryView } from '#engine/view/historyView'
import type { Repository } from '../git.ts'
import type { Versions } from './versions.ts'

/** The versions of a plan and what each comes to. */
export interface History {
  readonly repository: Repository
  /** As a person is shown the plan's file. */
  readonly file: string
  readonly versions: Versions
  /** Of each version, then of the uncommitted text. */
  readonly view: HistoryView
}
