/** Where something stands in a plan's text: keys and list positions from the root, e.g. `['tasks','build','tasks','data-sync','after',0]`. */
export type Path = readonly (string | number)[]

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
