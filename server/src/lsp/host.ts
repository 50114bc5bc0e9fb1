import type { HolidayLibrary } from '#language/features/holidays'
import type { OnDemand } from './onDemand.ts'

/**
 * What the server may ask of the machine it runs on: to find and read files below the workspace folders,
 * and to load the rest of itself. Node has a file system, the browser's worker asks its editor.
 */
export interface Host {
  /** URIs of all plan files below the folders, `node_modules` and `.git` left out. */
  findPlans(folders: readonly string[]): Promise<readonly string[]>
  /** URIs of files below the folders, at most 50,000, `node_modules` and `.git` left out. */
  findFiles(folders: readonly string[]): Promise<readonly string[]>
  /** `undefined` where there is no such file, it is larger than 32 MB, or lies outside the folders once links are followed. */
  readFile(uri: string, folders: readonly string[]): Promise<string | undefined>
  fileExists(uri: string): Promise<boolean>
  /** Rejects where it can't be had; asked again at the next use. */
  loadOnDemand(): Promise<OnDemand>
  /** The public holidays of the world; rejects where they can't be had. */
  loadHolidays(): Promise<HolidayLibrary>
}
