import type { Severity } from '../model/plan.ts'
import type { Rule } from './rule.ts'

/**
 * What is found while a text is read, before there is a plan to check: the table that gives each code its
 * severity, its title and its page (`<code>.md` beside this file). The language layer reports them.
 */
export const readerRules: readonly Rule[] = [
  found('yaml/syntax', 'error', 'Text that is not YAML'),
  found('yaml/tab', 'error', 'A tab where YAML wants spaces'),
  found('yaml/duplicate-key', 'error', 'The same key twice in one map'),
  found('yaml/merge-key', 'error', 'A merge key (<<)'),
  found('yaml/alias', 'error', 'An alias that leads nowhere, in a ring, or too far'),
  found('yaml/documents', 'error', 'More than one document in a file'),
  found('yaml/directive', 'error', 'A directive that changes how values are read'),
  found('yaml/tag', 'error', 'An explicit tag'),
  found('yaml/lost-comment', 'warning', 'Words that YAML takes for a comment'),
  found('yaml/glob', 'error', 'A pattern that YAML takes for an alias or a tag'),
  found('yaml/missing-space', 'error', 'No space after a colon or a dash'),
  found('yaml/flow-comma', 'error', 'A comma that ends a value too early'),
  found('yaml/missing-value', 'error', 'A key without a value'),
  found('yaml/collection-key', 'error', 'A list or a map as a key'),
  found('yaml/forbidden-character', 'error', 'A character that can’t be seen or trusted'),
  found('yaml/conflict-marker', 'error', 'A merge conflict that is not resolved'),
  found('yaml/too-deep', 'error', 'Nesting deeper than 64 levels'),
  found('yaml/too-large', 'error', 'A file too large to be checked'),
  found('plan/unknown-key', 'error', 'A key the format does not know'),
  found('plan/wrong-type', 'error', 'A map, a list or a text where another is needed'),
  found('plan/unknown-word', 'error', 'A word that is not one of those allowed'),
  found('plan/bad-id', 'error', 'An id that can’t be one'),
  found('plan/bad-date', 'error', 'Not a date, or a range of dates that runs backward'),
  found('plan/bad-duration', 'error', 'Not a duration'),
  found('plan/bad-estimate', 'error', 'Not an estimate, or one that is out of order'),
  found('plan/bad-percent', 'error', 'Not a percentage'),
  found('plan/bad-number', 'error', 'Not a number, or one out of its range'),
  found('plan/bad-money', 'error', 'Not an amount of money'),
  found('plan/bad-rate', 'error', 'Not a rate'),
  found('plan/bad-hours', 'error', 'Not the hours of a day or the days of a week'),
  found('plan/bad-link', 'error', 'Not a dependency'),
  found('plan/bad-path', 'error', 'A path that leaves the workspace'),
  found('plan/too-long', 'error', 'A text longer than it may be'),
  found('plan/missing-key', 'error', 'A key that must be there'),
  found('plan/duplicate-id', 'error', 'One id for two things'),
  found('plan/version', 'error', 'A format version that is missing or from the future'),
  found('plan/too-many-tasks', 'error', 'More tasks than can be handled'),
  found('plan/include', 'error', 'An include that can’t be followed'),
  found('plan/id-in-library', 'error', 'An id that an included file has too'),
  found('plan/unused-ignore', 'warning', 'A tpm-ignore comment that silences nothing'),
]

function found(code: string, severity: Severity, title: string): Rule {
  return { code, severity, title }
}
