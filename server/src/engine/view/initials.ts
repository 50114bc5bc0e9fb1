/**
 * One to four letters that stand for a person or a team: `Maya Lindt` → `ML`, `SRE pool` → `SRE`, `ben` → `BE`.
 * Letters of any script; an emoji or a name without letters gives what there is.
 */
export function initialsOf(name: string): string {
  const words = name.match(/[\p{L}\p{N}]+/gu) ?? []
  const [first, ...others] = words
  if (first === undefined) return [...name].slice(0, 1).join('')
  if (/^\p{Lu}{2,4}$/u.test(first)) return first
  const last = others.at(-1)
  const letters =
    last === undefined ? [...first].slice(0, 2) : [...first.slice(0, 2)].slice(0, 1).concat([...last].slice(0, 1))
  return letters.join('').toUpperCase()
}
