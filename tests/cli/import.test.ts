import { describe, expect, test } from 'vitest'
import { tpm } from './memoryIo.ts'

const xml = (encoding: string, name = 'Umzug über Łódź') =>
  `<?xml version="1.0" encoding="${encoding}"?>\n<Project><Title>${name}</Title><StartDate>2026-03-02T08:00:00</StartDate><Tasks><Task><UID>1</UID><Name>A</Name><Manual>1</Manual><ManualStart>2026-03-03T08:00:00</ManualStart><Duration>PT8H0M0S</Duration></Task></Tasks></Project>`

function utf16(text: string, isLittle: boolean): Uint8Array {
  const bytes = Buffer.from(text, 'utf16le')
  return isLittle ? bytes : bytes.swap16()
}

test('notes are no errors, and say what became of what', async () => {
  const { code, out, err } = await tpm('import plan.xml', { files: { 'plan.xml': xml('UTF-8') } })
  expect(code).toBe(0)
  expect(out).toContain('name: Umzug über Łódź')
  expect(err).toBe('note: Manually scheduled tasks are held at their start by "must-start-on" (at `a`)\n')
})

describe('XML in other encodings', () => {
  test.each([
    ['UTF-16, little end first', utf16(`\ufeff${xml('UTF-16')}`, true)],
    ['UTF-16, big end first', utf16(`\ufeff${xml('UTF-16')}`, false)],
    ['UTF-16 without a mark', utf16(xml('UTF-16'), true)],
    ['UTF-8 that says UTF-16', Buffer.from(xml('UTF-16'))],
    ['UTF-8 with a mark', Buffer.from(`\ufeff${xml('utf-8')}`)],
  ])('%s', async (_name, bytes) => {
    const { code, out } = await tpm('import plan.xml', { bytes: { 'plan.xml': bytes } })
    expect(code).toBe(0)
    expect(out).toContain('name: Umzug über Łódź')
  })

  test.each(['windows-1252', 'ISO-8859-1'])('one that it declares: %s', async encoding => {
    const bytes = Buffer.from(xml(encoding, 'Straße nach Orléans'), 'latin1')
    const { out } = await tpm('import -', { input: bytes })
    expect(out).toContain('name: Straße nach Orléans')
  })

  test.each([
    ['klingon', 'plan.xml says that it is in "klingon", an encoding that can’t be read: save it as UTF-8'],
    ['utf-8', 'plan.xml is not UTF-8 text: save it as UTF-8'],
    ['shift_jis', 'plan.xml says that it is in "shift_jis", an encoding that it is not in: save it as UTF-8'],
  ])('what is not in the one it declares is refused: %s', async (encoding, message) => {
    const bytes = Buffer.concat([Buffer.from(xml(encoding, 'x')), Buffer.from([0xff, 0xff])])
    const { code, out, err } = await tpm('import plan.xml', { bytes: { 'plan.xml': bytes } })
    expect([code, out]).toEqual([2, ''])
    expect(err).toContain(message)
  })

  test('a plan of our own is UTF-8 all the same', async () => {
    const { code } = await tpm('check a.tpm.yaml', { bytes: { 'a.tpm.yaml': utf16('\ufefftpm: 1', true) } })
    expect(code).toBe(2)
  })
})

describe('MS Project’s own format', () => {
  const ole = Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, 0, 0)

  test.each([
    ['plan.mpp', ole],
    ['template.mpt', Buffer.from('anything')],
    ['renamed.xml', ole],
  ])('is told how to be saved: %s', async (file, bytes) => {
    const { code, err } = await tpm(`import ${file}`, { bytes: { [file]: bytes } })
    expect(code).toBe(2)
    expect(err).toContain(
      `${file} is in MS Project’s own format, which can’t be read: save it there as XML (File, Save As, XML Format), and import that`,
    )
  })

  test('what is not there is not there', async () => {
    const { err } = await tpm('import plan.mpp')
    expect(err).toContain('plan.mpp is not there')
  })
})
