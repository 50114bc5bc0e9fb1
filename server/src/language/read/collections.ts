/** The sections whose entries are read one by one. */
export const collections: ReadonlySet<string> = new Set([
  'calendars',
  'resources',
  'stakeholders',
  'tasks',
  'milestones',
  'risks',
  'decisions',
  'actions',
  'issues',
  'assumptions',
  'changes',
  'baselines',
  'drivers',
])
