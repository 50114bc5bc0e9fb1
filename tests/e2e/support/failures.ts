import { afterEach } from 'vitest'
import { keepPictures } from './window.ts'

/** A picture of each open window beside the word of a failed test. */
afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await keepPictures(`failed-${task.name}`)
})
