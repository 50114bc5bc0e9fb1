/**
 * A template's text with an id of its own, since two plans of one workspace can't both be meant by an id: with the number
 * that the file's name has, or the next one that is free.
 *
 * @param file the name that was chosen, such as `cloud-migration-2.tpm.yaml`
 */
export function withFreeId(text: string, file: string, taken: ReadonlySet<string>): string {
  const [before = '', id] = /^project:[ \t]*\r?\n(?:[ \t]+.*\r?\n)*?[ \t]+id:[ \t]+([\w-]+)/m.exec(text) ?? []
  if (id === undefined) return text
  const number = new RegExp(`^${id}-(\\d+)\\.tpm\\.`).exec(file)?.[1]
  let free = number === undefined ? id : `${id}-${number}`
  for (let i = 2; taken.has(free); i++) free = `${id}-${i}`
  return text.replace(before, () => before.slice(0, -id.length) + free)
}
