import type { Severity } from '#engine/model/plan'
import { type HintKind, hintKinds } from '#language/features/inlayHints'

/** The person's settings that the server reads, as `package.json` declares them. */
export interface Settings {
  /** By rule code: `tpm.rules`. */
  readonly severities: ReadonlyMap<string, Severity>
  /** The kinds of computed facts that are shown behind an id. */
  readonly inlayHints: ReadonlySet<HintKind>
  readonly codeLens: boolean
  /** Are source files looked into that plans name? */
  readonly codeReferences: boolean
}

const severities: ReadonlySet<unknown> = new Set(['error', 'warning', 'information', 'hint', 'off'])

/** Reads the `tpm` section of an editor's configuration. What is not understood is as if it were not there. */
export function readSettings(section: unknown): Settings {
  const given = isRecord(section) ? section : {}
  const rules = isRecord(given.rules) ? Object.entries(given.rules) : []
  return {
    severities: new Map(rules.filter((rule): rule is [string, Severity] => severities.has(rule[1]))),
    inlayHints: readHints(given.inlayHints),
    codeLens: given.codeLens !== false,
    codeReferences: given.codeReferences !== false,
  }
}

/** Each kind by itself; `true` and `false` are for editors whose settings are written by hand. */
function readHints(given: unknown): ReadonlySet<HintKind> {
  if (given === false) return new Set()
  const switches = { dates: true, float: false, cost: false, ...(isRecord(given) && given) }
  return new Set(hintKinds.filter(kind => switches[kind] === true))
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
