/**
 * The order of two changed lists of keys: that of the side that reordered what all three have, ours where both did;
 * what only the other has comes behind what it stands behind there. Only keys that `isKept` are in it.
 */
export function mergeOrder(
  base: readonly string[],
  ours: readonly string[],
  theirs: readonly string[],
  isKept: (key: string) => boolean,
): readonly string[] {
  const [inBase, inOurs, inTheirs] = [new Set(base), new Set(ours), new Set(theirs)]
  const common = (keys: readonly string[]) =>
    keys.filter(key => inBase.has(key) && inOurs.has(key) && inTheirs.has(key)).join('\n')
  const isReorderedByTheirs = common(ours) === common(base) && common(theirs) !== common(base)
  const [host, guest] = isReorderedByTheirs ? [theirs, ours] : [ours, theirs]
  const inGuest = new Set(guest)
  const order = host.filter(isKept)
  guest.forEach((key, i) => {
    if (!isKept(key) || order.includes(key)) return
    const before = guest.slice(0, i).findLast(other => order.includes(other))
    let at = before === undefined ? 0 : order.indexOf(before) + 1
    // What only the host has at this place was there first.
    while (before !== undefined && at < order.length && !inGuest.has(order[at]!)) at++
    order.splice(at, 0, key)
  })
  return order
}
