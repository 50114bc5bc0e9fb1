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
  roomToRead()
  const incoming = new Incoming()
  const connection = createConnection(ProposedFeatures.all, incoming.options)
  const loadOnDemand = () => {
    // Asked for when the first plan has been read
    keepSmall()
    return parts.loadOnDemand()
  }
  startServer(connection, { ...nodeHost, ...parts, loadOnDemand }, incoming)
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

/** Bytes of the young generation, all of it: it begins with 1 MB, and V8 would let it grow to a hundred. */
const youngSize = 8 * 2 ** 20

/** Whether V8 has Maglev, the optimiser between the interpreter's code and Turbofan's: not in node 20 and 22. */
const hasMaglev = Reflect.get(process.config.variables, 'v8_enable_maglev') === 1

/**
 * Fits the heap to a server that first reads much that stays: it is looked through for garbage when it has doubled. The
 * young generation gets its size at once, and keeps it, so that what is read is not copied at each of its steps. V8's
 * last optimiser waits where there is one before it: of few processors it takes more from the reading than it gives.
 */
function roomToRead(): void {
  setFlagsFromString('--heap-growing-percent=100')
  setFlagsFromString('--semi-space-growth-factor=8')
  // It grows by so many times when what was made has outlived its first collections: some lists of 64 kB do.
  const lists: unknown[] = []
  while (lists.length < 100 && youngNow() < youngSize) lists.push(new Array(8000).fill(0))
  setFlagsFromString('--semi-space-growth-factor=1')
  if (hasMaglev) setFlagsFromString('--no-opt')
}

/**
 * And to one that then works on little at a time: garbage goes when the heap has grown by a fifth. A quarter less
 * memory, for work beside the thread. What runs again and again is worth optimising.
 */
function keepSmall(): void {
  setFlagsFromString('--heap-growing-percent=20')
  setFlagsFromString('--opt')
}

function youngNow(): number {
  return getHeapSpaceStatistics().find(({ space_name }) => space_name === 'new_space')?.space_size ?? youngSize
}
