import { readFileSync } from 'node:fs'
import { setFlagsFromString } from 'node:v8'
import { build, lengths } from 'tpm:parts'
import { CodeCache } from './codeCache.ts'
import { loader, partsOf } from './load.ts'

const entry = './main.js'

// A command is over before code that is compiled for the third time pays. Node 20 and 22 compile no second time.
if (Reflect.get(process.config.variables, 'v8_enable_maglev') === 1) setFlagsFromString('--no-opt')

/** The command that was asked for, where it has a part of its own: each compiles other functions. */
function command(word = ''): string {
  const known = /^[a-z]+$/.test(word) && Object.keys(lengths).some(name => name.startsWith(`./${word}`))
  return known ? word : 'tpm'
}

const cache = CodeCache.open(build, command(process.argv[2]))
if (cache) process.on('exit', code => code < 2 && cache.save())
loader(partsOf(readFileSync(__filename), lengths), { require, filename: __filename, dirname: __dirname, cache })(entry)
