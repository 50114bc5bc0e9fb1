import { equal, isWorker, suite, test } from '../support/in-host.ts'

suite('The web worker host', () => {
  test('has nothing of node', () => equal(isWorker, true))
})
