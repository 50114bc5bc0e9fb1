/** Letters that Unicode does not take apart. */
const letters: Readonly<Record<string, string>> = {
  ...{ ß: 'ss', ẞ: 'SS', æ: 'ae', Æ: 'Ae', œ: 'oe', Œ: 'Oe', ø: 'o', Ø: 'O', ł: 'l', Ł: 'L', đ: 'd', Đ: 'D' },
  ...{ ð: 'd', Ð: 'D', þ: 'th', Þ: 'Th', ħ: 'h', Ħ: 'H', ŧ: 't', Ŧ: 'T', ŋ: 'n', Ŋ: 'N', ı: 'i', ə: 'e', Ə: 'E' },
}
const anyOfThem = new RegExp(`[${Object.keys(letters).join('')}]`, 'g')

/** Latin letters without their accents: `Übergabe` is `Ubergabe`, `Łukasz` is `Lukasz`. Others stay what they are. */
export function unaccented(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(anyOfThem, letter => letters[letter]!)
}
