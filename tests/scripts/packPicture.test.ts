import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { crc32, deflateSync, inflateSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { packPicture } from '../../scripts/packPicture.mjs'
import { root } from '../support/sources.ts'

/** A PNG of grey pixels whose lines are as given: the filter, then its bytes. */
function pictureOf(lines: readonly (readonly number[])[], width: number): Buffer {
  const header = Buffer.from([0, 0, 0, width, 0, 0, 0, lines.length, 8, 0, 0, 0, 0])
  const signature = Buffer.from([137, 80, 78, 71, 13, 10, 26, 10])
  const pixels = deflateSync(Buffer.from(lines.flat()))
  return Buffer.concat([signature, chunkOf('IHDR', header), chunkOf('IDAT', pixels), chunkOf('IEND', Buffer.of())])
}

function chunkOf(type: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type), data])
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(data.length)
  sum.writeUInt32BE(crc32(named))
  return Buffer.concat([length, named, sum])
}

test('a packed picture has the pixels it had in 32 shades, whatever filter each line was written with', () => {
  const filtered = [
    [0, 16, 24, 32],
    [1, 16, 8, 248],
    [2, 8, 16, 24],
    [3, 4, 4, 4],
    [4, 8, 8, 8],
  ]
  const plain = [
    [0, 16, 24, 32],
    [0, 16, 24, 16],
    [0, 24, 40, 40],
    [0, 16, 32, 40],
    [0, 24, 40, 48],
  ]
  const packed = packPicture(pictureOf(filtered, 3))
  const data = packed.subarray(packed.indexOf('IDAT') + 4, packed.indexOf('IEND') - 8)
  // What is between two shades goes to the one below; black and white stay.
  const shade = (value: number) => (value & 0xf8) | (value >> 5)
  expect([...inflateSync(data)]).toEqual(plain.flat().map(shade))
  expect([0, 255, 31].map(shade)).toEqual([0, 255, 24])
})

test.each(['timeline', 'heatmap'])("the README's %s is packed", name => {
  const picture = readFileSync(join(root, `media/readme/${name}.png`))
  // What zlib makes of it differs a little from machine to machine
  expect(packPicture(picture).length).toBeGreaterThan(0.97 * picture.length)
})
