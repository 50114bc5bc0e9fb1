/** A text with `$0` where the cursor is. A leading line end is dropped, so that a fixture may begin on its own line. */
export function markedAt(fixture: string): { readonly text: string; readonly offset: number } {
  const source = fixture.startsWith('\n') ? fixture.slice(1) : fixture
  const offset = source.indexOf('$0')
  if (offset < 0) throw new Error('the fixture has no $0')
  return { text: source.slice(0, offset) + source.slice(offset + 2), offset }
}
