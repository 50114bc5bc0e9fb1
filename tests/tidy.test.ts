/** What is declared is there, what is there is declared, and nothing of the machine it was made on is left in it. */
import { readdirSync, readFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { comparisonRules } from '#engine/rules/comparisonRules'
import { rules } from '#engine/rules/index'
import { exists, readSources, root, withoutComments } from './support/sources.ts'

interface Manifest {
  readonly contributes: {
    readonly commands: readonly { readonly command: string; readonly title: string; readonly category?: string }[]
    readonly configuration: {
      readonly properties: Readonly<
        Record<string, { readonly description?: string; readonly markdownDescription?: string }>
      >
    }
  }
}

const readJson = <T>(path: string): T => JSON.parse(readFileSync(join(root, path), 'utf8'))
const { contributes } = readJson<Manifest>('package.json')
const words = readJson<Readonly<Record<string, string>>>('package.nls.json')
const client = readSources('client/src/extension/**/*.ts')
const bareClient = client.map(({ text }) => withoutComments(text)).join('\n')
const tests = readSources('tests/**/*.{ts,tsx}').filter(({ path }) => !path.startsWith('tests/tidy'))
const allTests = tests.map(({ text }) => text).join('\n')

/** `%key%` of the manifest in words. */
const inWords = (text: string) => text.replace(/^%(.+)%$/, (_, key: string) => words[key] ?? '')

describe('every rule', () => {
  test('has a page', () => {
    const missing = rules.filter(({ code }) => !exists(`server/src/engine/rules/${code}.md`))
    expect(missing.map(({ code }) => code)).toEqual([])
  })

  // Those of lower severity, and those of a comparison (it takes two plans), are shown by their page, which a test runs
  test('of weight has a plan in the corpus that is wrong in its way', () => {
    const tooLarge = ['yaml/too-large', 'plan/too-many-tasks']
    const weighty = rules.filter(
      rule => /error|warning/.test(rule.severity) && !tooLarge.includes(rule.code) && !comparisonRules.includes(rule),
    )
    const corpus = readdirSync(join(root, 'tests/fixtures/bad-plans'))
    const missing = weighty.filter(({ code }) => !corpus.some(name => name.startsWith(`${code.replace('/', '-')}--`)))
    expect(missing.map(({ code }) => code)).toEqual([])
  })

  test('has a code of its own and is in the table', () => {
    const codes = rules.map(({ code }) => code)
    expect([...new Set(codes)]).toEqual(codes)
    const written = readSources('server/src/engine/rules/**/*.ts').flatMap(({ text }) =>
      [...withoutComments(text).matchAll(/^\s+code: '([^']+)',$/gm)].map(([, code]) => code!),
    )
    expect(written.filter(code => !codes.includes(code))).toEqual([])
  })

  test('with a page of rules is a rule', () => {
    const codes = new Set(rules.map(({ code }) => code))
    const pages = readSources('server/src/engine/rules/*/*.md').map(({ path }) =>
      path.slice('server/src/engine/rules/'.length, -3),
    )
    expect(pages.filter(code => !codes.has(code))).toEqual([])
  })
})

describe('every setting', () => {
  const declared = Object.keys(contributes.configuration.properties).map(key => key.replace(/^tpm\./, ''))
  const server = withoutComments(readFileSync(join(root, 'server/src/lsp/settings.ts'), 'utf8'))
  const read = [
    ...[...bareClient.matchAll(/getConfiguration\('tpm'[^)]*\)\s*\.get(?:<[^>]*>)?\('([^']+)'/g)].map(
      ([, key]) => key!,
    ),
    ...[...server.matchAll(/\bgiven\.(\w+)/g)].map(([, key]) => key!),
    // Read by vscode-languageclient, for the client with the id `tpm`
    'trace.server',
  ]

  test('is read', () => {
    expect(declared.filter(key => !read.includes(key))).toEqual([])
  })

  test('that is read is declared', () => {
    expect(read.filter(key => !declared.includes(key))).toEqual([])
  })

  test('is described, and they are at most twenty', () => {
    const undescribed = Object.entries(contributes.configuration.properties).filter(
      ([, { description, markdownDescription }]) => inWords(description ?? markdownDescription ?? '') === '',
    )
    expect(undescribed).toEqual([])
    expect(declared.length).toBeLessThanOrEqual(20)
  })
})

describe('every command', () => {
  test.each(contributes.commands.map(command => [command.command, command] as const))(
    '%s has a title, does something, and is tested',
    (id, { title, category }) => {
      expect(category).toBe('TPM')
      const said = `TPM: ${inWords(title)}`
      expect(said.length).toBeGreaterThan('TPM: '.length)
      expect(bareClient).toContain(`'${id}'`)
      expect([id, said].filter(name => allTests.includes(name))).not.toEqual([])
    },
  )

  test('that is registered is declared', () => {
    const registered = [...bareClient.matchAll(/\bregister(?:Command)?\(\s*'(tpm\.[^']+)'/g)].map(([, id]) => id!)
    const declared = contributes.commands.map(({ command }) => command)
    expect(registered.filter(id => !declared.includes(id))).toEqual([])
  })
})

test('every word of the manifest is there, and used', () => {
  const manifest = readFileSync(join(root, 'package.json'), 'utf8')
  const used = new Set([...manifest.matchAll(/"%([^%"]+)%"/g)].map(([, key]) => key!))
  expect([...used].filter(key => !(key in words))).toEqual([])
  expect(Object.keys(words).filter(key => !used.has(key))).toEqual([])
})

test('no file names a place of the machine it was made on', () => {
  const places = [root, homedir()].filter(place => place.length > 3).map(place => `${place}/`)
  const files = readSources(
    '{client,server,tests,scripts,syntaxes,media,docs,.vscode,.ci}/**/*.{ts,tsx,mjs,json,md,yaml,css}',
  )
  const own = readSources('*.{json,mjs,md}')
  const naming = [...files, ...own].filter(({ text }) => places.some(place => text.includes(place)))
  expect(naming.map(({ path }) => path)).toEqual([])
})

test('the lockfile names no registry', () => {
  const { packages } = readJson<{ packages: Readonly<Record<string, { readonly resolved?: string }>> }>(
    'package-lock.json',
  )
  expect(Object.entries(packages).filter(([, { resolved }]) => resolved !== undefined)).toEqual([])
})
