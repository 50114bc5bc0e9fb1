import type { CheckedFile } from './checked.ts'

/**
 * A name for each diagnostic of a file that stays when lines move: made of the rule, the file and the object
 * it is about, not of the line (`spec`: fingerprints from rule and task). 16 hexadecimal digits, in the order
 * of the diagnostics; two of one rule in one object are told apart by their order.
 */
export function fingerprints({ plan, diagnostics }: CheckedFile): readonly string[] {
  const { snapshot, inRoot } = plan
  const seen = new Map<string, number>()
  return diagnostics.map(({ code, range }) => {
    const { path } = snapshot.reading.pathAt(snapshot.lines.offsetAt(range.start))
    const subject = `${code}\n${inRoot}\n${path.join('/')}`
    const nth = (seen.get(subject) ?? 0) + 1
    seen.set(subject, nth)
    return hash(`${subject}\n${nth}`)
  })
}

/** FNV-1a, 64 bits, over UTF-16 code units: to tell apart, not to protect. */
function hash(text: string): string {
  let value = 0xcbf29ce484222325n
  for (let i = 0; i < text.length; i++) {
    value = BigInt.asUintN(64, (value ^ BigInt(text.charCodeAt(i))) * 0x100000001b3n)
  }
  return value.toString(16).padStart(16, '0')
}
