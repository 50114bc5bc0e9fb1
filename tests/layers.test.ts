/** The import table of server/ARCHITECTURE.md as data: every arrow points one way. */
import { describe, expect, test } from 'vitest'
import { exists, importsOf, readSources, resolveImport, type Source, withoutComments } from './support/sources.ts'

interface Layer {
  /** Its folder or file, from the project's root. */
  readonly at: string
  /** The folders and files that it may import, beside its own. */
  readonly from: readonly string[]
  /** The packages that it may import. */
  readonly packages: readonly string[]
}

const engine = 'server/src/engine'
const inEngine = (...parts: readonly string[]) => parts.map(part => `${engine}/${part}`)

/** Inside the engine: only what stands further left. */
const engineOrder = [
  ['base'],
  ['time'],
  ['model'],
  ['schedule'],
  ['leveling', 'cost'],
  ['risk'],
  ['diff'],
  ['rules', 'view'],
]

const layers: readonly Layer[] = [
  ...engineOrder.flatMap((parts, rank) =>
    parts.map(part => ({
      at: `${engine}/${part}`,
      from: inEngine(...engineOrder.slice(0, rank).flat()),
      packages: ['flatqueue', 'pure-rand', 'd3-random', 'fastest-levenshtein'],
    })),
  ),
  { at: 'server/src/scene', from: inEngine('view', 'time'), packages: ['d3-scale', 'd3-shape', '@dagrejs/dagre'] },
  {
    at: 'server/src/language',
    from: [engine],
    packages: ['yaml', 'zod', 'fastest-levenshtein', 'picomatch', 'ignore'],
  },
  {
    at: 'server/src/interchange',
    from: [engine, 'server/src/language'],
    packages: ['saxes', 'papaparse', 'ical-generator', 'yaml', 'date-holidays'],
  },
  { at: 'server/src/protocol', from: [engine], packages: [] },
  {
    at: 'server/src/lsp',
    from: [engine, 'server/src/language', 'server/src/protocol'],
    packages: ['vscode-languageserver', 'vscode-languageserver-textdocument'],
  },
  {
    at: 'server/src/cli',
    from: [
      engine,
      ...['language', 'scene', 'interchange', 'protocol'].map(name => `server/src/${name}`),
      'server/src/lsp/nodeHost.ts',
      'server/src/lsp/onDemand.ts',
    ],
    packages: [
      '@actions/core',
      '@octokit/request',
      'ical-generator',
      'commander',
      'picocolors',
      'tinyglobby',
      'picomatch',
      'ignore',
      'temporal-polyfill',
    ],
  },
  {
    at: 'server/src/review',
    from: [engine, ...['language', 'scene', 'interchange', 'protocol'].map(name => `server/src/${name}`)],
    packages: [],
  },
  // The bundler makes `tpm:parts`: the texts of the command line's parts
  { at: 'server/src/parts', from: [], packages: ['tpm:parts'] },
  { at: 'server/src/node.ts', from: ['server/src/parts', 'server/src/lsp/heap.ts'], packages: [] },
  { at: 'server/src/nodeServer.ts', from: ['server/src/lsp'], packages: ['vscode-languageserver'] },
  { at: 'server/src/worker.ts', from: ['server/src/lsp'], packages: ['vscode-languageserver'] },
  { at: 'client/src/extension', from: ['server/src/protocol'], packages: ['vscode', 'vscode-languageclient'] },
  {
    at: 'client/src/webviews',
    from: ['server/src/protocol', 'server/src/scene', ...inEngine('view', 'time', 'base')],
    packages: [
      'preact',
      '@preact/signals',
      '@tanstack/virtual-core',
      '@vscode-elements/elements',
      'd3-scale',
      'd3-shape',
    ],
  },
]

const pure = ['engine', 'language', 'scene', 'interchange', 'protocol'].map(name => `server/src/${name}/`)
const sources = readSources('{server,client}/src/**/*.{ts,tsx}')
const byPath = new Map(sources.map(source => [source.path, source]))

const within = (path: string, place: string) => path === place || path.startsWith(`${place}/`)
const layerOf = (path: string) => layers.find(({ at }) => within(path, at))
const packageOf = (specifier: string) => /^(?:@[^/]+\/)?[^/]+/.exec(specifier)![0]

