import { visible } from '../escape.ts'

/** Keeps what follows a mark from being a mention, a reference or an emoji. Plan text never has it: it is written out. */
const apart = '&#8203;'

/**
 * Text of a plan as GitHub and GitLab show it in a comment: no markup, no HTML, no mention (`@name`), no reference
 * (`#12`, `!12`, `GH-12`), no emoji (`:name:`), no link. On one line.
 */
export function markdownText(text: string): string {
  return visible(text)
    .replace(/[&<>]/g, char => entities[char]!)
    .replace(/[\\`*_[\]|~$^]/g, '\\$&')
    .replace(/[@#!:%](?=[\w\\&(+-])/g, `$&${apart}`)
    .replace(/\b(gh)-(?=\d)/gi, `$1${apart}-`)
    .replace(/\bwww\./gi, mark => `${mark.slice(0, 3)}${apart}.`)
    .replace(/:\/\//g, `:${apart}//`)
    .replace(/#(?!\d+;|&)/g, '\\#')
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' }

/**
 * Text of a plan as the name of a Mermaid task or section: what is more than letters, digits and blanks becomes a
 * numbered entity, which Mermaid decodes when it draws.
 */
export function mermaidText(text: string): string {
  return visible(text).replace(/[^\p{L}\p{N}\p{M} ]/gu, char => `#${char.codePointAt(0)};`)
}
