import { describe, expect, test } from 'vitest'
import { schedule } from '#engine/schedule/schedule'
import { compileSpans, workBetween } from '#engine/time/calendar'
import { standardTime } from '#engine/time/workingCalendar'
import { buildPlan } from '#tests/support/build'
import { hasPsplib, instancesOf } from '#tests/support/psplib'

describe.skipIf(!hasPsplib)('critical-path lengths of PSPLIB (../shared/data/psplib)', () => {
  const calendar = compileSpans(standardTime.spans)

  for (const set of ['j30', 'j60', 'j120']) {
    test(`every instance of ${set} is as long as MPM-Time says`, () => {
      const instances = instancesOf(set)
      const differences: string[] = []
      for (const { name, project, mpmTime } of instances) {
        const tasks = project.duration.map((hours, i) => [
          `j${i}`,
          { duration: `${hours}h`, after: project.predecessors[i]!.map(before => `j${before}`) },
        ])
        const { start, finish } = schedule(buildPlan({ tasks: Object.fromEntries(tasks) }))
        const hours = workBetween(calendar, start, finish) / 60
        if (hours !== mpmTime) differences.push(`${name}: ${hours}, published ${mpmTime}`)
      }
      expect(differences).toEqual([])
      expect(instances.length).toBeGreaterThan(200)
    })
  }
})
