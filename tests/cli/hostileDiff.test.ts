/** Revisions and paths as an attacker would write them: nothing runs that should not, and nothing is written. */
import { existsSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { makeRepository, type TestRepository, tpmIn } from '../support/repository.ts'

let made: TestRepository
let before: readonly string[]

const plan = (days: number) => `tpm: 1
project: { name: Bridge, start: 2026-03-02 }
tasks:
  design: { name: Design, duration: ${days}d }
`

beforeEach(() => {
  made = makeRepository()
  made.commit('one', { 'plan.tpm.yaml': plan(1) })
  made.commit('two', { 'plan.tpm.yaml': plan(2) })
  before = everything()
})
afterEach(() => made.remove())

/** All files of the repository: what a command leaves behind shows in it. */
function everything(): readonly string[] {
  return (readdirSync(made.folder, { recursive: true }) as string[]).filter(path => !path.endsWith('.lock')).sort()
}

const revisions: readonly string[] = [
  '--output=pwned',
  '--output',
  '-o pwned',
  '-',
  '--',
  '--help',
  '--upload-pack=touch pwned',
  '--exec=touch pwned',
  '-c core.pager=touch',
  '--git-dir=/tmp',
  '--config-env=core.fsmonitor=PATH',
  '--ext-diff',
  '--no-index',
  '; touch pwned',
  '$(touch pwned)',
  '`touch pwned`',
  '| touch pwned',
  '&& touch pwned',
  '> pwned',
  '\n touch pwned',
  'HEAD\ntouch pwned',
  'HEAD\0',
  'HEAD; touch pwned',
  'HEAD --output=pwned',
  'HEAD:plan.tpm.yaml',
  'HEAD^{tree}',
  'HEAD^{/--output=pwned}',
  ':/one --output=pwned',
  '@{-1}',
  'HEAD@{yesterday}',
  '..',
  '...',
  '....',
  'HEAD...',
  '...--output=pwned',
  '--output=pwned..HEAD',
  'HEAD..--output=pwned',
  '../../../etc/passwd',
  '/etc/passwd',
  'file:///etc/passwd',
  'ext::sh -c touch% pwned',
  'http://127.0.0.1:9/x',
  'refs/../../HEAD',
  '\u202eDAEH',
  '\u001b[2J\u001b]0;pwned\u0007',
  '%s%s%s%n',
  '*',
  '~',
  '^',
  'a'.repeat(5000),
]

describe('a revision', () => {
  for (const revision of revisions) {
    test(`${JSON.stringify(revision.slice(0, 40))} is data`, async () => {
      for (const words of [[revision], [`HEAD...${revision}`]]) {
        const { code, err } = await tpmIn(made.folder, ['diff', ...words])
        expect([0, 2]).toContain(code)
        // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what it is about
        expect(err).not.toMatch(/\n\s+at |internal error|[\u0000-\u0009\u000b-\u001f\u202e]/)
        expect(everything()).toEqual(before)
      }
    })
  }
})

const paths: readonly string[] = [
  '--output=pwned',
  '-x',
  ':(exclude)plan.tpm.yaml',
  ':!plan.tpm.yaml',
  '../../../../etc/passwd',
  '/etc/passwd',
  '$(touch pwned).tpm.yaml',
  '; touch pwned',
  'plan.tpm.yaml\0.txt',
  '{a,b,c}{a,b,c}{a,b,c}{a,b,c}{a,b,c}{a,b,c}',
  '*'.repeat(2000),
  '[[[[[[',
  '(((((((((a+)+)+)+)+)+$',
  '\u202elmay.mpt.nalp',
  '\\\\server\\share\\plan.tpm.yaml',
  'C:\\plan.tpm.yaml',
  '/dev/stdin',
  '/proc/self/environ',
]

describe('a path', () => {
  for (const path of paths) {
    test(`${JSON.stringify(path.slice(0, 40))} is data`, async () => {
      const { code, out, err } = await tpmIn(made.folder, ['diff', 'HEAD~1', 'HEAD', '--', path])
      expect([code, out]).toEqual([2, ''])
      expect(err).not.toMatch(/\n\s+at |internal error/)
      expect(everything()).toEqual(before)
    })
  }
})

describe('a repository', () => {
  test('whose settings name programs runs none of them', async () => {
    const run = (name: string) => `touch ${join(made.folder, name)}`
    for (const key of [
      'core.fsmonitor',
      'core.pager',
      'core.editor',
      'diff.external',
      'core.sshCommand',
      'core.askPass',
      'credential.helper',
      'gpg.program',
    ]) {
      made.git('config', key, run(`pwned-${key}`))
    }
    made.git('config', 'diff.plan.textconv', run('pwned-textconv'))
    made.git('config', 'filter.plan.smudge', run('pwned-smudge'))
    made.git('config', 'filter.plan.clean', run('pwned-clean'))
    made.git('config', 'alias.ls-tree', `!${run('pwned-alias')}`)
    const hooks = join(made.folder, '.git/hooks')
    mkdirSync(hooks, { recursive: true })
    for (const hook of ['post-index-change', 'reference-transaction', 'post-checkout'])
      writeFileSync(join(hooks, hook), `#!/bin/sh\n${run(`pwned-${hook}`)}\n`, { mode: 0o755 })
    writeFileSync(join(made.folder, '.gitattributes'), '* diff=plan filter=plan\n')
    for (const words of [['HEAD~1', 'HEAD'], ['HEAD~1'], []]) {
      expect((await tpmIn(made.folder, ['diff', ...words])).code).toBe(0)
    }
    expect(readdirSync(made.folder).filter(name => name.startsWith('pwned'))).toEqual([])
  })

  test('with files of hostile names compares them as data', async () => {
    const names = [
      '-x.tpm.yaml',
      '--output=a.tpm.yaml',
      '$(touch pwned).tpm.yaml',
      'a\nb.tpm.yaml',
      '"quoted".tpm.yaml',
      ' .tpm.yaml',
      '`x`|y.tpm.yaml',
      '<b>.tpm.yaml',
    ]
    made.commit('three', Object.fromEntries(names.map(name => [name, plan(3)])))
    const { code, out } = await tpmIn(made.folder, ['diff', 'HEAD~1', 'HEAD', '--format', 'json'])
    expect(code).toBe(0)
    expect(
      JSON.parse(out)
        .plans.map(({ file }: { file: string }) => file)
        .sort(),
    ).toEqual([...names].sort())
    for (const format of ['markdown', 'html', 'svg', 'text', 'github', 'sarif', 'junit']) {
      const { code, out, err } = await tpmIn(made.folder, ['diff', 'HEAD~1', 'HEAD', '--format', format])
      expect([code, err]).toEqual([0, ''])
      if (['html', 'svg', 'junit'].includes(format)) expect(out).not.toMatch(/<b>\.tpm/)
      // Between backticks it is no markup.
      if (format === 'markdown') expect(out).not.toMatch(/^#+ .*<b>/m)
    }
    expect(existsSync(join(made.folder, 'pwned'))).toBe(false)
  })

  test('does not lead out of itself by links or includes', async () => {
    const outside = makeRepository()
    outside.put({ 'secret.tpm.yaml': 'tpm: 1\nresources: { secret: { name: Secret, rate: 999/h } }\n' })
    symlinkSync(join(outside.folder, 'secret.tpm.yaml'), join(made.folder, 'link.tpm.yaml'))
    made.put({ 'plan.tpm.yaml': plan(2).replace('tpm: 1\n', `tpm: 1\ninclude: [link.tpm.yaml]\n`) })
    const { out } = await tpmIn(made.folder, ['diff', '--partial', '--format', 'json'])
    outside.remove()
    expect(out).not.toContain('Secret')
    expect(out).not.toContain('999')
  })
})
