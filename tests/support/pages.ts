import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const rules = join(import.meta.dirname, '../../server/src/engine/rules')

/** The `Wrong` plans of all rules, by page. */
export function* wrongPlans(): Iterable<readonly [page: string, plan: string]> {
  for (const name of readdirSync(rules, { recursive: true, encoding: 'utf8' })) {
    if (!name.endsWith('.md')) continue
    const plan = /\*\*Wrong\*\*\n\n```yaml\n([\s\S]*?)```/.exec(readFileSync(join(rules, name), 'utf8'))
    if (plan) yield [name, plan[1]!]
  }
}
