import { expect, test } from 'vitest'
import type { ReviewEvents } from '../../client/src/extension/review/reviewer.ts'
import { reviewer } from '../../client/src/extension/review/reviewer.ts'

const log = { warn: () => {} }

/** Workers that answer as they are told, and how many were started. */
function workers(answer: (question: { id: number; method: string }, events: ReviewEvents) => void) {
  const started: string[] = []
  const review = reviewer(async events => {
    started.push('worker')
    return { post: question => answer(question, events), end: () => started.push('end') }
  }, log)
  return { review, started }
}

test('a question starts the worker, and the next one uses it', async () => {
  const { review, started } = workers(({ id, method }, { onAnswer }) => onAnswer({ id, result: method }))
  expect(started).toEqual([])
  expect(await review.ask('one', {})).toBe('one')
  expect(await review.ask('two', {})).toBe('two')
  expect(started).toEqual(['worker'])
  review.dispose()
})

test('answers find their questions in any order', async () => {
  const asked: number[] = []
  const { review } = workers(({ id }, { onAnswer }) => {
    asked.push(id)
    if (asked.length === 2) for (const each of asked.reverse()) onAnswer({ id: each, result: each })
  })
  expect(await Promise.all([review.ask('a', {}), review.ask('b', {})])).toEqual([1, 2])
  review.dispose()
})

test('an error of the worker rejects its question alone', async () => {
  const { review } = workers(({ id, method }, { onAnswer }) =>
    onAnswer(method === 'bad' ? { id, error: 'No such method' } : { id, result: 1 }),
  )
  await expect(review.ask('bad', {})).rejects.toThrow('No such method')
  expect(await review.ask('good', {})).toBe(1)
  review.dispose()
})

test('a worker that dies fails what waits, and the next question starts another', async () => {
  const { review, started } = workers(({ id, method }, { onAnswer, onEnd }) =>
    method === 'die' ? onEnd('out of memory') : onAnswer({ id, result: 1 }),
  )
  await expect(review.ask('die', {})).rejects.toThrow('out of memory')
  expect(await review.ask('live', {})).toBe(1)
  expect(started).toEqual(['worker', 'worker'])
  review.dispose()
})

test('closing ends the worker', async () => {
  const { review, started } = workers(({ id }, { onAnswer }) => onAnswer({ id, result: 1 }))
  await review.ask('one', {})
  review.dispose()
  await new Promise(done => setTimeout(done, 0))
  expect(started).toEqual(['worker', 'end'])
})
