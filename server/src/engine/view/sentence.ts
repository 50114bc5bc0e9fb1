const words = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'eleven', 'twelve']

/** `two`, from thirteen on `13`. */
export function numberWord(count: number): string {
  return words[count] ?? String(count)
}

/** `a`, `a and b`, `a, b and c` */
export function listWords(parts: readonly string[]): string {
  if (parts.length < 2) return parts.join('')
  return `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`
}

const signs: Readonly<Record<string, string>> = { EUR: '€', USD: '$', GBP: '£', JPY: '¥', CHF: 'CHF ', INR: '₹' }

/** An amount on an axis: `€18k`, `$1.2m`, `450 SEK`. */
export function roundMoney(amount: number, currency: string | undefined): string {
  const size = Math.abs(amount)
  const [unit, ending] = 999_500 <= size ? [1_000_000, 'm'] : 1000 <= size ? [1000, 'k'] : [1, '']
  const value = size / unit
  const digits = value < 9.95 && ending !== '' ? Math.round(value * 10) / 10 : Math.round(value)
  const sign = amount < 0 ? '−' : ''
  const symbol = currency === undefined ? '' : signs[currency]
  return symbol === undefined ? `${sign}${digits}${ending} ${currency}` : `${sign}${symbol}${digits}${ending}`
}

/** A name with a pause in it is quoted, else one can't see where it ends. */
export function nameInSentence(name: string): string {
  return /[,;:.]/.test(name) ? `“${name}”` : name
}
