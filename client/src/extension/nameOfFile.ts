/** `bridge` for `…/bridge.tpm.yaml`: what a plan is called that has no name. */
export function nameOfFile(uri: string): string {
  const last = uri.split('/').at(-1) ?? uri
  return decode(last).replace(/\.tpm\.ya?ml$/i, '')
}

/** A view with the file's name in the place of a title that is empty. */
export function titled<View extends { readonly title: string }>(view: View, uri: string): View {
  return view.title.trim() === '' ? { ...view, title: nameOfFile(uri) } : view
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
