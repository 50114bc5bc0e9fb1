/**
 * Leaves out of the server's bundles what esbuild can't see to be unused. Both packages hold more for writing and
 * for other servers than a server that reads plans ever calls, but through CommonJS and classes all of it counts as used.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { brotliCompressSync } from 'node:zlib'

const exported = /^export (?:var|const|function|class) (\w+)|^export \{([^}]*)\}/gm

function exportsOf(/** @type {string} */ text) {
  return [...text.matchAll(exported)].flatMap(([, single, list]) =>
    single ? [single] : (list ?? '').split(',').map(name => name.trim().split(' as ').at(-1) ?? ''),
  )
}

/** The names that the server or our sources use as values: `Name.member`. */
function wordsOf(/** @type {string} */ root) {
  const server = 'node_modules/vscode-languageserver'
  const folders = ['server/src/lsp', `${server}/lib`, `${server}/node_modules/vscode-languageserver-protocol/lib`]
  const files = folders.flatMap(folder =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter(name => /\.(ts|js)$/.test(name) && !name.endsWith('.d.ts'))
      .map(name => join(folder, name)),
  )
  const named = /\b(?:vscode_languageserver_types_1\.(\w+)|([A-Z]\w+)\.)/g
  return new Set(
    files.flatMap(file => {
      const ours = !file.includes('node_modules')
      return [...readFileSync(join(root, file), 'utf8').matchAll(named)].map(
        ([, types, word]) => types ?? (ours ? word : undefined),
      )
    }),
  )
}

/** The declarations of a module (`export var X; (function (X) {…})(…)`), each with its name and text. */
function declarationsOf(/** @type {string} */ text) {
  const parts = text.split(/^(?=(?:export )?(?:var|const|class) \w+)/m)
  return parts.map(part => ({ name: /^(?:export )?(?:var|const|class) (\w+)/.exec(part)?.[1], part }))
}

/**
 * Of `vscode-languageserver-types` only what the server or our sources name, and what that stands on.
 * @param {string} root
 * @returns {import('esbuild').Plugin}
 */
export function slimProtocol(root) {
  return {
    name: 'slim-protocol',
    setup(build) {
      const words = wordsOf(root)
      build.onLoad({ filter: /vscode-languageserver-types[\\/]lib[\\/]esm[\\/]main\.js$/ }, ({ path }) => {
        const declarations = declarationsOf(readFileSync(path, 'utf8'))
        const kept = new Set(declarations.filter(({ name }) => name === undefined || words.has(name)))
        for (const { part } of kept)
          for (const other of declarations) if (new RegExp(`\\b${other.name}[.(]`).test(part)) kept.add(other)
        return {
          contents: declarations
            .filter(each => kept.has(each))
            .map(({ part }) => part)
            .join(''),
        }
      })
    },
  }
}

/**
 * Of `yaml` nothing that writes or walks through all nodes, and none of the tags that make values: plans are read from
 * its nodes, by the failsafe schema, and edited as text.
 * @type {import('esbuild').Plugin}
 */
export const yamlForReading = {
  name: 'yaml-for-reading',
  setup(build) {
    const writers =
      /yaml[\\/]browser[\\/]dist[\\/](stringify[\\/]\w+|nodes[\\/](addPairToJSMap|toJS)|doc[\\/](anchors|createNode|applyReviver)|visit)\.js$/
    build.onLoad({ filter: writers }, ({ path }) => {
      const names = exportsOf(readFileSync(path, 'utf8'))
      const throwing = `const left = () => { throw new Error('This part of yaml is not in the bundle') }`
      return { contents: `${throwing}\nexport { ${names.map(name => `left as ${name}`).join(', ')} }` }
    })
    build.onLoad({ filter: /yaml[\\/]browser[\\/]dist[\\/]schema[\\/]tags\.js$/ }, () => ({ contents: failsafe }))
  },
}

const failsafe = `
import { map } from './common/map.js'
import { seq } from './common/seq.js'
import { string } from './common/string.js'
export const coreKnownTags = {}
export const getTags = () => [map, seq, string]
`

/** Parts of the protocol that a plan's server does not speak, by their modules. */
const unspoken = [
  'colorProvider',
  'declaration',
  'fileOperations',
  'implementation',
  'inlineCompletion',
  'inlineValue',
  'moniker',
  'notebook',
  'textDocumentContent',
  'typeDefinition',
  'typeHierarchy',
]

/**
 * Of `vscode-languageserver` nothing of {@link unspoken}, not its documents, colours and progress, and nothing that asks
 * npm or yarn where modules lie: the server starts no process. Each part is a function from a class to a class with more;
 * it gives back the class it got.
 * @type {import('esbuild').Plugin}
 */
export const slimServer = {
  name: 'slim-server',
  setup(build) {
    const parts = unspoken.join('|')
    build.onLoad(
      { filter: new RegExp(`vscode-languageserver-protocol[\\\\/]lib[\\\\/]common[\\\\/]protocol\\.(${parts})\\.js$`) },
      () => ({
        contents: '',
      }),
    )
    build.onLoad(
      { filter: new RegExp(`vscode-languageserver[\\\\/]lib[\\\\/]common[\\\\/](${parts})\\.js$`) },
      ({ path }) => {
        const names = [...readFileSync(path, 'utf8').matchAll(/^exports\.(\w+) = \w+;$/gm)].map(([, name]) => name)
        return { contents: names.map(name => `exports.${name} = base => base`).join('\n') }
      },
    )
    // Colours are counted by ourselves, and nothing reports how far it is.
    build.onLoad({ filter: /vscode-languageserver[\\/]lib[\\/]common[\\/]semanticTokens\.js$/ }, ({ path }) => ({
      contents: readFileSync(path, 'utf8').split('class SemanticTokensDiff')[0],
    }))
    build.onLoad({ filter: /vscode-languageserver[\\/]lib[\\/]common[\\/]progress\.js$/ }, () => ({
      contents:
        'exports.ProgressFeature = base => base; exports.attachWorkDone = exports.attachPartialResult = () => undefined',
    }))
    build.onLoad({ filter: /vscode-jsonrpc[\\/]lib[\\/]common[\\/]sharedArrayCancellation\.js$/ }, () => ({
      contents: '',
    }))
    // Documents are ours to keep
    build.onLoad(
      { filter: /vscode-languageserver[\\/]lib[\\/](node[\\/]files|common[\\/]textDocuments)\.js$/ },
      () => ({ contents: '' }),
    )
  },
}

/**
 * Data that one rare command needs, compressed: every start of the command line would read it with the rest of its file.
 * @type {import('esbuild').Plugin}
 */
export const packedData = {
  name: 'packed-data',
  setup(build) {
    build.onLoad({ filter: /moment-timezone[\\/]data[\\/]packed[\\/]latest\.json$/ }, ({ path }) => ({
      contents: `module.exports = ${unpacking(JSON.parse(readFileSync(path, 'utf8')))}`,
    }))
    build.onLoad({ filter: /date-holidays[\\/]src[\\/]data\.js$/ }, async ({ path }) => ({
      contents: `export const data = ${unpacking((await import(pathToFileURL(path).href)).data)}`,
    }))
  },
}

/** The expression that makes the value again. */
function unpacking(/** @type {unknown} */ value) {
  const packed = brotliCompressSync(JSON.stringify(value)).toString('base64')
  return `JSON.parse(require('node:zlib').brotliDecompressSync(Buffer.from('${packed}', 'base64')).toString())`
}
