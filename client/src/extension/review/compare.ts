import { l10n, Uri } from 'vscode'
import { type CompareParams, type CompareResult, reviewMethods } from '#protocol/review'
import type { GitApi } from '../git/gitApi.ts'
import { titled } from '../nameOfFile.ts'
import { gatherSide, type Knowing } from './gather.ts'
import { type Revision, type RevisionSpec, revisionOf } from './revisions.ts'

/** What is compared: a plan in two revisions. Plain data, kept over a reload of the window. */
export interface ComparisonSpec {
  readonly uri: string
  readonly base: RevisionSpec
  readonly head: RevisionSpec
  /** A sentence: what was looked for, and led to this comparison. */
  readonly found?: string
}

export interface Compared {
  readonly view: CompareResult
  readonly base: Revision
  readonly head: Revision
  /** URIs of all files that were read. */
  readonly files: readonly string[]
}

/** Rejects with a message for the person where one side can't be read: a comparison is made, or it is an error. */
export async function compare(knowing: Knowing, spec: ComparisonSpec, git: GitApi | undefined): Promise<Compared> {
  const plan = Uri.parse(spec.uri)
  const revisions = { base: await revisionOf(spec.base, plan, git), head: await revisionOf(spec.head, plan, git) }
  return compareRevisions(knowing, spec.uri, revisions)
}

/** Reads both sides, and has the worker compare them. */
export async function compareRevisions(
  knowing: Knowing,
  uri: string,
  { base, head }: { readonly base: Revision; readonly head: Revision },
): Promise<Compared> {
  const plan = Uri.parse(uri)
  const [before, after] = await Promise.all([gatherSide(knowing, base, plan), gatherSide(knowing, head, plan)])
  if (!before && !after) throw new Error(l10n.t('The plan is neither in “{0}” nor in “{1}”.', base.label, head.label))
  const params: CompareParams = {
    uri,
    base: before ?? { label: base.label, files: [], roots: [] },
    head: after ?? { label: head.label, files: [], roots: [] },
  }
  const files = [...new Set([...params.base.files, ...params.head.files].map(file => file.uri))]
  const view = await knowing.reviewer.ask<CompareResult>(reviewMethods.compare, params)
  return { view: titled(view, uri), base, head, files }
}
