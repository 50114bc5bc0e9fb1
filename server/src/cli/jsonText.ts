/**
 * A result as JSON. Numbers to four decimals, which is more than money, indices and shares can mean: what is left of
 * adding up in binary (`0.30000000000000004`) is nobody's to compare.
 */
export function jsonText(report: object): string {
  return `${JSON.stringify(report, (_, value) => (typeof value === 'number' ? rounded(value) : value), 2)}\n`
}

function rounded(value: number): number {
  return Number.isInteger(value) ? value : Number(value.toFixed(4))
}
