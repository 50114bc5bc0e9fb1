import { execFileSync, spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { root } from '../support/sources.ts'

/** The set-up that the README gives, run by the editor itself. */
const setUp = /Neovim 0\.7 and later[^\n]*\n\n```lua\n([\s\S]*?)```/.exec(
  readFileSync(join(root, 'README.md'), 'utf8'),
)![1]!
const hasNeovim = spawnSync('nvim', ['--version']).status === 0

const plan = `tpm: 1
project: { name: Bridge, start: 2026-03-02 }
tasks:
  design: { name: Design, duration: 3d }
  build: { name: Build, duration: 5d, after: desing }
`

/** What a person does, one after the other; each answer is a line of JSON in the file that the test reads. */
const session = `
local out = {}
local function wait(what, holds)
  if not vim.wait(20000, holds, 20) then error('not reached: ' .. what) end
end
local function ask(method, extra)
  local params = vim.tbl_extend('force', vim.lsp.util.make_position_params(), extra or {})
  local answers = vim.lsp.buf_request_sync(0, method, params, 20000)
  for _, answer in pairs(answers or {}) do return answer.result end
end
local function codes()
  return vim.tbl_map(function(d) return d.code end, vim.diagnostic.get(0))
end
wait('a client', function() return #vim.tbl_keys(vim.lsp.buf_get_clients(0)) > 0 end)
out.filetype = vim.bo.filetype
wait('a diagnostic', function() return #vim.diagnostic.get(0) > 0 end)
out.broken = codes()

vim.api.nvim_win_set_cursor(0, { 5, 45 })
local range = { start = { line = 4, character = 45 }, ['end'] = { line = 4, character = 45 } }
local actions = ask('textDocument/codeAction', { range = range, context = { diagnostics = {} } })
for _, action in ipairs(actions) do
  if action.isPreferred and action.edit then
    out.fix = action.title
    vim.lsp.util.apply_workspace_edit(action.edit, 'utf-16')
    break
  end
end
out.fixed = vim.api.nvim_buf_get_lines(0, 4, 5, false)[1]
wait('no diagnostic', function() return #vim.diagnostic.get(0) == 0 end)

vim.api.nvim_win_set_cursor(0, { 4, 3 })
out.hover = ask('textDocument/hover').contents.value
out.symbols = #ask('textDocument/documentSymbol')
vim.lsp.buf.rename('drawings')
wait('the new name', function() return vim.api.nvim_buf_get_lines(0, 4, 5, false)[1]:find('drawings') end)
out.renamed = vim.api.nvim_buf_get_lines(0, 3, 5, false)

vim.api.nvim_buf_set_lines(0, -1, -1, false, { '  paint: { name: Paint, duration: 1d, after:  }' })
vim.api.nvim_win_set_cursor(0, { 6, 45 })
local list = ask('textDocument/completion')
out.completion = vim.tbl_map(function(item) return item.label end, list.items or list)

vim.api.nvim_buf_set_lines(0, 5, 6, false, { '  paint:   { name: Paint,   duration: 1d }' })
vim.lsp.buf.formatting_sync(nil, 20000)
out.formatted = table.concat(vim.api.nvim_buf_get_lines(0, 0, -1, false), '\\n')
vim.fn.writefile({ vim.json and vim.json.encode(out) or vim.fn.json_encode(out) }, vim.env.TPM_ANSWERS)
`

interface Answers {
  readonly filetype: string
  readonly broken: readonly string[]
  readonly fix: string
  readonly fixed: string
  readonly hover: string
  readonly symbols: number
  readonly renamed: readonly string[]
  readonly completion: readonly string[]
  readonly formatted: string
}

describe.skipIf(!hasNeovim)(
  'Neovim, with the set-up of the README (skipped where there is no nvim: npm run setup)',
  () => {
    let folder: string
    let answers: Answers

    beforeAll(() => {
      folder = realpathSync(mkdtempSync(join(tmpdir(), 'tpm-neovim-')))
      execFileSync(process.execPath, ['esbuild.mjs', '--only', 'dist/cli.js', '--out', join(folder, 'dist')], {
        cwd: root,
      })
      // The command that the set-up starts
      mkdirSync(join(folder, 'bin'))
      const start = `#!/bin/sh\nexec "${process.execPath}" "${join(folder, 'dist/cli.js')}" "$@"\n`
      writeFileSync(join(folder, 'bin/tpm'), start, { mode: 0o755 })
      writeFileSync(join(folder, 'init.lua'), setUp)
      writeFileSync(
        join(folder, 'session.lua'),
        `local ok, why = xpcall(function()${session}end, debug.traceback)\nif not ok then io.stderr:write(why) vim.cmd('cquit') end\nvim.cmd('qall!')\n`,
      )
      writeFileSync(join(folder, 'bridge.tpm.yaml'), plan)
      const env = {
        ...process.env,
        PATH: `${join(folder, 'bin')}:${process.env.PATH}`,
        HOME: folder,
        XDG_CONFIG_HOME: join(folder, 'none'),
        TPM_ANSWERS: join(folder, 'answers.json'),
      }
      const words = ['--headless', '-u', 'init.lua', 'bridge.tpm.yaml', '-c', 'luafile session.lua']
      const { status, stderr } = spawnSync('nvim', words, { cwd: folder, env, encoding: 'utf8', timeout: 90_000 })
      expect(status, stderr).toBe(0)
      answers = JSON.parse(readFileSync(join(folder, 'answers.json'), 'utf8')) as Answers
    }, 120_000)
    afterAll(() => rmSync(folder, { recursive: true, force: true, maxRetries: 10 }))

    test('knows the file by its name', () => expect(answers.filetype).toBe('tpm-yaml'))
    test('shows what is wrong', () => expect(answers.broken).toEqual(['plan/unknown-reference']))
    test('offers the fix, and it mends', () => {
      expect(answers.fix).toContain('design')
      expect(answers.fixed).toContain('after: design }')
    })
    test('hovers with the computed dates', () => {
      expect(answers.hover).toContain('Design')
      expect(answers.hover).toContain('2 Mar')
    })
    test('outlines', () => expect(answers.symbols).toBeGreaterThan(1))
    test('renames everywhere', () => {
      expect(answers.renamed).toEqual([
        '  drawings: { name: Design, duration: 3d }',
        '  build: { name: Build, duration: 5d, after: drawings }',
      ])
    })
    test('completes with the tasks there are', () => {
      expect(answers.completion).toEqual(expect.arrayContaining(['drawings', 'build']))
    })
    test('formats', () => expect(answers.formatted).toMatch(/paint:\n {4}name: Paint\n {4}duration: 1d/))
  },
)
