import { expect, test } from 'vitest'
import { tpm } from './memoryIo.ts'

const canonical = `tpm: 1
project:
  name: Bridge
  start: 2026-03-02
tasks:
  # the long part
  build:
    name: Build
    duration: 2d
`
const loose = canonical.replace('name: Build', 'name:   Build').replace('duration: 2d', 'duration:  2d')

test('a plan that is canonical stays, and is not written', async () => {
  expect(await tpm('fmt', { files: { 'plan.tpm.yaml': canonical } })).toEqual({
    code: 0,
    out: '',
    err: '',
    written: {},
  })
})

test('a plan that is not is written, its comments kept', async () => {
  const { code, out, err, written } = await tpm('fmt plan.tpm.yaml', { files: { 'plan.tpm.yaml': loose } })
  expect({ code, out, err }).toEqual({ code: 0, out: '', err: 'Formatted plan.tpm.yaml\n' })
  expect(written).toEqual({ 'plan.tpm.yaml': canonical })
})

test('--check writes nothing, names what is not canonical and exits with 1', async () => {
  const files = { 'a.tpm.yaml': canonical, 'b.tpm.yaml': loose }
  expect(await tpm('fmt --check', { files })).toEqual({ code: 1, out: 'b.tpm.yaml\n', err: '', written: {} })
  expect((await tpm('fmt --check a.tpm.yaml', { files })).code).toBe(0)
})

test('standard input goes to standard output', async () => {
  expect(await tpm('fmt -', { input: loose })).toEqual({ code: 0, out: canonical, err: '', written: {} })
  expect(await tpm('fmt - --check', { input: loose })).toMatchObject({ code: 1, out: 'stdin.tpm.yaml\n' })
})

test('text that is no YAML is left as it is, and said so', async () => {
  const broken = `${canonical}\tx: [\n`
  const { code, out, err, written } = await tpm('fmt', { files: { 'plan.tpm.yaml': broken } })
  expect({ code, out, written }).toEqual({ code: 1, out: '', written: {} })
  expect(err).toMatch(/^tpm: plan\.tpm\.yaml:10:\d+ .* \[yaml\/.*\]: left as it is\n$/)
  expect((await tpm('fmt -', { input: broken })).out).toBe(broken)
})

test('a file that may not be read exits with 2, and the others are formatted', async () => {
  const { code, err, written } = await tpm('fmt', {
    files: { 'b.tpm.yaml': loose },
    unreadable: { 'a.tpm.yaml': 'may not be read: permission denied' },
  })
  expect(code).toBe(2)
  expect(err).toContain('a.tpm.yaml may not be read: permission denied')
  expect(written).toEqual({ 'b.tpm.yaml': canonical })
})
