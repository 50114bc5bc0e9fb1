import { access, readdir, readFile, realpath, stat } from 'node:fs/promises'
import { join, sep } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { getHeapSpaceStatistics, setFlagsFromString } from 'node:v8'
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node'
import { isPlanFile } from '#language/uris'
import type { Host } from './host.ts'
import { Incoming } from './incoming.ts'
import { startServer } from './server.ts'

const maxBytes = 32e6

/** Serves on the transport that the command line names (`--stdio`, `--node-ipc`), reading files with node. */
export function startNodeServer(parts: Pick<Host, 'loadOnDemand' | 'loadHolidays'>): void {
  fitHeap()
  const incoming = new Incoming()
  const connection = createConnection(ProposedFeatures.all, incoming.options)
  startServer(connection, { ...nodeHost, ...parts }, incoming)
}

const nodeHost: Omit<Host, 'loadOnDemand' | 'loadHolidays'> = {
  async findPlans(folders) {
    const found = await Promise.all(folders.filter(isFile).map(folder => filesBelow(fileURLToPath(folder), isPlanFile)))
    return found.flat()
  },
  async findFiles(folders) {
    const found = await Promise.all(folders.filter(isFile).map(folder => filesBelow(fileURLToPath(folder), () => true)))
    return found.flat().slice(0, maxFiles)
  },
  async readFile(uri, folders) {
    if (!isFile(uri)) return undefined
    const path = await realpath(fileURLToPath(uri))
    const inside = await Promise.all(
      folders.filter(isFile).map(folder => realpath(fileURLToPath(folder)).catch(() => undefined)),
    )
    if (!inside.some(folder => folder !== undefined && path.startsWith(folder + sep))) return undefined
    const found = await stat(path)
    return found.isFile() && found.size <= maxBytes ? readFile(path, 'utf8') : undefined
  },
  async fileExists(uri) {
    return (
      isFile(uri) &&
      access(fileURLToPath(uri)).then(
        () => true,
        () => false,
      )
    )
  },
}

function isFile(uri: string): boolean {
  return uri.startsWith('file:')
}

/** Folders in which no plan is looked for. */
const passedOver = new Set(['node_modules', '.git'])

/** Files beyond which none are looked for. */
const maxFiles = 50_000

async function filesBelow(folder: string, isWanted: (path: string) => boolean): Promise<string[]> {
  const files: string[] = []
  const open = [folder]
  for (let next = open.pop(); next !== undefined && files.length < maxFiles; next = open.pop()) {
    for (const entry of await readdir(next, { withFileTypes: true }).catch(() => [])) {
      const path = join(next, entry.name)
      if (entry.isDirectory() && !passedOver.has(entry.name)) open.push(path)
      else if (entry.isFile() && isWanted(path)) files.push(pathToFileURL(path).href)
    }
  }
  return files.sort()
}

/** Bytes of the young generation, both halves: it begins with 2 MB, and V8 would let it grow to 128. */
const youngSize = 16 * 2 ** 20

/**
 * Fits the heap to what a language server does: it reads much that stays, then little at a time.
 *
 * Garbage goes when the heap has doubled, not only at four times its size: a third less memory while a large plan is typed
 * in, for some hundredths of the time. The young generation gets the size at once that serves best, and keeps it: what
 * is read at the start of a plan is not copied at each of its steps, and a hundred megabytes less are held.
 */
function fitHeap(): void {
  setFlagsFromString('--heap-growing-percent=100')
  setFlagsFromString('--semi-space-growth-factor=8')
  // It grows by so many times when what was made has outlived its first collections: some lists of 64 kB do.
  const lists: unknown[] = []
  while (lists.length < 100 && youngNow() < youngSize) lists.push(new Array(8000).fill(0))
  setFlagsFromString('--semi-space-growth-factor=1')
}

function youngNow(): number {
  return getHeapSpaceStatistics().find(({ space_name }) => space_name === 'new_space')?.space_size ?? youngSize
}
