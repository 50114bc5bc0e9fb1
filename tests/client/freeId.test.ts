import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { withFreeId } from '../../client/src/extension/freeId.ts'

const template = readFileSync('media/templates/cloud-migration.tpm.yaml', 'utf8')
const idOf = (text: string) => /^ {2}id: (.*)$/m.exec(text)![1]
const written = (file: string, ...taken: readonly string[]) => withFreeId(template, file, new Set(taken))

test('a template keeps its id as long as nobody has it', () => {
  expect(written('cloud-migration.tpm.yaml')).toBe(template)
  expect(written('payroll.tpm.yaml', 'other')).toBe(template)
})

test('the id has the number of the file', () => {
  const text = written('cloud-migration-2.tpm.yaml', 'cloud-migration')
  expect(idOf(text)).toBe('cloud-migration-2')
  expect(text.replace('id: cloud-migration-2', 'id: cloud-migration')).toBe(template)
  expect(idOf(written('cloud-migration-7.tpm.yml'))).toBe('cloud-migration-7')
})

test('or the next that is free, whatever the file is called', () => {
  expect(idOf(written('payroll.tpm.yaml', 'cloud-migration'))).toBe('cloud-migration-2')
  expect(idOf(written('cloud-migration-2.tpm.yaml', 'cloud-migration', 'cloud-migration-2'))).toBe('cloud-migration-3')
})

test('a text without an id stays', () =>
  expect(withFreeId('tpm: 1\nproject: {}\ntasks:\n  a:\n    id: x\n', 'a.tpm.yaml', new Set(['x']))).toBe(
    'tpm: 1\nproject: {}\ntasks:\n  a:\n    id: x\n',
  ))
