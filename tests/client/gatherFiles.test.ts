import { expect, test } from 'vitest'
import type { MissingParams, MissingResult } from '#protocol/review'
import { gatherFiles } from '../../client/src/extension/review/gatherFiles.ts'
import { methods } from '../../server/src/review/methods.ts'

const ask = async (params: MissingParams) => methods.missing!(params as never) as MissingResult

const clinic = (link: string) => `tpm: 1
project: { id: clinic, name: Clinic, start: 2026-03-02 }
tasks: { fit: { name: Fit out, duration: 5d, after: ${link} } }
`
const infra = (id: string, more = '') => `tpm: 1
project: { id: ${id}, name: Network, start: 2026-03-02 }
${more}milestones: { ready: { name: Ready } }
`

/** The names of what is gathered for `clinic.tpm.yaml`: `then` is the state, `now` where plans lie today, by their id. */
async function gathered(
  then: Record<string, string>,
  now: Record<string, string> = {},
  elsewhere: Record<string, string> = {},
) {
  const read: string[] = []
  const uriOf = (name: string) => `file:///w/${name}`
  const files = await gatherFiles(
    { plan: uriOf('clinic.tpm.yaml'), roots: ['file:///w'] },
    {
      read: async uri => {
        read.push(uri.slice('file:///w/'.length))
        return then[uri.slice('file:///w/'.length)]
      },
      readElsewhere: async uri => elsewhere[uri.slice('file:///w/'.length)],
      withId: async id => (now[id] === undefined ? [] : [uriOf(now[id])]),
      others: async () =>
        Object.keys(then)
          .filter(name => !Object.values(now).includes(name))
          .map(uriOf),
    },
    ask,
  )
  const ofNow = files?.filter(({ isOfNow }) => isOfNow).map(({ uri }) => uri.slice('file:///w/'.length))
  const names = files?.map(({ uri }) => uri.slice('file:///w/'.length))
  return { names, read, ...(0 < (ofNow?.length ?? 0) && { ofNow }) }
}

test('a plan that another one waits for is gathered with it, with what it includes and waits for', async () => {
  const then = {
    'clinic.tpm.yaml': clinic('infra/ready'),
    'infra.tpm.yaml': infra('infra', 'include: ./people.tpm.yaml\ntasks: { a: { name: A, after: site/ready } }\n'),
    'people.tpm.yaml': 'resources: { ann: { name: Ann } }\n',
    'site.tpm.yaml': infra('site'),
    'alone.tpm.yaml': infra('alone'),
  }
  const { names, read } = await gathered(then, {
    infra: 'infra.tpm.yaml',
    site: 'site.tpm.yaml',
    alone: 'alone.tpm.yaml',
  })
  expect(names).toEqual(['clinic.tpm.yaml', 'infra.tpm.yaml', 'people.tpm.yaml', 'site.tpm.yaml'])
  expect(read).toEqual(names)
})

test('a linked plan that lay elsewhere then, or is gone now, is found among those that have changed', async () => {
  const then = { 'clinic.tpm.yaml': clinic('infra/ready'), 'old.tpm.yaml': infra('infra'), 'x.tpm.yaml': infra('x') }
  expect((await gathered(then, { infra: 'infra.tpm.yaml' })).names).toEqual(['clinic.tpm.yaml', 'old.tpm.yaml'])
  expect((await gathered(then)).names).toEqual(['clinic.tpm.yaml', 'old.tpm.yaml'])
})

test('a linked plan of another repository is gathered as it is now, and told; one that was not there then is not', async () => {
  const then = { 'clinic.tpm.yaml': clinic('[infra/ready, site/ready]') }
  const now = { infra: 'infra.tpm.yaml', site: 'site.tpm.yaml' }
  const { names, ofNow } = await gathered(then, now, { 'infra.tpm.yaml': infra('infra') })
  expect(names).toEqual(['clinic.tpm.yaml', 'infra.tpm.yaml'])
  expect(ofNow).toEqual(['infra.tpm.yaml'])
})

test('a file that had another id then does not end the search', async () => {
  const then = { 'clinic.tpm.yaml': clinic('infra/ready'), 'a.tpm.yaml': infra('b'), 'old.tpm.yaml': infra('infra') }
  expect((await gathered(then, { infra: 'a.tpm.yaml' })).names).toContain('old.tpm.yaml')
})

test('a plan that is nowhere is sought once, and one that links to nothing asks for nothing', async () => {
  const { names, read } = await gathered({ 'clinic.tpm.yaml': clinic('gone/ready') }, { gone: 'gone.tpm.yaml' })
  expect(names).toEqual(['clinic.tpm.yaml'])
  expect(read).toEqual(['clinic.tpm.yaml', 'gone.tpm.yaml'])
  expect(await gathered({ 'clinic.tpm.yaml': clinic('[]') })).toEqual({
    names: ['clinic.tpm.yaml'],
    read: ['clinic.tpm.yaml'],
  })
})

test('where the plan is not there, there is nothing', async () => {
  expect((await gathered({ 'infra.tpm.yaml': infra('infra') })).names).toBeUndefined()
})
