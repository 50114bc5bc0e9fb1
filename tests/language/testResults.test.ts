import { expect, test } from 'vitest'
import { testResults } from '#language/testResults'

test('each testcase counts, and those with a failure or an error inside did not pass', () => {
  const xml = `<?xml version="1.0"?>
<testsuites><testsuite tests="4">
  <testcase name="a"/>
  <testcase name="b"><failure message="no">at b</failure></testcase>
  <testcase name="c"><error/></testcase>
  <testcase name="d"><skipped/><system-out>fine</system-out></testcase>
</testsuite></testsuites>`
  expect(testResults(xml)).toEqual({ tests: 4, failed: 2 })
})

test('what stands in comments and in the output of a test is text', () => {
  const xml = `<testsuite><!-- <testcase><failure/></testcase> -->
  <testcase name="a"><system-out><![CDATA[<failure>]]></system-out></testcase></testsuite>`
  expect(testResults(xml)).toEqual({ tests: 1, failed: 0 })
})

test('a file without a test is no evidence, and what is never closed ends the reading', () => {
  for (const text of ['', '<coverage/>', '<testcases/>', '<!-- <testcase/>', '<testsuite><![CDATA[<testcase/>']) {
    expect(testResults(text)).toBeUndefined()
  }
})
