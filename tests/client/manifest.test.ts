import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'

const root = join(import.meta.dirname, '../..')
const read = (path: string) => readFileSync(join(root, path), 'utf8')
const manifestText = read('package.json')
const manifest = JSON.parse(manifestText)
const words: Record<string, string> = JSON.parse(read('package.nls.json'))
const sources = readdirSync(join(root, 'client/src/extension'), { recursive: true, encoding: 'utf8' })
  .concat(
    readdirSync(join(root, 'server/src/lsp'), { encoding: 'utf8' }).map(name => `../../../server/src/lsp/${name}`),
  )
  .filter(name => name.endsWith('.ts'))
  .map(name => read(join('client/src/extension', name)))
  .join('\n')

test('every word the manifest refers to is there, and every word there is referred to', () => {
  const used = [...manifestText.matchAll(/"%([^%"]+)%"/g)].map(([, key]) => key!)
  expect([...new Set(used)].sort()).toEqual(Object.keys(words).sort())
})

test('every file the manifest names is there, and none is left over', () => {
  const named = [...manifestText.matchAll(/"(?:\.\/)?((?:media|syntaxes)\/[^"]+\.\w+)"/g)].map(([, path]) => path!)
  for (const path of named) expect(existsSync(join(root, path)), path).toBe(true)
  const present = ['media/icons', 'media/walkthrough', 'syntaxes'].flatMap(folder =>
    readdirSync(join(root, folder)).map(file => `${folder}/${file}`),
  )
  // Panels take their icons by name; the picture of the extension is drawn from its SVG.
  expect(present.filter(path => !named.includes(path) && path !== 'media/icons/tpm.svg')).toEqual([])
})

describe('commands', () => {
  const declared: string[] = manifest.contributes.commands.map(({ command }: { command: string }) => command)

  test('every command is declared and registered', () => {
    const registered = [...sources.matchAll(/register\('(tpm\.\w+)'/g)].map(([, id]) => id!)
    expect(registered.sort()).toEqual([...declared].sort())
  })

  test('menus, keys, welcome and walkthrough call commands that exist', () => {
    const { menus, keybindings } = manifest.contributes
    const called: string[] = [...Object.values(menus).flat(), ...keybindings].map(
      each => (each as { command: string }).command,
    )
    const linked = Object.values(words).flatMap(text =>
      [...text.matchAll(/\(command:([\w.]+)\)/g)].map(([, id]) => id!),
    )
    for (const id of [...called, ...linked]) expect([...declared, 'tpm.plans.focus'], id).toContain(id)
  })
})

describe('the context menu of a line of the tree', () => {
  type Entry = { readonly command: string; readonly when: string; readonly group: string }
  const entries: Entry[] = manifest.contributes.menus['view/item/context']
  const isInline = ({ group }: Entry) => group.startsWith('inline')
  const menu = (line: string) =>
    entries.filter(
      entry => !isInline(entry) && /viewItem (?:== |=~ \/\^\()([\w|]+)/.exec(entry.when)![1]!.split('|').includes(line),
    )

  test('has all that its buttons do, which no key reaches', () => {
    const inMenu = entries.filter(entry => !isInline(entry)).map(({ command, when }) => `${command} ${when}`)
    for (const { command, when } of entries.filter(isInline)) expect(inMenu).toContain(`${command} ${when}`)
  })

  test('has for a plan what else can be asked of one', () => {
    expect(menu('plan').map(({ command }) => command)).toEqual([
      'tpm.openTimeline',
      'tpm.previewLeveled',
      'tpm.openHeatmap',
      'tpm.comparePlan',
      'tpm.compareWithHead',
      'tpm.showBaseline',
      'tpm.showHistory',
      'tpm.findBreak',
      'tpm.createStatusReport',
    ])
  })

  test('offers what runs git only where there are processes, as the palette does', () => {
    const palette: Entry[] = manifest.contributes.menus.commandPalette
    for (const { command, when } of entries) {
      const isWithTool = palette.some(entry => entry.command === command && entry.when.includes('tpm.hasTool'))
      expect(when.includes('tpm.hasTool'), command).toBe(isWithTool)
    }
  })
})

test('what is asked of a plan is offered where one looks at a picture of it, too', () => {
  const palette: { readonly command: string; readonly when: string }[] = manifest.contributes.menus.commandPalette
  const ofText = ['tpm.revealInTimeline', 'tpm.stepUp', 'tpm.stepDown']
  for (const { command, when } of palette) {
    if (when.includes('editorLangId') && !ofText.includes(command))
      expect(when, command).toContain('activeWebviewPanelId =~ /^tpm\\./')
  }
})

describe('settings', () => {
  const declared = Object.keys(manifest.contributes.configuration.properties)

  test('there are at most twenty, each described', () => {
    expect(declared.length).toBeLessThanOrEqual(20)
    for (const setting of Object.values(manifest.contributes.configuration.properties) as Record<string, string>[])
      expect(setting.description ?? setting.markdownDescription).toMatch(/^%.+%$/)
  })

  test.each(declared)('%s is read', name => {
    // The language client itself reads how much is traced.
    if (name === 'tpm.trace.server') return
    const key = name.replace('tpm.', '')
    expect(sources.includes(`'${key}'`) || sources.includes(`given.${key}`)).toBe(true)
  })
})

test('every template is offered', () => {
  const offered = [...sources.matchAll(/'([\w-]+\.tpm\.yaml)'/g)].map(([, file]) => file!)
  expect(offered.sort()).toEqual(readdirSync(join(root, 'media/templates')).filter(file => file.endsWith('.tpm.yaml')))
})
