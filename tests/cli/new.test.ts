import { expect, test } from 'vitest'
import { tpm } from './memoryIo.ts'

test('a first plan goes to standard output', async () => {
  expect(await tpm('new')).toEqual({ code: 0, out: 'tpm: 1\n', err: '', written: {} })
  expect((await tpm('new --template other')).out).toBe('tpm: 1\nproject: {}\n')
})

test('or to a file that is not there yet', async () => {
  const { code, out, written } = await tpm('new plans/first.tpm.yaml')
  expect({ code, out, written }).toEqual({ code: 0, out: '', written: { 'plans/first.tpm.yaml': 'tpm: 1\n' } })
})

test('a template used twice has a second id', async () => {
  const template = 'tpm: 1\nproject:\n  name: A\n  id: bridge\ntasks: {}\n'
  const options = { files: { 'a.tpm.yaml': template }, templates: { minimal: template } }
  expect((await tpm('new b.tpm.yaml', options)).written).toEqual({
    'b.tpm.yaml': template.replace('id: bridge', 'id: bridge-2'),
  })
  expect((await tpm('new', options)).out).toBe(template)
})

test('never over a file, nor under a name that would not be found', async () => {
  const there = await tpm('new a.tpm.yaml', { files: { 'a.tpm.yaml': 'x' } })
  expect(there).toMatchObject({ code: 2, written: {} })
  expect(there.err).toContain('a.tpm.yaml is there already')
  const misnamed = await tpm('new plan.yaml')
  expect(misnamed).toMatchObject({ code: 2, written: {} })
  expect(misnamed.err).toContain('.tpm.yaml')
})

test('the templates can be listed, and an unknown one names them', async () => {
  expect((await tpm('new --list')).out).toBe('minimal\nother\n')
  const { code, err } = await tpm('new --template cloud')
  expect(code).toBe(2)
  expect(err).toContain('There are minimal, other')
})
