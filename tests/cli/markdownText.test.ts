/** Names of a plan in a comment: shown as they are, and nothing else happens. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { markdownText, mermaidText } from '../../server/src/cli/diff/markdownText.ts'
import { visible } from '../../server/src/cli/escape.ts'

const hostile = [
  '@octocat please merge',
  'mail me@example.org',
  '@org/team',
  '#123 and org/repo#1 and GH-7 and !9',
  '`code` and ``more``',
  '```\n# heading',
  '<script>alert(1)</script>',
  '<!-- tpm-diff -->',
  '<details open><summary>x</summary>',
  '| a | b |',
  '**bold** __bold__ ~~gone~~ $x$',
  '[link](javascript:alert(1)) ![image](http://example.org/x.png)',
  '[ref]: http://example.org',
  'https://example.org www.example.org ftp://example.org',
  ':smile: :+1:',
  '&lt;b&gt; &amp;',
  'a\\b \\',
  'line\nbreak\r\nand tab\t',
  '\u202eevil\u202c \u200bhidden \u0000nul \u001b[31mred',
  'crit, done, milestone, 2026-01-01, 1d',
  'name: 2026-01-01, 3d; click x call alert()',
  '%% comment %%{init: {}}%%',
  'section x\n  y :a, 1d',
  '#58; #quot; #colon;',
  'دراسة 概要 naïve café 👩‍💻',
  '- list',
  '1. list',
  '> quote',
  '    indented',
  '\\@octocat',
]

/** What a reader of the Markdown sees: entities and escapes are decoded, marks without width are not seen. */
function readMarkdown(markdown: string): string {
  return markdown
    .replaceAll('&#8203;', '')
    .replace(/\\([\\`*_[\]|~$^#])/g, '$1')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&amp;/g, '&')
}

/** What Mermaid draws. */
function readMermaid(mermaid: string): string {
  return mermaid.replace(/#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)))
}

/** Nothing that Markdown, GitHub or GitLab take for more than text is left unescaped. */
function checkMarkdown(text: string): void {
  const markdown = markdownText(text)
  expect(readMarkdown(markdown)).toBe(visible(text))
  const bare = markdown.replace(/\\[\\`*_[\]|~$^#]/g, '')
  expect(bare).not.toMatch(/[<>`*_[\]|~$\n\r]/)
  const linked = bare.replaceAll('&#8203;', '\u200b')
  expect(linked).not.toMatch(/@\w|(?<!&)#\w|!\d|:\/\/|\bGH-\d|\bwww\.|:[\w+-]/i)
}

function checkMermaid(text: string): void {
  const mermaid = mermaidText(text)
  expect(readMermaid(mermaid)).toBe(visible(text))
  expect(mermaid.replace(/#\d+;/g, '')).toMatch(/^[\p{L}\p{N}\p{M} ]*$/u)
}

describe('a name', () => {
  for (const name of hostile) {
    test(`${JSON.stringify(name)} is shown as it is`, () => {
      checkMarkdown(name)
      checkMermaid(name)
    })
  }

  test('of any letters is shown as it is', () => {
    const marks = fc.constantFrom(
      ...'@#!:%&<>|`*_[](){}\\/~$^+-.;,\'" \n\tawGH1é👍'.split(''),
      'www.',
      'http://',
      '&#8203;',
      '&amp;',
    )
    const names = fc.oneof(
      fc.array(marks, { maxLength: 12 }).map(parts => parts.join('')),
      fc.string({ unit: 'grapheme' }),
    )
    fc.assert(
      fc.property(names, name => {
        checkMarkdown(name)
        checkMermaid(name)
      }),
    )
  })
})
