import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** Makes a git repository of a folder: one commit on `main` with what is there, and one on `later` with other texts. */
export function makeRepository(folder: string, later: Readonly<Record<string, string>>): void {
  let day = 2
  const git = (...args: string[]) =>
    execFileSync('git', ['-c', 'user.name=Maya', '-c', 'user.email=maya@example.org', ...args], {
      cwd: folder,
      stdio: 'pipe',
      env: { ...process.env, ...dated(`2026-03-0${day}T09:00:00`), ...alone },
    })
  git('init', '-q', '-b', 'main')
  git('add', '.')
  git('commit', '-qm', 'The plan')
  git('tag', 'plan-v1')
  day = 4
  git('checkout', '-qb', 'later')
  for (const [path, text] of Object.entries(later)) writeFileSync(join(folder, path), text)
  git('commit', '-qam', 'More to build')
}

const alone = { GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_SYSTEM: '/dev/null' }

function dated(date: string) {
  return { GIT_AUTHOR_DATE: date, GIT_COMMITTER_DATE: date }
}
