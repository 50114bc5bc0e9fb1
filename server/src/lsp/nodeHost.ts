import { access, readdir, readFile, realpath, stat } from 'node:fs/promises'
import { join, sep } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node'
import { isPlanFile } from '#language/uris'
import { keepSmall, roomToRead } from './heap.ts'
import type { Host } from './host.ts'
import { Incoming } from './incoming.ts'
import { startServer } from './server.ts'

const maxBytes = 32e6

/**
 * Serves on the transport that the command line names (`--stdio`, `--node-ipc`), reading files with node.
 * @param isRead called in the first idle moment after a plan was read, while the heap is as it was at the start
 */
export function startNodeServer(parts: Pick<Host, 'loadOnDemand' | 'loadHolidays'>, isRead?: () => void): void {
  roomToRead()
  const incoming = new Incoming()
  const connection = createConnection(ProposedFeatures.all, incoming.options)
  const loadOnDemand = () => {
    // Asked for when the first plan has been read
    isRead?.()
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
