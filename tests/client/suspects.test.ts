import { expect, test } from 'vitest'
import { Suspects } from '../../client/src/extension/suspects.ts'

const [a, b] = ['file:///w/a.tpm.yaml', 'file:///w/b.tpm.yaml']

test('the file whose text has not been checked is the one a server ended on', () => {
  const suspects = new Suspects()
  suspects.sent(a, 1)
  suspects.sent(b, 1)
  suspects.checked(a, 1)
  expect(suspects.ended()).toBe(b)
})

test('a check of an older text answers for nothing', () => {
  const suspects = new Suspects()
  suspects.sent(a, 1)
  suspects.sent(a, 2)
  suspects.checked(a, 1)
  expect(suspects.ended()).toBe(a)
})

test('a request without an answer points to its file, one with an answer does not', () => {
  const suspects = new Suspects()
  const answered = suspects.asked(a)
  suspects.asked(b)
  answered()
  expect(suspects.ended()).toBe(b)
})

test('what the server said it begins with comes before what was sent', () => {
  const suspects = new Suspects()
  suspects.sent(a, 1)
  suspects.working(b)
  expect(suspects.ended()).toBe(b)
})

test('the file that is typed in is not announced again: it is the one worked on while its text is not checked', () => {
  const suspects = new Suspects()
  suspects.working(a)
  suspects.checked(a, 1)
  suspects.sent(b, 1)
  suspects.sent(a, 2)
  expect(suspects.ended()).toBe(a)
})

test('a server that is ended while it has nothing to do accuses nobody', () => {
  const suspects = new Suspects()
  suspects.sent(a, 1)
  suspects.working(a)
  suspects.checked(a, 1)
  expect(suspects.ended()).toBeUndefined()
  expect(suspects.hasSuspect).toBe(false)
})

test('the second time sets a file aside, until it changes', () => {
  const suspects = new Suspects()
  suspects.sent(a, 1)
  suspects.ended()
  expect(suspects.setAside).toEqual([])
  suspects.sent(a, 1)
  suspects.ended()
  expect(suspects.setAside).toEqual([a])
  // Nothing is said of it any more, so it is nobody's fault that nothing is said
  suspects.sent(a, 1)
  suspects.sent(b, 1)
  expect(suspects.ended()).toBe(b)
  suspects.changed(a)
  expect(suspects.setAside).toEqual([])
})

test('typing between two ends makes another text of it', () => {
  const suspects = new Suspects()
  for (let version = 1; version < 30; version++) {
    suspects.changed(a)
    suspects.sent(a, version)
    suspects.ended()
  }
  expect(suspects.setAside).toEqual([])
})

test('a closed file is not waited for, and a person may have all tried again', () => {
  const suspects = new Suspects()
  suspects.sent(a, 1)
  suspects.closed(a)
  expect(suspects.ended()).toBeUndefined()
  for (let end = 0; end < 2; end++) {
    suspects.working(b)
    suspects.ended()
  }
  suspects.forgive()
  expect(suspects.setAside).toEqual([])
})

test('a file that is gone, alone or with its folder, is no longer one that ended the server', () => {
  for (const gone of [a, 'file:///w']) {
    const suspects = new Suspects()
    for (const version of [1, 2]) {
      suspects.sent(a, version)
      suspects.ended()
    }
    expect(suspects.setAside).toEqual([a])
    suspects.gone('file:///w/a')
    expect(suspects.setAside).toEqual([a])
    suspects.gone(gone)
    expect(suspects.setAside).toEqual([])
  }
})
