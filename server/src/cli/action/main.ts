import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import * as core from '@actions/core'
import { request } from '@octokit/request'
import { Impossible } from '../exit.ts'
import { files, type Io, pagesBeside } from '../io.ts'
import { act, type Inputs, type Run } from './action.ts'
import type { Comment, Comments } from './comment.ts'

/** The process of the action. It alone of all that we make speaks to a network: to GitHub, about a comment. */
async function main(): Promise<void> {
  process.chdir(process.env.GITHUB_WORKSPACE || '.')
  try {
    const failures = await act(inputs(), run, io)
    if (failures.length > 0) core.setFailed(failures.join('\n'))
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    core.setFailed(error instanceof Impossible ? `The plans could not be compared. ${why}` : why)
  }
}

function inputs(): Inputs {
  return {
    base: core.getInput('base'),
    head: core.getInput('head'),
    path: core.getInput('path'),
    failOn: core.getInput('fail-on'),
    commentWhen: core.getInput('comment-when') || 'changed',
    annotations: core.getInput('annotations') !== 'false',
  }
}

const io: Io = {
  ...files,
  program: [process.execPath],
  page: pagesBeside(process.argv[1] ?? '.'),
  templates: new Map(),
  columns: undefined,
  colours: false,
  out: text => process.stdout.write(text),
  err: text => core.info(text.trimEnd()),
  serve: async () => {},
}

const run: Run = {
  eventName: process.env.GITHUB_EVENT_NAME ?? '',
  event: readEvent(process.env.GITHUB_EVENT_PATH),
  info: core.info,
  warn: line => core.warning(line),
  annotate: commands => void process.stdout.write(`${commands}\n`),
  summarize: async markdown => {
    if (process.env.GITHUB_STEP_SUMMARY) await core.summary.addRaw(markdown).write()
  },
  keep: (name, text) => {
    const path = join(process.env.RUNNER_TEMP || '.', name)
    writeFileSync(path, text)
    return path
  },
  output: core.setOutput,
  comments,
}

function readEvent(path: string | undefined): unknown {
  try {
    return path ? JSON.parse(readFileSync(path, 'utf8')) : undefined
  } catch {
    return undefined
  }
}

function comments(pullRequest: number): Comments | undefined {
  const token = core.getInput('token')
  const [owner = '', repo = ''] = (process.env.GITHUB_REPOSITORY ?? '').split('/')
  if (token === '' || owner === '' || repo === '') return undefined
  const ask = request.defaults({
    baseUrl: process.env.GITHUB_API_URL || 'https://api.github.com',
    headers: { authorization: `Bearer ${token}` },
  })
  return {
    // The token of a workflow may not ask who it is
    ourLogin: () =>
      ask('GET /user').then(
        ({ data }) => data.login,
        () => 'github-actions[bot]',
      ),
    list: async () => {
      const all: Comment[] = []
      for (let page = 1; ; page++) {
        const { data } = await ask('GET /repos/{owner}/{repo}/issues/{issue_number}/comments', {
          owner,
          repo,
          issue_number: pullRequest,
          per_page: 100,
          page,
        })
        all.push(...data)
        if (data.length < 100) return all
      }
    },
    create: body =>
      ask('POST /repos/{owner}/{repo}/issues/{issue_number}/comments', {
        owner,
        repo,
        issue_number: pullRequest,
        body,
      }).then(({ data }) => data.html_url),
    update: (id, body) =>
      ask('PATCH /repos/{owner}/{repo}/issues/comments/{comment_id}', { owner, repo, comment_id: id, body }).then(
        ({ data }) => data.html_url,
      ),
  }
}

void main()
