import type { Id, Named } from '../model/plan.ts'
import type { Change } from './change.ts'
import type { Edit, EditedObject, EditKind, Place } from './edit.ts'
import type { Field } from './fields.ts'
import { sameWords, spellOut } from './words.ts'

/** A change before it has its number. */
export interface EditDraft extends Omit<Change, 'edit' | 'within'> {
  readonly edit: Omit<Edit, 'edit'>
  /** The id of the task that it came, or went, with. */
  readonly inside?: Id
}

/** Applies what is no decision about the work. */
export const nothing = () => {}

/** Where an object, or what is below it, stands in the text of a side. */
export function placeOf(side: Place['side'], { path, file }: Pick<Named, 'path' | 'file'>, ...below: string[]): Place {
  return { side, ...(file !== undefined && { file }), path: [...path, ...below] }
}

/** An edit of an object as a whole: it came, went or moved. */
export function wholeEdit(
  kind: Exclude<EditKind, 'changed'>,
  object: EditedObject,
  { id, name }: Named,
  place: Place,
): EditDraft['edit'] {
  return { kind, object, id, name, nature: 'revision', place }
}

/** An edit of one field of an object; a side on which the field is not has `undefined`. */
export function changedEdit(
  { object, id, name }: Pick<Edit, 'object' | 'id' | 'name'>,
  field: string,
  [before, after]: readonly [string | undefined, string | undefined],
  nature: Edit['nature'],
  place: Place,
): EditDraft['edit'] {
  return {
    kind: 'changed',
    object,
    id,
    name,
    field,
    ...(before !== undefined && { before }),
    ...(after !== undefined && { after }),
    nature,
    place,
  }
}

/** Those of the fields in which two versions of one object differ. */
export function fieldEdits<T>(
  of: Pick<Edit, 'object' | 'id' | 'name'>,
  [before, after]: readonly [T, T],
  fields: readonly Field<T>[],
  place: (key: string, side: Place['side']) => Place,
  apply: (field: Field<T>) => Change['apply'],
): readonly EditDraft[] {
  return fields.flatMap(field => {
    const [a, b] = [field.words(before), field.words(after)]
    if (sameWords(a, b)) return []
    const edit = changedEdit(of, field.key, spellOut(a, b), field.nature(a, b), place(field.key, 'head'))
    return [{ edit, effect: field.effect, apply: apply(field) }]
  })
}

/** Made once for each object it is made to: the many plans that an attribution tries share what they have in common. */
export function once<T extends object>(change: (object: T) => T): (object: T) => T {
  const made = new WeakMap<T, T>()
  return object => {
    const changed = made.get(object) ?? change(object)
    made.set(object, changed)
    return changed
  }
}
