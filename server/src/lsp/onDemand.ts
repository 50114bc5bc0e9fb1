import { measuredAgainst } from '#engine/view/againstBaseline'
import { drivingPath } from '#engine/view/drivingPath'
import { heatmapView } from '#engine/view/heatmap'
import { leveledTimeline } from '#engine/view/leveledTimeline'
import { outlineView } from '#engine/view/outline'
import { timelineView } from '#engine/view/timeline'
import { filesMatching, withoutIgnored } from '#language/code/sourceFiles'
import { codeActionSteps } from '#language/features/codeActions'
import { codeLenses, describeLens } from '#language/features/codeLens'
import { hierarchyItemAt, predecessorCalls, successorCalls } from '#language/features/dependencyHierarchy'
import { describeTask } from '#language/features/describe/task'
import { documentLinks } from '#language/features/documentLinks'
import { fixAll } from '#language/features/fixAll'
import { formatting, rangeFormatting } from '#language/features/formatting'
import { addHolidays, holidayActions, holidayPlaces } from '#language/features/holidays'
import { hover } from '#language/features/hover'
import { inlayHints } from '#language/features/inlayHints'
import { levelEdits, levelSnapshot } from '#language/features/leveling'
import { linkedSpans } from '#language/features/linkedEditing'
import { onTypeFormatting } from '#language/features/onTypeFormatting'
import { pasteText } from '#language/features/pasteText'
import { refactorings } from '#language/features/refactorings'
import { prepareRename, rename } from '#language/features/rename'
import { renamedFiles } from '#language/features/renamedFiles'
import { selectionRanges } from '#language/features/selectionRanges'
import { forEachToken } from '#language/features/semanticTokens'
import { signatureHelp } from '#language/features/signatureHelp'
import { stepValue } from '#language/features/stepValue'
import { workspaceSymbols } from '#language/features/workspaceSymbols'

/**
 * What no keystroke waits for: a bundle of its own, loaded when it is first needed or the server has nothing else to do.
 *
 * It has its own copy of what it stands on, so a snapshot is an object to it, never an instance of a class that it
 * knows: reading and scheduling anew is asked of the snapshot, which takes over what it has.
 */
export const onDemand = {
  codeActionSteps,
  fixAll,
  refactorings,
  formatting,
  rangeFormatting,
  prepareRename,
  rename,
  renamedFiles,
  documentLinks,
  hierarchyItemAt,
  predecessorCalls,
  successorCalls,
  hover,
  inlayHints,
  codeLenses,
  describeLens,
  describeTask,
  forEachToken,
  signatureHelp,
  linkedSpans,
  selectionRanges,
  workspaceSymbols,
  onTypeFormatting,
  stepValue,
  pasteText,
  timelineView,
  leveledTimeline,
  levelSnapshot,
  levelEdits,
  heatmapView,
  outlineView,
  drivingPath,
  measuredAgainst,
  filesMatching,
  withoutIgnored,
  holidayActions,
  holidayPlaces,
  addHolidays,
}

export type OnDemand = typeof onDemand
