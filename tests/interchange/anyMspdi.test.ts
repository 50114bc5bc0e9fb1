import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { importMspdi } from '#interchange/mspdi/importMspdi'
import { XmlError } from '#interchange/mspdi/xml'
import { readPlan } from '#language/read/read'

/** Errors of reading of what a file becomes; none where the file is refused. */
function errorsOf(text: string): readonly string[] {
  try {
    const { text: plan } = importMspdi(text)
    return readPlan(plan, { file: 'plan.tpm.yaml' })
      .problems.filter(({ severity }) => severity === 'error')
      .map(({ code, message, span }) => `${code}: ${message}: ${plan.slice(span.start, span.end)}`)
  } catch (error) {
    if (error instanceof XmlError) return []
    throw error
  }
}

const values = fc.constantFrom(
  ...['0', '1', '2', '3', '7', '19', '-1', '99999999999', '1e99', 'NaN', 'true', '', 'Text', 'on', '*', 'ä', '#x'],
  ...['2026-01-05T08:00:00', '2026-13-45T99:99:99', '0000-00-00', '9999-12-31T00:00:00', '2026-03-02'],
  ...[
    'PT8H0M0S',
    'PT-8H',
    '-PT8H0M0S',
    'P1000000D',
    'PT99999999999H0M0S',
    'PT0H0M0S',
    '08:00:00',
    '25:00:00',
    '17:00:00',
  ],
)
const names: readonly string[] = [
  ...['UID', 'ID', 'Name', 'Type', 'IsNull', 'OutlineLevel', 'Summary', 'Milestone', 'Manual', 'ManualStart', 'Start'],
  ...['Finish', 'Duration', 'ManualDuration', 'DurationFormat', 'Work', 'ConstraintType', 'ConstraintDate', 'Deadline'],
  ...['CalendarUID', 'Priority', 'PercentComplete', 'ActualStart', 'ActualFinish', 'RemainingDuration', 'FixedCost'],
  ...['LinkLag', 'LagFormat', 'PredecessorUID', 'CrossProject', 'MaxUnits', 'Units', 'StandardRate', 'OvertimeRate'],
  ...['StandardRateFormat', 'AvailableFrom', 'AvailableTo', 'AvailableUnits', 'RatesFrom', 'RatesTo', 'Value'],
  ...['TaskUID', 'ResourceUID', 'IsBaseCalendar', 'BaseCalendarUID', 'DayType', 'DayWorking', 'FromTime', 'ToTime'],
  ...['FromDate', 'ToDate', 'Occurrences', 'Period', 'DaysOfWeek', 'MonthDay', 'Month', 'MonthItem', 'MonthPosition'],
  ...['StartDate', 'FinishDate', 'ScheduleFromStart', 'StatusDate', 'CurrencyCode', 'MinutesPerDay', 'MinutesPerWeek'],
  ...['ManualFinish', 'IsSubproject', 'ActualWork', 'HyperlinkAddress', 'HyperlinkSubAddress', 'FixedCostAccrual'],
  ...['Manager', 'RateTable', 'CostRateTable', 'AccrueAt', 'Resume', 'Group', 'PhysicalPercentComplete', 'FieldID'],
  ...[
    'Stop',
    'ExternalTask',
    'SplitsInProgressTasks',
    'StartText',
    'CrossProjectName',
    'EnteredByOccurrences',
    'Delay',
  ],
  ...['Title', 'IgnoreResourceCalendar', 'Active', 'EffortDriven', 'Estimated', 'Notes', 'WBS', 'Cost', 'CostPerUse'],
]
const groups: readonly string[] = [
  ...['Project', 'Tasks', 'Task', 'Resources', 'Resource', 'Assignments', 'Assignment', 'Calendars', 'Calendar'],
  ...['WeekDays', 'WeekDay', 'WorkingTimes', 'WorkingTime', 'Exceptions', 'Exception', 'TimePeriod', 'WorkWeeks'],
  ...[
    'WorkWeek',
    'PredecessorLink',
    'TimephasedData',
    'Baseline',
    'AvailabilityPeriods',
    'AvailabilityPeriod',
    'Rates',
  ],
  ...['Rate'],
]

const leaf = fc.tuple(fc.constantFrom(...names), values).map(([name, value]) => `<${name}>${value}</${name}>`)
const group = (depth: number): fc.Arbitrary<string> =>
  fc
    .tuple(
      fc.constantFrom(...groups),
      fc.array(leaf, { maxLength: 8 }),
      depth === 0 ? fc.constant([]) : fc.array(group(depth - 1), { maxLength: 3 }),
    )
    .map(([name, leaves, inner]) => `<${name}>${leaves.join('')}${inner.join('')}</${name}>`)

