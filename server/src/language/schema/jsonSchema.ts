import { limits } from './scalars/texts.ts'
import type { ScalarKind } from './scalars/trouble.ts'
import { type Field, planDocs, planShape, type Shape } from './shape.ts'

type Json = { readonly [key: string]: unknown }

/** Kinds whose every text is right; other readers of YAML may take such a text for a number. */
const texts: ReadonlySet<string> = new Set([
  'text',
  'name',
  'tag',
  'link',
  'glob',
  'party',
  'evidence',
  'mitigation',
  'severity',
  'driver-target',
  'git-revision',
  'currency',
])

/** No word that YAML 1.1 readers take for a boolean or null. */
const idPattern = '^(?!(?:[Tt]rue|[Ff]alse|[Nn]ull|[Yy]es|[Nn]o|[Oo]n|[Oo]ff|[YyNn])$)[A-Za-z][A-Za-z0-9_-]*$'

/** What a plan may hold besides what its keys say one by one. */
const rootRules: Json = { dependencies: { tasks: ['project'], milestones: ['project'] } }
const projectRules: Json = { anyOf: [{ required: ['start'] }, { required: ['finish', 'schedule'] }] }

/** The format as JSON Schema (draft 7, which YAML editors know best), for editors without our language server. */
export function planJsonSchema(): Json {
  const definitions = new Map<string, Json>()
  const root = new Writer(definitions).ofRoot()
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'TPM plan',
    description: planDocs,
    ...root,
    ...rootRules,
    definitions: Object.fromEntries([...definitions].sort(([a], [b]) => (a < b ? -1 : 1))),
  }
}

/** Writes shapes as JSON Schema; a class to hold the definitions it makes. */
class Writer {
  readonly #definitions: Map<string, Json>
  readonly #named = new Map<Shape, string>()

  constructor(definitions: Map<string, Json>) {
    this.#definitions = definitions
    for (const field of planShape.keys!.values()) this.#nameEntries(field)
  }

  ofRoot(): Json {
    return this.#map(planShape)
  }

  /** Entries of sections have definitions of their own: `task` for what stands in `tasks`. */
  #nameEntries({ key, shape }: Field): void {
    if (shape.record) this.#named.set(shape.record.value, key.replace(/s$/, ''))
  }

  #of(shape: Shape): Json {
    const name = this.#nameOf(shape)
    if (name === undefined) return this.#union(shape)
    if (!this.#definitions.has(name)) {
      this.#definitions.set(name, {})
      this.#definitions.set(name, this.#union(shape))
    }
    return { $ref: `#/definitions/${name}` }
  }

  /** A recursive shape is found by its keys: schemas that were given other words are copies. */
  #nameOf(shape: Shape): string | undefined {
    return this.#named.get(shape)
  }

  #union(shape: Shape): Json {
    const options: Json[] = []
    if (shape.scalar) options.push(this.#scalar(shape.scalar))
    if (shape.list) options.push({ type: 'array', items: this.#of(shape.list) })
    if (shape.keys || shape.record) options.push(this.#map(shape))
    return options.length === 1 ? options[0]! : { anyOf: options }
  }

  #map({ keys, record }: Shape): Json {
    const fields = [...(keys?.values() ?? [])]
    const required = fields.filter(field => field.required).map(({ key }) => key)
    const properties = Object.fromEntries(fields.map(field => [field.key, this.#field(field)]))
    return {
      type: 'object',
      ...(keys && { properties }),
      ...(required.length > 0 && { required }),
      ...(keys && { patternProperties: { '^x-': {} } }),
      ...(record && !keys && { propertyNames: this.#key(record.key) }),
      additionalProperties: record ? this.#of(record.value) : false,
    }
  }

  #field({ key, docs, shape }: Field): Json {
    const value = this.#of(shape)
    const rules = key === 'project' ? projectRules : {}
    return '$ref' in value ? { description: docs, allOf: [value] } : { description: docs, ...value, ...rules }
  }

  #key(kind: ScalarKind<unknown>): Json {
    if (kind.kind === 'id') return { type: 'string', pattern: idPattern, maxLength: limits.id }
    return kind.pattern === undefined ? { type: 'string' } : { type: 'string', pattern: kind.pattern }
  }

  #scalar(kind: ScalarKind<unknown>): Json {
    if (kind.json?.includes('boolean')) return { type: 'boolean' }
    if (kind.words && kind.pattern === undefined) return { enum: kind.words }
    if (texts.has(kind.kind)) return { type: ['string', 'number', 'boolean'], ...examplesOf(kind) }
    const definition = {
      type: kind.json ? ['string', ...kind.json] : 'string',
      ...(kind.pattern !== undefined && { pattern: kind.pattern }),
      ...examplesOf(kind),
    }
    if (kind.kind === 'number' || kind.kind === 'day-state') return definition
    if (!this.#definitions.has(kind.kind)) this.#definitions.set(kind.kind, definition)
    return { $ref: `#/definitions/${kind.kind}` }
  }
}

function examplesOf({ examples }: ScalarKind<unknown>): Json {
  return examples.length > 0 ? { examples: examples.map(example => example.replace(/^"(.*)"$/, '$1')) } : {}
}
