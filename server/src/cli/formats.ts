/** The words of `--format` and `--severity`: apart, so that `tpm --help` loads no command. The first is the default. */
export const checkFormats = ['text', 'json', 'sarif', 'github', 'gitlab', 'junit'] as const
export const scheduleFormats = ['text', 'json', 'csv', 'svg', 'html'] as const
export const diffFormats = [
  'text',
  'markdown',
  'json',
  'html',
  'svg',
  'sarif',
  'github',
  'gitlab',
  'junit',
  'rdjsonl',
] as const
export const historyFormats = ['text', 'json', 'csv', 'svg', 'view'] as const
export const reportFormats = ['markdown', 'html', 'slack', 'teams', 'text', 'ics'] as const
export const importFormats = ['mspdi', 'taskjuggler'] as const

/** Lowest first. */
export const severities = ['hint', 'information', 'warning', 'error'] as const
