import picocolors from 'picocolors'
import type { Io } from './io.ts'

/** What colours mean here. They say nothing that the words do not; all are plain text where colours are off. */
export function colours({ colours }: Pick<Io, 'colours'>) {
  const { red, yellow, blue, cyan, green, bold, dim } = picocolors.createColors(colours)
  return {
    error: red,
    warning: yellow,
    information: blue,
    hint: cyan,
    good: green,
    critical: red,
    milestone: yellow,
    done: green,
    bold,
    dim,
  }
}
