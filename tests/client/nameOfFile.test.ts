import { expect, test } from 'vitest'
import { nameOfFile, titled } from '../../client/src/extension/nameOfFile.ts'

test('a plan without a name is called as its file', () => {
  expect(nameOfFile('file:///w/New%20bridge.tpm.yaml')).toBe('New bridge')
  expect(nameOfFile('file:///w/100%.tpm.yml')).toBe('100%')
})

test('a title that is there stays', () => {
  expect(titled({ title: 'Bridge' }, 'file:///w/a.tpm.yaml')).toEqual({ title: 'Bridge' })
  expect(titled({ title: '' }, 'file:///w/a.tpm.yaml')).toEqual({ title: 'a' })
})
