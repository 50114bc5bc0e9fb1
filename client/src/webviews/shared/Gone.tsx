import { Failure } from './Failure.tsx'

/** In place of a picture whose plan was deleted, moved or renamed: there is nothing to write into. */
export function Gone({ view }: { readonly view: string }) {
  return (
    <Failure
      view={view}
      title="This plan’s file is gone"
      message="It was deleted, moved or renamed. Open the picture from another plan; if this one comes back, it is shown again."
    />
  )
}
