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

test('a packed picture has the pixels it had, whatever filter each line was written with', () => {
  const filtered = [
    [0, 10, 20, 30],
    [1, 10, 10, 250],
    [2, 1, 2, 3],
    [3, 5, 5, 5],
    [4, 1, 1, 1],
  ]
  const plain = [
    [0, 10, 20, 30],
    [0, 10, 20, 14],
    [0, 11, 22, 17],
    [0, 10, 21, 24],
    [0, 11, 22, 25],
  ]
  expect(packPicture(pictureOf(filtered, 3)).equals(packPicture(pictureOf(plain, 3)))).toBe(true)
  const packed = packPicture(pictureOf(filtered, 3))
  const data = packed.subarray(packed.indexOf('IDAT') + 4, packed.indexOf('IEND') - 8)
  expect([...inflateSync(data)]).toEqual(plain.flat())
})

test.each(['timeline', 'heatmap'])("the README's %s is packed", name => {
  const picture = readFileSync(join(root, `media/readme/${name}.png`))
  // What zlib makes of it differs a little from machine to machine
  expect(packPicture(picture).length).toBeGreaterThan(0.97 * picture.length)
})
