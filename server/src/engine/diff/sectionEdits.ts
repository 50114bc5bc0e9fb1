import type { Named, Plan } from '../model/plan.ts'
import type { PlanDraft } from './draft.ts'
import type { EditedObject } from './edit.ts'
import { type EditDraft, fieldEdits, nothing, once, placeOf, wholeEdit } from './editDraft.ts'
import type { Section } from './sections.ts'

/** What came, went and changed in a section: resources, risks, decisions and the like. */
export function sectionEdits(section: Section, base: Plan, head: Plan): readonly EditDraft[] {
  const { object, fields, effect } = section
  const [before, after] = [section.of(base), section.of(head)]
  if (before === after) return []
  const found: EditDraft[] = []
  for (const [id, old] of before) {
    const now = after.get(id)
    if (now === old) continue
    if (!now) {
      const apply = (draft: PlanDraft) => void draft.objects(section).delete(id)
      found.push({ edit: wholeEdit('removed', object, old, placeOf('base', old)), effect, apply })
      continue
    }
    const write = (change: (now: Named) => Named) => {
      const made = once(change)
      return (draft: PlanDraft) => {
        const objects = draft.objects(section)
        const present = objects.get(id)
        if (present) objects.set(id, made(present))
      }
    }
    found.push(
      ...fieldEdits(
        { object, id, name: now.name },
        [old, now],
        fields,
        key => placeOf('head', now, key),
        field => write(present => field.take(present, now)),
      ),
    )
    if (nameOfFile(old) !== nameOfFile(now)) found.push(fileEdit(object, old, now))
  }
  for (const [id, now] of after) {
    if (before.has(id)) continue
    const apply = (draft: PlanDraft) => void draft.objects(section).set(id, now)
    found.push({ edit: wholeEdit('added', object, now, placeOf('head', now)), effect, apply })
  }
  return found
}

/** Two versions may be read from different folders. */
function nameOfFile({ file }: Named): string | undefined {
  return file?.slice(file.lastIndexOf('/') + 1)
}

/** From the plan into a library, or back. */
function fileEdit(object: EditedObject, old: Named, now: Named): EditDraft {
  return {
    edit: {
      ...wholeEdit('moved', object, now, placeOf('head', now)),
      field: 'file',
      ...(old.file !== undefined && { before: old.file }),
      ...(now.file !== undefined && { after: now.file }),
    },
    effect: 'none',
    apply: nothing,
  }
}
