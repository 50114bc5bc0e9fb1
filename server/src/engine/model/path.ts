/** Where something stands in a plan's text: keys and list positions from the root, e.g. `['tasks','build','tasks','data-sync','after',0]`. */
export type Path = readonly (string | number)[]

/**
 * The path of a key in what stands at `path`, and of what is in that. A list of just that length: a spread one would
 * keep room for sixteen more.
 */
export function below(path: Path, key: string | number, inner?: string | number): Path {
  const { length } = path
  const made = new Array<string | number>(inner === undefined ? length + 1 : length + 2)
  for (let i = 0; i < length; i++) made[i] = path[i]!
  made[length] = key
  if (inner !== undefined) made[length + 1] = inner
  return made
}

/** A place a finding points at. The language layer turns it into a span of text. */
export interface At {
  /** The plan or library the place is in; left out for the plan that is being checked. */
  readonly file?: string
  readonly path: Path
  /** `key`: the key's word. `value` (the default): the value, or the key where there is no value. */
  readonly on?: 'key' | 'value'
  /** Only the first occurrence of this word inside the value, e.g. the id inside `data-sync SS+3d`. */
  readonly word?: string
}
