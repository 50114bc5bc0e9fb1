import type { Snapshot } from '#language/snapshot'
import { Workspace } from '#language/workspace'
import { commitFiles } from '../commitFiles.ts'
import {
  blobSizes,
  type Commit,
  followLog,
  isShallow,
  type LogOptions,
  log,
  type ObjectId,
  type Repository,
  readBlobs,
} from '../git.ts'
import type { Io } from '../io.ts'
import { loadPlan } from '../plans.ts'

/** A plan as one commit has it. */
export interface PlanVersion {
  readonly commit: Commit
  /** Where the plan is in that commit, from the top. */
  readonly path: string
  /** The files that it is made of: their paths and blobs. The same files, the same plan. */
  readonly files: ReadonlyMap<string, ObjectId>
}

export interface Versions {
  /** Oldest first: one for each commit that touches the plan or what it needs. */
  readonly versions: readonly PlanVersion[]
  /** The clone lacks older commits: there may be more. */
  readonly shallow: boolean
  /** The plan as a version had it. Cheap where the last one asked for was next to it. */
  readonly snapshot: (version: PlanVersion) => Snapshot
  /** The same in a workspace of its own: it stays true whatever is asked for later. */
  readonly alone: (version: PlanVersion) => Snapshot
}

/**
 * The versions of a plan up to a commit, along first parents (a merge is one version), over renames, with the libraries
 * that it includes and the plans that it waits for at the path where they are in that commit.
 */
export function findVersions(
  repository: Repository,
  { path, until, ...options }: { readonly path: string; readonly until: ObjectId } & LogOptions,
  io: Io,
): Versions {
  const followed = new Map(followLog(repository, until, path).map(commit => [commit.id, commit.path]))
  const paths = new Set([path, ...followed.values()])
  const head = headOf(repository, path, until, io)
  for (const uri of head?.workspace.snapshots.keys() ?? []) paths.add(uri.slice(repository.top.length + 1))
  const texts = new BlobTexts(repository)
  for (;;) {
    const versions = versionsOf(repository, { path, until, paths: [...paths], followed, ...options })
    const missing = includedBy(versions, repository.top, texts).filter(found => !paths.has(found))
    if (0 < missing.length) for (const found of missing) paths.add(found)
    else {
      const read = () => reader(repository.top, versions, texts)
      return { versions, shallow: isShallow(repository), snapshot: read(), alone: version => read()(version) }
    }
  }
}

/** The plan and all that it needs as the last commit has them; none where the plan can't be read there. */
function headOf(repository: Repository, path: string, commit: ObjectId, io: Io): Snapshot | undefined {
  const files = commitFiles(io, repository, commit, [path])
  const file = `${repository.top}/${path}`
  return files.kindOf(file) === 'file' ? loadPlan(file, { root: repository.top }, files).snapshot : undefined
}

interface Walk extends LogOptions {
  readonly path: string
  readonly until: ObjectId
  readonly paths: readonly string[]
  /** The path of the plan after each commit that touched it. */
  readonly followed: ReadonlyMap<ObjectId, string>
}

function versionsOf(
  repository: Repository,
  { path, until, paths, followed, ...options }: Walk,
): readonly PlanVersion[] {
  const commits = [...log(repository, until, paths, { ...options, firstParent: true })].reverse()
  const names = commits.flatMap(({ id }) => paths.map(path => `${id}:${path}`))
  const found = blobSizes(repository, names)
  let current = pathBefore(commits, followed) ?? path
  return commits.flatMap(commit => {
    current = followed.get(commit.id) ?? current
    const files = new Map<string, ObjectId>()
    for (const each of paths) {
      const blob = found.get(`${commit.id}:${each}`)
      if (blob) files.set(each, blob.id)
    }
    return files.has(current) ? [{ commit, path: current, files }] : []
  })
}

/** The path that the plan has before the first of some commits touches it: those before it may be left out. */
function pathBefore(commits: readonly Commit[], followed: ReadonlyMap<ObjectId, string>): string | undefined {
  const all = [...followed.keys()]
  const first = commits.findIndex(({ id }) => followed.has(id))
  const older = first < 0 ? 0 : all.indexOf(commits[first]!.id) + 1
  return followed.get(all[older] ?? all[all.length - 1] ?? '')
}

/** What any version includes, at any distance; `include` is a rare word, so few texts are read for it. */
function includedBy(versions: readonly PlanVersion[], top: string, texts: BlobTexts): readonly string[] {
  const seen = new Set<ObjectId>()
  const workspace = new Workspace({ roots: [top] })
  const missing = new Set<string>()
  for (const { files } of versions) {
    for (const [path, id] of files) {
      if (seen.has(id)) continue
      seen.add(id)
      const text = texts.text(id, () => versions.flatMap(version => [...version.files.values()]))
      if (text === undefined || !/^include\s*:/m.test(text)) continue
      workspace.set(`${top}/${path}`, text)
      for (const uri of workspace.missingIncludes()) missing.add(uri.slice(top.length + 1))
    }
  }
  return [...missing]
}

/** One workspace goes from version to version: what two have in common is read once. */
function reader(top: string, versions: readonly PlanVersion[], texts: BlobTexts): Versions['snapshot'] {
  const workspace = new Workspace({ roots: [top], fileExists: () => true })
  const shown = new Map<string, ObjectId>()
  return version => {
    const at = versions.indexOf(version)
    const around = () => versions.slice(Math.max(0, at - 32), at + 32).flatMap(({ files }) => [...files.values()])
    for (const path of [...shown.keys()]) {
      if (version.files.has(path)) continue
      workspace.delete(`${top}/${path}`)
      shown.delete(path)
    }
    for (const [path, id] of version.files) {
      if (shown.get(path) === id) continue
      workspace.set(`${top}/${path}`, texts.text(id, around) ?? '')
      shown.set(path, id)
    }
    return workspace.snapshot(`${top}/${version.path}`)!
  }
}

/** No more text than this is held: some hundred versions of a large plan. */
const mostHeld = 96 * 1024 * 1024

/** Texts of blobs, several read at once: those that will be asked for next come along. */
class BlobTexts {
  readonly #repository: Repository
  #texts = new Map<ObjectId, string | undefined>()
  #held = 0

  constructor(repository: Repository) {
    this.#repository = repository
  }

  /** `undefined` for what is no text. `alsoWanted` is asked only where git must be. */
  text(id: ObjectId, alsoWanted: () => readonly ObjectId[]): string | undefined {
    if (this.#texts.has(id)) return this.#texts.get(id)
    if (mostHeld < this.#held) {
      this.#texts = new Map()
      this.#held = 0
    }
    const wanted = [...new Set([id, ...alsoWanted()])].filter(other => !this.#texts.has(other))
    const sizes = [...blobSizes(this.#repository, wanted).values()]
    let bytes = 0
    const chosen = sizes.filter(({ id: other, size }) => {
      bytes += size
      return other === id || bytes < mostHeld / 2
    })
    for (const { id: other, text } of readBlobs(
      this.#repository,
      chosen.map(({ id: each }) => each),
    ).values()) {
      this.#texts.set(other, text)
      this.#held += text?.length ?? 0
    }
    if (!this.#texts.has(id)) this.#texts.set(id, undefined)
    return this.#texts.get(id)
  }
}