/** Elements where they belong, each with any of all values. */
const element = (name: string, ...inner: readonly fc.Arbitrary<string>[]) =>
  fc
    .tuple(fc.array(leaf, { maxLength: 12 }), ...inner.map(one => fc.array(one, { maxLength: 3 })))
    .map(parts => `<${name}>${parts.flat().join('')}</${name}>`)
const section = (name: string, item: fc.Arbitrary<string>) =>
  fc.array(item, { maxLength: 5 }).map(items => `<${name}>${items.join('')}</${name}>`)
const period = element('TimePeriod')
const times = section('WorkingTimes', element('WorkingTime'))
const calendar = element(
  'Calendar',
  section('WeekDays', element('WeekDay', period, times)),
  section('Exceptions', element('Exception', period, times)),
  section('WorkWeeks', element('WorkWeek', period, section('WeekDays', element('WeekDay', times)))),
)
const project = fc
  .tuple(
    fc.array(leaf, { maxLength: 6 }),
    section('Calendars', calendar),
    section('Tasks', element('Task', element('PredecessorLink'), element('Baseline'), element('ExtendedAttribute'))),
    section('Resources', element('Resource', section('Rates', element('Rate')))),
    section('Assignments', element('Assignment', element('TimephasedData'))),
  )
  .map(parts => `<Project>${parts.flat().join('')}</Project>`)

describe('any text becomes a plan that can be read, or is refused', () => {
  test('of elements where they belong, with any values', () => {
    fc.assert(
      fc.property(project, text => {
        expect(errorsOf(text)).toEqual([])
      }),
      { numRuns: 300 },
    )
  })

  test('of elements anywhere', () => {
    fc.assert(
      fc.property(fc.array(group(4), { maxLength: 6 }), parts => {
        expect(errorsOf(`<Project>${parts.join('')}</Project>`)).toEqual([])
      }),
      { numRuns: 300 },
    )
  })

  test('or of anything', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), text => {
        expect(errorsOf(text)).toEqual([])
        expect(errorsOf(`<Project><Name>${text}</Name></Project>`)).toEqual([])
      }),
      { numRuns: 200 },
    )
  })

  test.each([
    ['nothing', ''],
    ['blanks', ' \n '],
    ['another root', '<html><body/></html>'],
    ['a document type', '<!DOCTYPE p [<!ENTITY a "b">]><Project>&a;</Project>'],
    ['an unknown entity', '<Project><Name>&nbsp;</Name></Project>'],
    ['an open tag', '<Project><Tasks><Task>'],
    ['crossed tags', '<Project><a><b></a></b></Project>'],
    ['two roots', '<Project/><Project/>'],
    ['deep nesting', `<Project>${'<a>'.repeat(100_000)}`],
    ['UTF-16 read as UTF-8', '\ufffd\ufffd<\u0000P\u0000r\u0000o\u0000>\u0000'],
    ['a forbidden character', '<Project><Name>a\u0000b</Name></Project>'],
    ['a megabyte of open brackets', '<'.repeat(1_000_000)],
  ])('%s is refused with a reason', (_name, text) => {
    expect(() => importMspdi(text)).toThrow(XmlError)
  })

  test.each([
    ['an empty project', '<Project/>'],
    ['a byte order mark', '\ufeff<?xml version="1.0"?><Project/>'],
    ['prefixes', '<p:Project xmlns:p="http://schemas.microsoft.com/project"><p:Name>A</p:Name></p:Project>'],
    [
      'outlines deeper than a plan nests',
      `<Project><StartDate>2026-01-05T08:00:00</StartDate><Tasks>${Array.from({ length: 200 }, (_, n) => `<Task><UID>${n + 1}</UID><Name>T</Name><OutlineLevel>${n + 1}</OutlineLevel></Task>`).join('')}</Tasks></Project>`,
    ],
    [
      'a recurring exception without end',
      '<Project><Calendars><Calendar><UID>1</UID><IsBaseCalendar>1</IsBaseCalendar><Exceptions><Exception><Type>1</Type><Period>2</Period><TimePeriod><FromDate>0001-01-01T00:00:00</FromDate><ToDate>9999-12-31T23:59:00</ToDate></TimePeriod></Exception></Exceptions></Calendar></Calendars></Project>',
    ],
    [
      'a calendar based on itself',
      '<Project><CalendarUID>1</CalendarUID><Calendars><Calendar><UID>1</UID><BaseCalendarUID>1</BaseCalendarUID></Calendar></Calendars></Project>',
    ],
  ])('%s becomes a plan', (_name, text) => {
    expect(errorsOf(text)).toEqual([])
    expect(importMspdi(text).text).toContain('tpm: 1')
  })
})
