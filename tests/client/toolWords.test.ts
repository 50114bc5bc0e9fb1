import { expect, test } from 'vitest'
import { toolWords } from '../../client/src/extension/toolWords.ts'

test('what the command line says is a sentence, without the name of the tool', () => {
  expect(toolWords('tpm: git is not installed, or not on the PATH\n')).toBe('Git is not installed, or not on the PATH')
  expect(toolWords('tpm: a\ntpm: b\n')).toBe('A\nb')
})

test('a plan outside of git is told without its folder', () => {
  expect(toolWords('tpm: /home/ann/plans is in no git work tree\n')).toBe('This plan is in no git repository.')
})
