/** Injected into the bundles for node: what `import.meta.url` means in CommonJS. */
import { pathToFileURL } from 'node:url'

export const importMetaUrl = pathToFileURL(__filename).href
