/**
 * Writes THIRD_PARTY_NOTICES.md: the licence of each package that the production bundles contain.
 * Reads dist/meta.json, so it runs after `node esbuild.mjs --production`. Ends with 1 when a package has no licence text.
 */
import { existsSync, globSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './embedded.mjs'

/** Bundled input → the folder of its package. */
function packageFolder(input) {
  return /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/.exec(input)?.[0]
}

function noticeOf(folder) {
  const { name, version, license, homepage, repository } = JSON.parse(
    readFileSync(join(root, folder, 'package.json'), 'utf8'),
  )
  const files = globSync('{LICEN[CS]E,License,Licen[cs]e,licen[cs]e,COPYING,NOTICE,thirdpartynotices}*', {
    cwd: join(root, folder),
  })
  const texts = [...new Set(files)].sort().map(file => readFileSync(join(root, folder, file), 'utf8').trim())
  const home = homepage ?? (typeof repository === 'string' ? repository : repository?.url) ?? ''
  return { name, version, license, home: home.replace(/^git\+/, '').replace(/\.git$/, ''), texts }
}

const meta = join(root, 'dist/meta.json')
if (!existsSync(meta)) {
  console.error('dist/meta.json is missing: run "node esbuild.mjs --production" first')
  process.exit(1)
}
const inputs = Object.values(JSON.parse(readFileSync(meta, 'utf8'))).flat()
const folders = [...new Set(inputs.map(packageFolder).filter(folder => folder !== undefined))]
const notices = folders.map(noticeOf).sort((a, b) => (a.name < b.name ? -1 : 1))
const bare = notices.filter(({ texts, license }) => texts.length === 0 && !license)
for (const { name } of bare) console.error(`${name} names no licence`)

/** What is to be said of the data in a package, beside the licence of its code. */
const dataNotes = new Map([
  [
    'date-holidays',
    'Its data (names and dates of public holidays) is under CC BY-SA 3.0, <https://creativecommons.org/licenses/by-sa/3.0/>, and is used unchanged. The sources to attribute are listed in the licence text.',
  ],
])

const sections = notices.map(({ name, version, license, home, texts }) => {
  const text =
    texts.length > 0 ? texts.join('\n\n') : `(The package holds no licence text; its manifest says ${license}.)`
  return [
    `## ${name} ${version}`,
    '',
    `${license}. ${home}`.trim(),
    '',
    ...(dataNotes.has(name) ? [dataNotes.get(name), ''] : []),
    '```text',
    text.replaceAll('```', "'''"),
    '```',
  ].join('\n')
})
const head =
  '# Third-party notices\n\nThe extension contains code of these packages. Made by `scripts/notices.mjs` from what is bundled.'
writeFileSync(join(root, 'THIRD_PARTY_NOTICES.md'), `${[head, ...sections].join('\n\n')}\n`)
console.log(`THIRD_PARTY_NOTICES.md: ${notices.length} packages`)
if (bare.length > 0) process.exitCode = 1
