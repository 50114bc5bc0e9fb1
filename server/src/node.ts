import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { crc32 } from 'node:zlib'
import { roomToRead } from './lsp/heap.ts'
import { CodeCache } from './parts/codeCache.ts'
import { loader } from './parts/load.ts'

/**
 * Starts the language server, whose bundle lies beside this one, with its compiled code from the last start. That is
 * kept once the first plan was read: with what reading needs. V8 takes it only where its flags are what they were then.
 */
function main(): void {
  roomToRead()
  const text = readFileSync(join(__dirname, 'nodeServer.js'), 'utf8')
  const cache = typeof crc32 === 'function' ? CodeCache.open(`server-${crc32(text).toString(16)}`, 'serve') : undefined
  const load = loader(name => (name === 'nodeServer.js' ? text : undefined), {
    require,
    filename: __filename,
    dirname: __dirname,
    cache,
  })
  const { serve } = load('nodeServer.js') as { serve: (isRead: () => void) => void }
  serve(() => cache?.save())
}

main()
