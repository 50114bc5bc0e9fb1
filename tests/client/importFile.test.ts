import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import type { ImportParams, ImportResult } from '#protocol/review'
import { methods } from '../../server/src/review/methods.ts'
import { tpm } from '../cli/memoryIo.ts'

const xml = (encoding: string, name = 'Straße nach Orléans') =>
  `<?xml version="1.0" encoding="${encoding}"?>\n<Project><Title>${name}</Title><StartDate>2026-03-02T08:00:00</StartDate><Tasks><Task><UID>1</UID><Name>A</Name><Manual>1</Manual><ManualStart>2026-03-03T08:00:00</ManualStart><Duration>PT8H0M0S</Duration></Task></Tasks></Project>`

/** What the editor's worker answers. */
const imported = (name: string, bytes: Uint8Array) =>
  methods.importFile!({ name, bytes } satisfies ImportParams as never) as ImportResult

const files: readonly (readonly [string, Uint8Array])[] = [
  ['utf-8.xml', Buffer.from(xml('UTF-8'))],
  ['utf-16.xml', Buffer.from(`\ufeff${xml('UTF-16')}`, 'utf16le')],
  ['latin.xml', Buffer.from(xml('windows-1252'), 'latin1')],
  ['bridge.tjp', readFileSync('tests/fixtures/interchange/bridge.tjp')],
]

test.each(files)('the editor makes the very plan of %s that `tpm import` makes', async (name, bytes) => {
  const { out, err } = await tpm(`import ${name}`, { bytes: { [name]: bytes } })
  expect(out).toContain('project:')
  expect(imported(name, bytes)).toEqual({
    text: out,
    notes: err.split('\n').flatMap(line => (line === '' ? [] : [line.replace('note: ', '')])),
  })
})

test.each([
  ['plan.mpp', Buffer.from('x'), 'plan.mpp is in MS Project’s own format'],
  ['renamed.xml', Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 0xa1), 'renamed.xml is in MS Project’s own format'],
  ['a.xml', Buffer.from(xml('klingon')), 'a.xml says that it is in "klingon", an encoding that can’t be read'],
  ['a.xml', Buffer.from(xml('windows-1252'), 'latin1').subarray(60), 'a.xml is not UTF-8 text'],
  ['a.xml', Buffer.from('<Other/>'), 'a.xml: This is no project of MS Project'],
  ['a.txt', Buffer.from('hello'), 'a.txt is no file that can be imported'],
])('what is none is refused in words: %s', (name, bytes, words) => {
  expect(imported(name, bytes)).toEqual({ failure: expect.stringContaining(words) })
})
