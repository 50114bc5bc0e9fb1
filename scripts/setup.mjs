/**
 * Installs what some tests need beside npm's packages: a browser, and two programs that serve as judges.
 * Does so by itself only as root on a Debian; elsewhere it says what is missing. Tests that need something
 * that isn't there skip with a line; the suites in VS Code can't do without a browser.
 *
 *     npm run setup
 */
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { findChromium } from './chromium.mjs'

function onPath(/** @type {string} */ program) {
  return (process.env.PATH ?? '').split(delimiter).some(folder => existsSync(join(folder, program)))
}

/** Debian's package, what for, and whether it is there. */
const tools = [
  { name: 'chromium', use: 'the suites in VS Code', there: () => findChromium() !== undefined },
  { name: 'tj3', use: 'the comparison with TaskJuggler', there: () => onPath('tj3') },
  { name: 'neovim', use: 'the language server in another editor', there: () => onPath('nvim') },
]

/** @returns {string[]} a line for each tool that is still missing */
export function setUp() {
  const missing = tools.filter(({ there }) => !there())
  if (missing.length === 0) return []
  const canInstall = process.platform === 'linux' && process.getuid?.() === 0 && existsSync('/etc/debian_version')
  if (canInstall) installFromDebian(missing.map(({ name }) => name))
  return missing
    .filter(({ there }) => !there())
    .map(({ name, use }) => `${name} is not there (for ${use}); on Debian: apt-get install -y ${name}`)
}

function installFromDebian(/** @type {string[]} */ names) {
  console.log(`Installing ${names.join(', ')} …`)
  const apt = (/** @type {string[]} */ args) =>
    spawnSync('apt-get', args, {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
      timeout: 300_000,
      encoding: 'utf8',
    })
  apt(['update'])
  // One by one: a package that this release of Debian lacks must not keep out the others
  for (const name of names) {
    const { status, stderr } = apt(['install', '-y', '--no-install-recommends', name])
    if (status !== 0) console.log(`${name} could not be installed: ${(stderr ?? '').trim().split('\n').at(-1)}`)
  }
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const missing = setUp()
  for (const line of missing) console.log(line)
  if (missing.length === 0) console.log('All that the tests need is there.')
}
