/**
 * Bundles the extension for all its hosts into dist/, and reports the sizes against the budgets.
 *
 *     node esbuild.mjs                 readable, with source maps
 *     node esbuild.mjs --production    minified, sizes beside their budgets; also writes dist/meta.json
 *     node esbuild.mjs --budgets       the same, and fails when a bundle is over its budget or missing
 *     node esbuild.mjs --watch         builds again on each change
 *     node esbuild.mjs --only dist/cli.js --out FOLDER    one bundle, elsewhere, for a test of it
 */
import { cpSync, existsSync, mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import * as esbuild from 'esbuild'
import { buildInParts } from './scripts/parts.mjs'
import { packedData, slimProtocol, slimServer, yamlForReading } from './scripts/slim.mjs'

const root = dirname(fileURLToPath(import.meta.url))
const strict = process.argv.includes('--budgets')
const production = strict || process.argv.includes('--production')
const watch = process.argv.includes('--watch')

/**
 * What is built: source, output, budget in kB (minified, 1 kB = 1000 bytes), whether the modules wait in parts until
 * they are needed (in readable builds they don't), and esbuild's options for the host.
 * @typedef {esbuild.BuildOptions & { source: string, output: string, budget?: number, inParts?: boolean }} Bundle
 */

// Some packages ask for import.meta.url, which CommonJS does not have
/** @type {esbuild.BuildOptions} */
const node = { platform: 'node', target: 'node20', format: 'cjs', inject: ['scripts/importMetaUrl.mjs'] }
/** @type {esbuild.BuildOptions} */
const browser = { platform: 'browser', target: 'es2022' }

const slim = { plugins: [slimProtocol(root), yamlForReading, slimServer] }

/**
 * A part of the server that both of its hosts load when it is needed: node requires it, the worker runs it as a script.
 * @param {string} name
 */
function part(name) {
  return {
    output: `dist/${name}.js`,
    ...browser,
    format: /** @type {const} */ ('iife'),
    globalName: `tpmParts.${name}`,
    footer: { js: `if (typeof module === 'object') module.exports = tpmParts.${name}` },
  }
}

/** @type {readonly Bundle[]} */
const bundles = [
  { source: 'client/src/extension/node.ts', output: 'dist/extension.js', budget: 540, ...node, external: ['vscode'] },
  {
    source: 'client/src/extension/browser.ts',
    output: 'dist/browser.js',
    budget: 540,
    ...browser,
    format: 'cjs',
    external: ['vscode'],
  },
  { source: 'server/src/node.ts', output: 'dist/server.js', budget: 10, ...node },
  { source: 'server/src/nodeServer.ts', output: 'dist/nodeServer.js', budget: 640, ...node, ...slim },
  { source: 'server/src/worker.ts', output: 'dist/worker.js', budget: 640, ...browser, format: 'iife', ...slim },
  { source: 'server/src/lsp/onDemand.ts', budget: 400, ...part('onDemand'), ...slim },
  { source: 'server/src/interchange/holidays.ts', budget: 1500, ...part('holidays') },
  {
    source: 'server/src/review/serve.ts',
    output: 'dist/review.js',
    budget: 640,
    ...browser,
    format: 'iife',
    globalName: 'tpmReview',
    // A thread of node, or a web worker
    footer: {
      js: "tpmReview.serve(typeof module === 'object' ? require('node:worker_threads').parentPort : self)",
    },
  },
  {
    source: 'server/src/cli/main.ts',
    output: 'dist/cli.js',
    inParts: true,
    ...node,
    plugins: [packedData],
    banner: { js: '#!/usr/bin/env node' },
  },
  {
    source: 'server/src/cli/action/main.ts',
    output: 'dist/action.js',
    ...node,
    target: 'node24',
    plugins: [packedData],
  },
  ...webviews(),
]

/**
 * One bundle for each folder of client/src/webviews that has a main file.
 * @returns {Bundle[]}
 */
function webviews() {
  const folder = join(root, 'client/src/webviews')
  if (!existsSync(folder)) return []
  return readdirSync(folder).flatMap(name =>
    ['main.ts', 'main.tsx']
      .filter(main => existsSync(join(folder, name, main)))
      .map(main => ({
        source: `client/src/webviews/${name}/${main}`,
        output: `dist/webviews/${name}.js`,
        budget: 180,
        ...browser,
        format: 'iife',
        jsx: 'automatic',
        jsxImportSource: 'preact',
      })),
  )
}

/**
 * @param {Bundle} bundle
 * @returns {esbuild.BuildOptions & { outfile: string }}
 */
function optionsOf({ source, output, budget: _, inParts: __, ...host }) {
  return {
    absWorkingDir: root,
    entryPoints: [source],
    outfile: output,
    bundle: true,
    metafile: true,
    minify: production,
    sourcemap: production ? false : 'linked',
    legalComments: 'none',
    charset: 'utf8',
    loader: { '.yaml': 'text', '.yml': 'text', '.md': 'text', '.css': 'text' },
    define: {
      'process.env.NODE_ENV': JSON.stringify(production ? 'production' : 'development'),
      ...(host.platform === 'node' && { 'import.meta.url': 'importMetaUrl' }),
    },
    // The modules for browsers are the same code, but of a form that unused parts can be left out of
    alias: { yaml: './node_modules/yaml/browser/dist/index.js' },
    logLevel: 'warning',
    ...host,
  }
}

/** The pages of the rules, which a diagnostic's code leads to. */
function copyPages() {
  const from = join(root, 'server/src/engine/rules')
  rmSync(join(root, 'dist/rules'), { recursive: true, force: true })
  cpSync(from, join(root, 'dist/rules'), {
    recursive: true,
    filter: path => path.endsWith('.md') || statSync(path).isDirectory(),
  })
}

/** Prints each bundle's size beside its budget; answers whether all are within (only minified bundles count). */
function report(/** @type {readonly Bundle[]} */ built) {
  let within = true
  for (const { output, budget } of built) {
    const size = statSync(join(root, output)).size / 1000
    const over = production && budget !== undefined && size > budget
    if (over) within = false
    const limit = production && budget !== undefined ? ` of ${budget} kB` : ' kB'
    console.log(`${output.padEnd(26)} ${size.toFixed(0).padStart(6)}${limit}${over ? '  OVER BUDGET' : ''}`)
  }
  return within
}

/** The value of an option of the command line. */
function optionValue(/** @type {string} */ option) {
  const at = process.argv.indexOf(option)
  return at < 0 ? undefined : process.argv[at + 1]
}

async function buildOne(/** @type {string} */ output, /** @type {string} */ folder) {
  const bundle = bundles.find(bundle => bundle.output === output)
  if (!bundle) throw new Error(`there is no bundle ${output}`)
  await buildBundle(bundle, { outfile: join(folder, basename(output)), sourcemap: false, minify: true })
}

/**
 * @param {Bundle} bundle
 * @param {esbuild.BuildOptions} changed
 * @returns {Promise<{ metafile?: esbuild.Metafile }>}
 */
function buildBundle(bundle, changed = {}) {
  const options = { ...optionsOf(bundle), ...changed }
  return bundle.inParts && options.minify ? buildInParts(options) : esbuild.build(options)
}

async function main() {
  const only = optionValue('--only')
  if (only !== undefined) return buildOne(only, optionValue('--out') ?? join(root, 'dist'))
  const present = bundles.filter(({ source }) => existsSync(join(root, source)))
  for (const { source } of bundles) if (!existsSync(join(root, source))) console.log(`${source} is not there: skipped`)
  if (watch) {
    const contexts = await Promise.all(
      present.map(bundle => esbuild.context({ ...optionsOf(bundle), logLevel: 'info' })),
    )
    await Promise.all(contexts.map(context => context.watch()))
    console.log('Watching: press Ctrl-C to end')
    return
  }
  if (production) for (const { output } of present) rmSync(join(root, `${output}.map`), { force: true })
  copyPages()
  const results = await Promise.all(present.map(bundle => buildBundle(bundle)))
  mkdirSync(join(root, 'dist'), { recursive: true })
  if (production) {
    const inputs = Object.fromEntries(
      present.map(({ output }, i) => [output, Object.keys(results[i]?.metafile?.inputs ?? {})]),
    )
    writeFileSync(join(root, 'dist/meta.json'), `${JSON.stringify(inputs, null, 1)}\n`)
  }
  const within = report(present)
  if (strict && (!within || present.length < bundles.length)) process.exitCode = 1
}

main().catch(error => {
  // esbuild has printed its own messages already
  if (!Array.isArray(error?.errors)) console.error(error)
  process.exitCode = 1
})
