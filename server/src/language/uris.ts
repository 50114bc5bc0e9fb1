/**
 * One spelling for each URI: editors percent-encode differently (`c%3A`, `(`, `@`). Plain paths pass unchanged.
 * Only for comparing; messages carry the spelling that came in.
 */
export function canonicalUri(uri: string): string {
  if (!uri.includes('://')) return uri
  try {
    return uri
      .split('/')
      .map((part, i) => (i === 0 ? part : encodeURIComponent(decodeURIComponent(part))))
      .join('/')
  } catch {
    return uri
  }
}

/** The folder a document is in, with its final slash. Works on URIs and on plain paths with `/` alike. */
export function folderOf(uri: string): string {
  return uri.slice(0, uri.lastIndexOf('/') + 1)
}

/**
 * What a relative path written in a document means: a URI (or path) below one of the roots.
 * `undefined` where it is absolute, names a scheme, a device or a share, or leaves the roots
 * (`spec/robustness.md`: includes and evidence files stay inside the workspace folder).
 */
export function resolveInside(roots: readonly string[], from: string, relative: string): string | undefined {
  if (/^[/\\]|^[A-Za-z][A-Za-z0-9+.-]*:|\\|\0/.test(relative)) return undefined
  const isUri = from.includes('://')
  const segments = folderOf(from).split('/').slice(0, -1)
  const floor = isUri ? 3 : 1
  for (const part of relative.split('/')) {
    if (part === '' || part === '.') continue
    if (part !== '..') segments.push(isUri ? encodeURIComponent(part) : part)
    else if (segments.length > floor) segments.pop()
    else return undefined
  }
  const resolved = segments.join('/')
  return roots.length === 0 || roots.some(root => isInside(root, resolved)) ? resolved : undefined
}

/** The way from a folder, given with its final slash, to a file or folder, as a plan writes it. */
export function relativePath(folder: string, place: string): string {
  const [from, to] = [folder.split('/').slice(0, -1), place.split('/')]
  let shared = 0
  while (shared < from.length && from[shared] === to[shared]) shared++
  return [...from.slice(shared).map(() => '..'), ...to.slice(shared)].map(decodeURIComponent).join('/')
}

/** Is a file in a folder, at any depth? */
export function isInside(folder: string, file: string): boolean {
  return file.startsWith(folder.endsWith('/') ? folder : `${folder}/`)
}

/** Is a file one of some places, or in one of them that is a folder? All as {@link canonicalUri} spells them. */
export function isAtOrIn(places: ReadonlySet<string>, file: string): boolean {
  for (let end = file.length; 0 < end; end = file.lastIndexOf('/', end - 1)) {
    if (places.has(file.slice(0, end)) || places.has(file.slice(0, end + 1))) return true
  }
  return false
}

/** Is this the name of a plan file? */
export function isPlanFile(uri: string): boolean {
  return /\.tpm\.ya?ml$/i.test(uri)
}
