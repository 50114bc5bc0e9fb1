import type { Severity } from '#engine/model/plan'
import type { HintKind } from '#language/features/inlayHints'

/** The person's settings that the server reads, as `package.json` declares them. */
export interface Settings {
  /** By rule code: `tpm.rules`. */
  readonly severities: ReadonlyMap<string, Severity>
  /** The kinds of computed facts that are shown behind an id. */
  readonly inlayHints: ReadonlySet<HintKind>
  readonly codeLens: boolean
}

const severities: ReadonlySet<unknown> = new Set(['error', 'warning', 'information', 'hint', 'off'])

/** Reads the `tpm` section of an editor's configuration. What is not understood is as if it were not there. */
export function readSettings(section: unknown): Settings {
  const given = isRecord(section) ? section : {}
  const rules = isRecord(given.rules) ? Object.entries(given.rules) : []
  return {
    severities: new Map(rules.filter((rule): rule is [string, Severity] => severities.has(rule[1]))),
    inlayHints: new Set(given.inlayHints === false ? [] : ['dates']),
    codeLens: given.codeLens !== false,
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
