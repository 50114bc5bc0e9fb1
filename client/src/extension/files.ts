import { type FileStat, FileType, RelativePattern, Uri, workspace } from 'vscode'
import type { BaseLanguageClient } from 'vscode-languageclient'
import {
  type FileParams,
  type FindPlansResult,
  methods,
  type OnDemandParams,
  type OnDemandResult,
  type ReadFileResult,
} from '#protocol/requests'
import { planGlob } from './plans.ts'

/** Larger files are not read at all. */
const mostBytes = 32 * 1024 * 1024
const mostPlans = 10_000

/** Lends the server the editor's file system, below the workspace folders only, and its own files, which are in `dist`. */
export function serveFiles(client: BaseLanguageClient, dist: Uri): void {
  client.onRequest(methods.findPlans, () => findPlans())
  client.onRequest(methods.findFiles, () => findFiles())
  client.onRequest(methods.readFile, ({ uri }: FileParams) => readFile(Uri.parse(uri)))
  client.onRequest<boolean, void>(methods.fileExists, ({ uri }: FileParams) => fileExists(Uri.parse(uri)))
  client.onRequest(methods.onDemand, async ({ part }: OnDemandParams): Promise<OnDemandResult> => {
    const name = part === 'holidays' ? 'holidays.js' : 'onDemand.js'
    const script = await workspace.fs.readFile(Uri.joinPath(dist, name))
    return { script: new TextDecoder().decode(script) }
  })
}

async function findPlans(): Promise<FindPlansResult> {
  const folders = workspace.workspaceFolders ?? []
  const found = await Promise.all(
    folders.map(folder => workspace.findFiles(new RelativePattern(folder, planGlob), undefined, mostPlans)),
  )
  return [...new Set(found.flat().map(String))].slice(0, mostPlans)
}

/** Files beyond which none are looked for. */
const mostFiles = 50_000

async function findFiles(): Promise<FindPlansResult> {
  const left = '**/{node_modules,.git}/**'
  const found = await Promise.all(
    (workspace.workspaceFolders ?? []).map(folder =>
      workspace.findFiles(new RelativePattern(folder, '**/*'), left, mostFiles),
    ),
  )
  return found.flat().map(String).slice(0, mostFiles)
}

async function readFile(uri: Uri): Promise<ReadFileResult> {
  const file = await fileInWorkspace(uri)
  if (!file || file.size > mostBytes) return null
  try {
    return { text: new TextDecoder().decode(await workspace.fs.readFile(uri)) }
  } catch {
    return null
  }
}

async function fileExists(uri: Uri): Promise<boolean> {
  return (await fileInWorkspace(uri)) !== undefined
}

/** A file that is really below its workspace folder: neither it nor a folder on the way is a link, which could lead out. */
async function fileInWorkspace(uri: Uri): Promise<FileStat | undefined> {
  const folder = workspace.getWorkspaceFolder(uri)
  if (!folder) return undefined
  const steps = uri.path
    .slice(folder.uri.path.length)
    .split('/')
    .filter(step => step !== '')
  if (steps.includes('..') || steps.length === 0) return undefined
  try {
    let place = folder.uri
    let stat: FileStat | undefined
    for (const step of steps) {
      place = Uri.joinPath(place, step)
      stat = await workspace.fs.stat(place)
      if (stat.type & FileType.SymbolicLink) return undefined
    }
    return stat && stat.type & FileType.File ? stat : undefined
  } catch {
    return undefined
  }
}
