/** What GitHub tells an action of why it runs: the parts of the event that we use. Untrusted. */
export interface Range {
  /** A word for `tpm diff`: `BASE...HEAD`. */
  readonly range: string
  /** The pull request that a comment goes to. */
  readonly pullRequest?: number
}

export interface Asked {
  readonly base: string
  readonly head: string
}

const noCommit = /^0+$/
const commit = /^[0-9a-f]{40,64}$/

/**
 * What is to be compared: what the workflow says, else what the event is about. `undefined`: there is nothing to compare
 * with, as on the first push of a branch. Throws with a message where the event says too little.
 */
export function rangeOf(eventName: string, event: unknown, { base, head }: Asked): Range | undefined {
  const pullRequest = numberAt(event, 'pull_request', 'number')
  const withComment = pullRequest === undefined ? {} : { pullRequest }
  if (base !== '') return { range: `${base}...${head === '' ? 'HEAD' : head}`, ...withComment }
  const [from, to] = endsOf(eventName, event)
  if (from !== undefined && noCommit.test(from)) return undefined
  if (from === undefined || !commit.test(from)) {
    throw new Error(`The event "${eventName}" does not say what to compare with: give the action the input "base"`)
  }
  return { range: `${from}...${head !== '' ? head : (to ?? 'HEAD')}`, ...withComment }
}

/** The commits before and after; without the latter it is what is checked out. */
function endsOf(eventName: string, event: unknown): readonly [string | undefined, string | undefined] {
  switch (eventName) {
    case 'pull_request':
    case 'pull_request_target':
    case 'pull_request_review':
      return [textAt(event, 'pull_request', 'base', 'sha'), undefined]
    case 'merge_group':
      return [textAt(event, 'merge_group', 'base_sha'), undefined]
    default:
      return [textAt(event, 'before'), textAt(event, 'after')]
  }
}

function textAt(value: unknown, ...path: readonly string[]): string | undefined {
  const found = at(value, path)
  return typeof found === 'string' ? found : undefined
}

function numberAt(value: unknown, ...path: readonly string[]): number | undefined {
  const found = at(value, path)
  return typeof found === 'number' && Number.isInteger(found) ? found : undefined
}

function at(value: unknown, path: readonly string[]): unknown {
  let found = value
  for (const key of path) {
    if (typeof found !== 'object' || found === null || !Object.hasOwn(found, key)) return undefined
    found = Reflect.get(found, key)
  }
  return found
}
