/**
 * One file whose modules wait as text until they are needed. A script is parsed from its first line to its last before
 * it does anything, and a command line that can do twenty things does one each time. The texts stand in a comment: it is
 * passed over, where a string would be made.
 */
import { createHash } from 'node:crypto'
import { basename, join } from 'node:path'
import * as esbuild from 'esbuild'

const run = 'server/src/parts/run.ts'

/**
 * Builds as esbuild's own `build`, the entry's modules in parts: those that a dynamic import leads to, and what several
 * of them share. The bundle is `run`; its last line is a comment, in it the parts as JSON strings.
 * @param {esbuild.BuildOptions & { outfile: string }} options
 */
export async function buildInParts({ banner, outfile, ...options }) {
  const split = await esbuild.build({
    ...options,
    outdir: join(options.absWorkingDir ?? '.', 'parts'),
    entryNames: '[name]',
    format: 'esm',
    splitting: true,
    write: false,
    metafile: true,
    sourcemap: false,
    charset: 'ascii',
  })
  const parts = Object.fromEntries(
    await Promise.all(
      split.outputFiles.map(async ({ path, text }) => [`./${basename(path)}`, await asCommonJs(text, options)]),
    ),
  )
  const build = createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 16)
  const texts = Object.values(parts).map(asciiJson)
  const names = Object.keys(parts)
  const lengths = Object.fromEntries(names.map((name, i) => [name, texts[i]?.length ?? 0]))
  const { metafile } = await esbuild.build({
    ...options,
    banner,
    footer: { js: `//${texts.join('')}` },
    outfile,
    entryPoints: [run],
    inject: [],
    metafile: true,
    sourcemap: false,
    charset: 'ascii',
    plugins: [moduleOf('tpm:parts', { build, lengths })],
  })
  const { inputs } = split.metafile
  return { metafile: { ...metafile, inputs: { ...metafile.inputs, ...inputs } } }
}

/**
 * A text as JSON of which each character is a byte.
 * @param {string} text
 */
function asciiJson(text) {
  const escaped = (/** @type {string} */ one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`
  return JSON.stringify(text).replace(/[\u0080-\uffff]/g, escaped)
}

/**
 * @param {string} text
 * @param {esbuild.BuildOptions} options
 */
async function asCommonJs(text, { target, minify }) {
  const { code } = await esbuild.transform(text, {
    ...(target !== undefined && { target }),
    ...(minify !== undefined && { minify }),
    format: 'cjs',
    platform: 'node',
    charset: 'ascii',
    // A part is found by our own require alone
    supported: { 'dynamic-import': false },
  })
  return code
}

/**
 * @param {string} name
 * @param {Record<string, unknown>} values
 * @returns {esbuild.Plugin}
 */
function moduleOf(name, values) {
  return {
    name: 'module-of-values',
    setup(build) {
      build.onResolve({ filter: new RegExp(`^${name}$`) }, () => ({ path: name, namespace: 'values' }))
      build.onLoad({ filter: /.*/, namespace: 'values' }, () => ({
        contents: Object.entries(values)
          .map(([key, value]) => `export const ${key} = ${JSON.stringify(value)}`)
          .join('\n'),
      }))
    },
  }
}
