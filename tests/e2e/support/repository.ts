import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** Makes a git repository of a folder: one commit on `main` with what is there, and one on `later` with other texts. */
export function makeRepository(folder: string, later: Readonly<Record<string, string>>): void {
  const git = (...args: string[]) =>
    execFileSync('git', ['-c', 'user.name=Maya', '-c', 'user.email=maya@example.org', ...args], {
      cwd: folder,
      stdio: 'pipe',
      env: { ...process.env, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_SYSTEM: '/dev/null' },
    })
  git('init', '-q', '-b', 'main')
  git('add', '.')
  git('commit', '-qm', 'The plan')
  git('tag', 'plan-v1')
  git('checkout', '-qb', 'later')
  for (const [path, text] of Object.entries(later)) writeFileSync(join(folder, path), text)
  git('commit', '-qam', 'More to build')
}
