import { expect, test } from 'vitest'
import type { Snapshot } from '../../server/src/language/snapshot.ts'
import { Workspace } from '../../server/src/language/workspace.ts'
import { Checking } from '../../server/src/lsp/checking.ts'

const uri = 'file:///w/plan.tpm.yaml'
const plan = (name: string) => `tpm: 1
project: { id: own, name: ${name}, start: 2026-03-02 }
tasks:
  dig: { name: Dig, duration: 1d }
`

/** Keeps the thread as a long plan does. */
function work(milliseconds: number): void {
  for (const until = performance.now() + milliseconds; performance.now() < until; );
}

/** A checker whose documents each take long, with what is done whenever it lets messages in. */
function checked(onTurn: (turn: number, workspace: Workspace) => void) {
  const workspace = new Workspace({ reading: () => work(10) })
  const published: Snapshot[] = []
  let turn = 0
  const settled = async () => onTurn(++turn, workspace)
  return new Promise<readonly Snapshot[]>(done => {
    const checking = new Checking(workspace, settled, {
      publish: snapshot => published.push(snapshot),
      withdraw: () => {},
      openUris: () => [uri],
      onlyOpen: () => false,
      begin: () => {},
      done: () => done(published),
      report: (_, bug) => {
        throw bug
      },
    })
    workspace.set(uri, plan('First'), 1)
    checking.request()
  })
}

test('messages come in between the stages of a long plan', async () => {
  let turns = 0
  const [snapshot] = await checked(turn => {
    turns = turn
  })
  expect(snapshot!.version).toBe(1)
  expect(turns).toBeGreaterThan(1)
})

test('a text that another replaced meanwhile is not published, the other is', async () => {
  const published = await checked((turn, workspace) => {
    if (turn === 2) workspace.set(uri, plan('Second'), 2)
  })
  expect(published.map(({ version }) => version)).toEqual([2])
})

test('a document that comes when all have been checked is checked in the same run', async () => {
  const other = 'file:///w/other.tpm.yaml'
  const published = await checked((turn, workspace) => {
    if (turn === 2) workspace.set(other, plan('Other').replace('own', 'other'), 1)
  })
  expect(published.map(snapshot => snapshot.uri)).toEqual([uri, other])
})
