import { test } from 'vitest'
import { readPlan } from '#language/read/read'

const head = 'tpm: 1\nproject: { name: X, start: 2026-01-05 }\n'
const big: [string, string][] = [
  ['[ x 3k', '['.repeat(3000)],
  ['[ x 200k', '['.repeat(200000)],
  ['- x', '- '.repeat(3000)],
  ['? x500', '? '.repeat(500)],
  ['? x100k', '? '.repeat(100000)],
  ['k: [ x3k', head + 'tasks:\n  a: ' + '['.repeat(3000)],
  ['{a: x3k', head + 'tasks:\n  a: ' + '{a: '.repeat(3000)],
  [
    '20k keys flow',
    head + 'tasks: {' + Array.from({ length: 20000 }, (_, i) => `t${i}: {duration: 1d}`).join(', ') + '}',
  ],
  [
    '20k keys in one task',
    head + 'tasks:\n  a:\n' + Array.from({ length: 20000 }, (_, i) => `    k${i}: 1`).join('\n'),
  ],
  ['20k dup keys', head + 'tasks:\n  a:\n' + Array.from({ length: 20000 }, (_, i) => `    name: 1`).join('\n')],
  ['20k dup ids', head + 'tasks:\n' + Array.from({ length: 20000 }, (_, i) => `  a: { name: 1 }`).join('\n')],
  [
    'bomb',
    'a: &a [x,x,x,x,x,x,x,x,x]\n' +
      Array.from(
        { length: 20 },
        (_, i) =>
          `${String.fromCharCode(98 + i)}: &${String.fromCharCode(98 + i)} [${Array(9)
            .fill('*' + String.fromCharCode(97 + i))
            .join(',')}]`,
      ).join('\n'),
  ],
  [
    'merge chain',
    'a0: &a0 {x: 1}\n' +
      Array.from({ length: 1500 }, (_, i) => `a${i + 1}: &a${i + 1} { <<: *a${i}, k${i}: 1 }`).join('\n'),
  ],
  ['1MB block', head + 'tasks:\n  a:\n    notes: |\n' + '      hello world this is text\n'.repeat(35000)],
  ['1MB folded', head + 'tasks:\n  a:\n    notes: >\n' + '      hello world this is text\n'.repeat(35000)],
  [
    '10k tasks with folded',
    head +
      'tasks:\n' +
      Array.from(
        { length: 10000 },
        (_, i) => `  t${i}:\n    name: X\n    notes: >\n      hello\n      x\n    duration: 1d\n`,
      ).join(''),
  ],
  [
    '10k broken tasks',
    head +
      'tasks:\n' +
      Array.from({ length: 10000 }, (_, i) => `  t${i}:\n    name: X\n    du\n    duration: 1d\n`).join(''),
  ],
  ['10k unclosed', head + 'tasks:\n' + Array.from({ length: 10000 }, (_, i) => `  t${i}: { name: X,\n`).join('')],
  ['5MB junk', 'x'.repeat(5e6)],
  ['5MB newlines', '\n'.repeat(5e6)],
  ['5MB colons', ': '.repeat(2.5e6)],
  ['5MB dashes nl', '-\n'.repeat(2.5e6)],
  ['5MB spaces', ' '.repeat(5e6)],
  ['7MB lines', 'a: 1\n'.repeat(1.4e6)],
  ['1MB quote', 'a: "' + 'x'.repeat(1e6)],
  ['1MB q lines', 'a: "' + 'x\n'.repeat(5e5)],
  ['ctl', '\u0001'.repeat(1e6)],
  [
    'deep tasks 5000',
    head +
      'tasks:\n' +
      Array.from({ length: 1500 }, (_, i) => ' '.repeat(i * 2 + 2) + (i % 2 ? 'tasks:' : `t${i}:`)).join('\n'),
  ],
  ['comments', '# tpm-ignore x\n'.repeat(100000)],
  ['hash', '#'.repeat(3e6)],
  ['tabs', '\t'.repeat(1e6) + 'x'],
  ['tablines', head + 'tasks:\n' + '\ta:\n\t\tname: x\n'.repeat(20000)],
  ['conflict', '<<<<<<< a\n'.repeat(50000)],
  ['cr', 'a: 1\r'.repeat(100000)],
  ['anchors', head + 'tasks:\n' + Array.from({ length: 3000 }, (_, i) => `  t${i}: &a${i}\n    name: x\n`).join('')],
  ['long line flow', head + 'tasks:\n  a: { tags: [' + Array(100000).fill('x').join(', ') + '] }'],
  ['20001 tasks', head + 'tasks:\n' + Array.from({ length: 20010 }, (_, i) => `  t${i}:\n    duration: 1d\n`).join('')],
  ['20k bad refs', head + 'tasks:\n' + Array.from({ length: 20000 }, (_, i) => `  t${i}:\n    duraton: 1d\n`).join('')],
]
test('hostile', () => {
  for (const [name, text] of big) {
    const t = performance.now()
    const r = readPlan(text, { file: 'a' })
    const t1 = performance.now()
    r.ignores
    for (let i = 0; i < 20; i++) r.pathAt(Math.floor((text.length * i) / 20))
    const t2 = performance.now()
    const mid = text.slice(0, text.length >> 1) + 'x' + text.slice(text.length >> 1)
    mid.charCodeAt(0)
    const t3 = performance.now()
    readPlan(mid, { file: 'a', previous: r })
    const t4 = performance.now()
    console.log(
      name.padEnd(24),
      (t1 - t).toFixed(0).padStart(6),
      'ms; ignores/pathAt',
      (t2 - t1).toFixed(0).padStart(5),
      'edit',
      (t4 - t3).toFixed(0).padStart(5),
      'problems',
      r.problems.length,
      [...new Set(r.problems.map(p => p.code))].slice(0, 4).join(' '),
      r.plan.tasks.size,
    )
  }
}, 300000)
