import type { Plan } from '#engine/model/plan'
import type { Decoded } from '../schema/leaf.ts'
import { formatVersion, planSchema } from '../schema/plan.ts'
import type { project } from '../schema/sections/project.ts'
import type { budget, policy } from '../schema/sections/records.ts'
import type { riskMatrix } from '../schema/sections/risks.ts'
import { shapeOf } from '../schema/shape.ts'
import { listOf, type Source } from './build/common.ts'
import { buildProject } from './build/project.ts'
import { buildBudget, buildPolicy } from './build/records.ts'
import { buildRiskMatrix } from './build/risks.ts'
import type { Decoder } from './decode.ts'
import { entriesOf } from './node.ts'
import type { ReadPiece } from './piece.ts'

/** What a section that is read whole comes to; `undefined` where that is nothing. */
export function sectionObject(piece: ReadPiece, decoder: Decoder): unknown {
  const name = piece.key.text
  if (piece.key.style === 'plain' && name === '<<') {
    decoder.checkKey(piece.key, new Map())
    return undefined
  }
  const field = shapeOf(planSchema).keys!.get(name)
  if (!field) {
    if (!piece.told) decoder.unknownKey(piece, shapeOf(planSchema).keys!.keys())
    return undefined
  }
  if (piece.kind === 'branch') return undefined
  if (!piece.value) return decoder.missing(piece, field.shape)
  const raw = decoder.value(field.shape, piece.value, piece.key)
  return raw === undefined
    ? undefined
    : buildSection(name, raw, { decoder, path: [name], entries: entriesOf(piece.value) }, piece)
}

function buildSection(name: string, raw: unknown, source: Source, piece: ReadPiece): unknown {
  switch (name) {
    case 'tpm':
      return checkedVersion(raw as number, source.decoder, piece)
    case 'include':
      return includesOf(raw as string | readonly (string | undefined)[], piece)
    case 'project':
      return checkedProject(raw as Decoded<typeof project>, source, piece)
    case 'risk-matrix':
      return buildRiskMatrix(raw as Decoded<typeof riskMatrix>, source)
    case 'budget':
      return buildBudget(raw as Decoded<typeof budget>, source)
    case 'policy':
      return buildPolicy(raw as Decoded<typeof policy>)
    default:
      return raw
  }
}

function checkedVersion(version: number, decoder: Decoder, piece: ReadPiece): number {
  if (formatVersion < version && piece.value) {
    decoder.report(piece.value, {
      code: 'plan/version',
      message: `This plan is of format ${version}; this version of the product reads format ${formatVersion}`,
      help: 'Update the product',
    })
  }
  return version
}

function checkedProject(raw: Decoded<typeof project>, source: Source, piece: ReadPiece): unknown {
  const backward = raw.finish !== undefined && raw.schedule === 'as-late-as-possible'
  if (!source.entries.some(entry => entry.key.text === 'start') && !backward) {
    source.decoder.report(piece.key, {
      code: 'plan/missing-key',
      message: '"start" is missing',
      help: 'When the project begins, as start: 2026-01-05',
    })
  }
  return buildProject(raw, source)
}

function includesOf(raw: string | readonly (string | undefined)[], piece: ReadPiece): Plan['include'] {
  if (piece.value?.kind !== 'seq') return listOf(raw).map(target => ({ target, path: ['include'] }))
  return (raw as readonly (string | undefined)[]).flatMap((target, i) =>
    target === undefined ? [] : [{ target, path: ['include', i] }],
  )
}
