import { expect, test } from 'vitest'
import { patienceFor, watchdog } from '../../client/src/extension/watchdog.ts'

/** A watchdog of two seconds' patience, whose time passes when the test says so. */
function watched(ping: () => Promise<unknown>) {
  let hung = 0
  let wake = () => {}
  const dog = watchdog({
    ping,
    patience: () => 2000,
    onHung: () => {
      hung++
    },
    sleep: () =>
      new Promise(resolve => {
        wake = resolve
      }),
  })
  const pass = async (seconds: number) => {
    for (let i = 0; i < seconds * 10; i++) {
      wake()
      await new Promise(resolve => setTimeout(resolve))
    }
  }
  return { dog, pass, hung: () => hung }
}

const silence = () => new Promise(() => {})

test('a server that answers is left alone', async () => {
  const { dog, pass, hung } = watched(async () => true)
  dog.look()
  await pass(60)
  expect(hung()).toBe(0)
})

test('a server that refuses the question is alive', async () => {
  const { dog, pass, hung } = watched(async () => {
    throw new Error('method not found')
  })
  dog.look()
  await pass(60)
  expect(hung()).toBe(0)
})

test('a silent server is reported once for each look, when patience ends', async () => {
  const { dog, pass, hung } = watched(silence)
  dog.look()
  await pass(1)
  expect(hung()).toBe(0)
  await pass(59)
  expect(hung()).toBe(1)
  dog.look()
  await pass(60)
  expect(hung()).toBe(2)
})

test('nothing is asked where there was no reason to look, and nothing is reported after the end', async () => {
  let pings = 0
  const { dog, pass, hung } = watched(() => {
    pings++
    return silence()
  })
  await pass(10)
  expect(pings).toBe(0)
  dog.look()
  dog.dispose()
  await pass(60)
  expect(hung()).toBe(0)
})

test('a reason that comes while it looks is looked into afterwards', async () => {
  let pings = 0
  const { dog, pass } = watched(async () => {
    pings++
  })
  dog.look()
  dog.look()
  dog.look()
  await pass(10)
  expect(pings).toBe(2)
})

test('a large plan and one that a server was ended on get more time', () => {
  expect(patienceFor(20_000, false)).toBeLessThan(1100)
  expect(patienceFor(2_200_000, false)).toBeGreaterThan(3000)
  expect(patienceFor(20_000, true)).toBeGreaterThan(3000)
})
