/** What a word is, beyond YAML. The names are ours; the server's legend says what an editor takes each for. */
export const tokenTypes = [
  'task',
  'person',
  'calendar',
  'risk',
  'sprint',
  'object',
  'date',
  'duration',
  'number',
  'word',
  'linkType',
  'lag',
] as const
export type TokenType = (typeof tokenTypes)[number]
