import { commentMarker } from '../diff/markdown.ts'

/** A comment on a pull request, as GitHub has it. */
export interface Comment {
  readonly id: number | bigint
  readonly body?: string | null
  readonly user?: { readonly login: string } | null
}

/** What we ask of GitHub. Each rejects with an error that may carry a `status`. */
export interface Comments {
  /** Who we are: whose comments are ours. */
  readonly ourLogin: () => Promise<string>
  readonly list: () => Promise<readonly Comment[]>
  readonly create: (body: string) => Promise<string>
  readonly update: (id: Comment['id'], body: string) => Promise<string>
}

/** GitHub takes 65,536 characters. */
const mostCharacters = 65_000

/**
 * Writes the one comment of ours, or renews it: the marker is believed in our own comments alone, since anybody can write
 * one. A comment that is there is renewed in any case, so that it never tells of an older state.
 * Answers its address, or `undefined` where none was wanted.
 */
export async function stick(comments: Comments, body: string, wanted: boolean): Promise<string | undefined> {
  const [login, all] = await Promise.all([comments.ourLogin(), comments.list()])
  const ours = all.find(comment => comment.user?.login === login && comment.body?.startsWith(commentMarker))
  if (!ours && !wanted) return undefined
  const text = body.length <= mostCharacters ? body : shortened(body)
  return ours ? comments.update(ours.id, text) : comments.create(text)
}

/** The verdicts stay; what follows them is in the summary of the run. */
function shortened(body: string): string {
  const note = '\n\n_The comparison is too long for a comment: the whole is in the summary of this run._\n'
  const cut = body.slice(0, mostCharacters - note.length)
  return cut.slice(0, Math.max(cut.lastIndexOf('\n'), commentMarker.length)) + note
}
