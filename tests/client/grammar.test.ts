import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { createOnigScanner, createOnigString, loadWASM } from 'vscode-oniguruma'
import { type IGrammar, INITIAL, parseRawGrammar, Registry } from 'vscode-textmate'

const root = join(import.meta.dirname, '../..')

/** The editor's own YAML grammar, from the VS Code that the end-to-end tests run. */
const yamlFolder = findYamlExtension()

describe.skipIf(yamlFolder === undefined)('the grammar over the editor’s own YAML grammar', () => {
  let plan: IGrammar
  let yaml: IGrammar

  beforeAll(async () => {
    const wasm = createRequire(import.meta.url).resolve('vscode-oniguruma/release/onig.wasm')
    await loadWASM(readFileSync(wasm))
    const registry = new Registry({
      onigLib: Promise.resolve({ createOnigScanner, createOnigString }),
      loadGrammar: async scope => {
        const path = grammarPath(scope)
        return path ? parseRawGrammar(readFileSync(path, 'utf8'), path) : null
      },
    })
    plan = (await registry.loadGrammar('source.tpm-yaml'))!
    yaml = (await registry.loadGrammar('source.yaml'))!
  })

  const scopeOf = (text: string, word: string) => {
    const token = tokens(plan, text).find(each => each.text.trim() === word)
    return token?.scopes.findLast(scope => scope.endsWith('.tpm-yaml') && scope !== 'source.tpm-yaml')
  }

  test.each([
    ['start: 2026-05-02', '2026-05-02', 'constant.numeric.date.tpm-yaml'],
    ['start: 2026-05-02T13:00', '2026-05-02T13:00', 'constant.numeric.date.tpm-yaml'],
    ['holidays:\n  2026-05-01: Tag der Arbeit', '2026-05-01', 'constant.numeric.date.tpm-yaml'],
    ['leave: [2026-03-02..2026-03-13]', '..', 'keyword.operator.range.tpm-yaml'],
    ['leave: [2026-03-02..2026-03-13]', '2026-03-13', 'constant.numeric.date.tpm-yaml'],
    ['effort: 3d..5d..9d', '5d', 'constant.numeric.duration.tpm-yaml'],
    ['effort: 1.5w # long', '1.5w', 'constant.numeric.duration.tpm-yaml'],
    ['duration: 20ed', '20ed', 'constant.numeric.duration.tpm-yaml'],
    ['after: [target, landing-zone SS+3d]', 'SS', 'keyword.other.link.tpm-yaml'],
    ['after: [target, landing-zone SS+3d]', '+3d', 'constant.numeric.duration.tpm-yaml'],
    ['after: landing-zone FF', 'FF', 'keyword.other.link.tpm-yaml'],
    ['after:\n  - dual-run +1w', '+1w', 'constant.numeric.duration.tpm-yaml'],
    ['after: build FS+50%', '+50%', 'constant.numeric.duration.tpm-yaml'],
    ['progress: 60%', '60%', 'constant.numeric.percent.tpm-yaml'],
    ['rate: 95/h', '95/h', 'constant.numeric.rate.tpm-yaml'],
    ['week: { mon: [09:00-12:00, 13:00-18:00] }', '13:00-18:00', 'constant.numeric.hours.tpm-yaml'],
    ['a: b # tpm-ignore schedule/no-work: why', 'tpm-ignore', 'keyword.other.ignore.tpm-yaml'],
  ])('%s: %s', (text, word, scope) => {
    expect(scopeOf(text, word)).toBe(scope)
  })

  test.each([
    ['name: Wait 3d for the vendor', '3d'],
    ['name: "2026-05-02"', '2026-05-02'],
    ['data-3d: x', '3d'],
    ['name: The SS of the year', 'SS'],
  ])('%s: %s is text', (text, word) => {
    expect(scopeOf(text, word)).toBeUndefined()
  })

  test('everything else is coloured as in any YAML file', () => {
    for (const name of readdirSync(join(root, 'media/templates')).filter(file => file.endsWith('.tpm.yaml'))) {
      const text = readFileSync(join(root, 'media/templates', name), 'utf8')
      expect(perCharacter(tokens(plan, text)), name).toEqual(perCharacter(tokens(yaml, text)))
    }
  })
})

interface Token {
  readonly line: number
  readonly start: number
  readonly text: string
  readonly scopes: readonly string[]
}

function tokens(grammar: IGrammar, text: string): readonly Token[] {
  let state = INITIAL
  return text.split('\n').flatMap((line, number) => {
    const result = grammar.tokenizeLine(line, state)
    state = result.ruleStack
    return result.tokens.map(({ startIndex, endIndex, scopes }) => ({
      line: number,
      start: startIndex,
      text: line.slice(startIndex, endIndex),
      scopes,
    }))
  })
}

/** YAML's scopes at each character, without those that are ours: however the tokens are cut. */
function perCharacter(all: readonly Token[]): readonly string[] {
  return all.flatMap(({ line, text, scopes }) => {
    const kept = scopes.filter(scope => scope !== 'source.yaml' && !scope.endsWith('.tpm-yaml')).join(' ')
    return [...text].map(character => `${line} ${character} ${kept}`)
  })
}

function grammarPath(scope: string): string | undefined {
  if (scope === 'source.tpm-yaml') return join(root, 'syntaxes/tpm-yaml.tmLanguage.json')
  const version = /^source\.yaml(?:\.(\d\.\d|embedded))?$/.exec(scope)
  return version ? join(yamlFolder!, `syntaxes/yaml${version[1] ? `-${version[1]}` : ''}.tmLanguage.json`) : undefined
}

function findYamlExtension(): string | undefined {
  const cache = process.env.TPM_CACHE ?? join(root, '.cache')
  if (!existsSync(cache)) return undefined
  return readdirSync(cache)
    .map(name => join(cache, name, 'node_modules/code-server/lib/vscode/extensions/yaml'))
    .find(existsSync)
}
