import { expect, test } from 'vitest'
import { toolWords } from '../../client/src/extension/toolWords.ts'

test('what the command line says is a sentence, without the name of the tool', () => {
  expect(toolWords('tpm: git is not installed, or not on the PATH\n')).toBe('Git is not installed, or not on the PATH')
  expect(toolWords('tpm: a\ntpm: b\n')).toBe('A\nb')
})

test('a plan outside of git is told without its folder', () => {
  expect(toolWords('tpm: /home/ann/plans is in no git work tree\n')).toBe('This plan is in no git repository.')
})

test('a file without a project is told as what it most likely is: a plan that begins', () => {
  expect(toolWords('tpm: small/empty.tpm.yaml is a library, which has no project to report on\n')).toBe(
    'This plan has no project yet.',
  )
})

test('the name of a file stays as it is', () => {
  for (const words of [
    'plans/bridge.tpm.yaml has an error: correct it, or add --partial to go on without',
    'bridge.tpm.yaml is too large to be read',
    'my plans/bridge.tpm.yaml has 2 errors',
    './bridge.tpm.yml has an error',
    '~/plans could not be read',
  ])
    expect(toolWords(`tpm: ${words}\n`)).toBe(words)
})