/** The only files that touch a platform; everything else gets from them what differs between platforms. */
const nodeFiles = [
  'server/src/node.ts',
  'server/src/nodeServer.ts',
  'server/src/lsp/heap.ts',
  'server/src/lsp/nodeHost.ts',
  'server/src/cli/main.ts',
  'server/src/cli/action/main.ts',
  'server/src/parts/codeCache.ts',
  'server/src/parts/load.ts',
  'server/src/parts/run.ts',
  'server/src/cli/io.ts',
  'server/src/cli/gitProcess.ts',
  'client/src/extension/node.ts',
]

function wrongImports(source: Source): readonly string[] {
  const layer = layerOf(source.path)
  if (!layer) return [`${source.path} belongs to no layer`]
  return importsOf(source).flatMap(specifier => {
    const said = `${source.path} imports ${specifier}`
    const target = resolveImport(source.path, specifier)
    if (target === undefined) {
      if (specifier.startsWith('node:')) return nodeFiles.includes(source.path) ? [] : [said]
      return layer.packages.includes(packageOf(specifier)) ? [] : [said]
    }
    if (!exists(target)) return [`${said}, which is not there`]
    if (isAsset(target)) return layer.at === 'server/src/cli' ? [] : [said]
    if (![layer.at, ...layer.from].some(place => within(target, place))) return [said]
    const sameTop = topOf(source.path) === topOf(target)
    if (sameTop !== specifier.startsWith('.') && !/^server\/src\/(?:lsp|parts)\//.test(target))
      return [`${said}: across layers by #, inside one by a relative path`]
    return []
  })
}

/** What the bundler inlines into the command line, which is one file. */
function isAsset(target: string): boolean {
  return target === 'package.json' || target.startsWith('media/')
}

/** The folder within which imports are relative. */
function topOf(path: string) {
  return /^(?:server|client)\/src\/[^/]+/.exec(path)![0]
}

/** One import cycle (types included) as a list of files, or undefined. */
function findCycle(): readonly string[] | undefined {
  const done = new Set<string>()
  const path: string[] = []
  const visit = (file: string): readonly string[] | undefined => {
    if (path.includes(file)) return [...path.slice(path.indexOf(file)), file]
    if (done.has(file)) return undefined
    path.push(file)
    for (const specifier of importsOf(byPath.get(file)!)) {
      const target = resolveImport(file, specifier)
      const cycle = target && byPath.has(target) ? visit(target) : undefined
      if (cycle) return cycle
    }
    path.pop()
    done.add(file)
    return undefined
  }
  for (const { path: file } of sources) {
    const cycle = visit(file)
    if (cycle) return cycle
  }
  return undefined
}

/** What depends on when, where or by chance it runs. */
const impure =
  /\bDate\s*[.(]|\bnew Date\b|\bMath\.random\b|\bIntl\b|\.toLocale\w*|\.localeCompare\b|\bperformance\b|\bsetTimeout\b|\bsetInterval\b|\bprocess\b\.|\bconsole\./g

describe('the layers', () => {
  test('are there', () => {
    expect(sources.length).toBeGreaterThan(20)
  })

  test('import only what the table allows', () => {
    expect(sources.flatMap(wrongImports)).toEqual([])
  })

  test('have no import cycle, types included', () => {
    expect(findCycle()).toBeUndefined()
  })

  test('that are pure know no clock, no chance and no locale', () => {
    const found = sources
      .filter(({ path }) => pure.some(place => path.startsWith(place)))
      .flatMap(({ path, text }) =>
        [...withoutComments(text, { strings: true }).matchAll(impure)].map(([what]) => `${path}: ${what}`),
      )
    expect(found).toEqual([])
  })

  test('have no default exports, no barrels and no any', () => {
    const found = sources.flatMap(({ path, text }) => {
      const bare = withoutComments(text, { strings: true })
      return [
        ...(/^export default\b/m.test(bare) ? [`${path}: default export`] : []),
        ...(/^export \* from/m.test(bare) ? [`${path}: barrel`] : []),
        ...(/[:<(,|&]\s*any\b(?!\s*\()|\bas any\b/.test(bare) ? [`${path}: any`] : []),
      ]
    })
    expect(found).toEqual([])
  })
})
