import {
  type Command,
  type Diagnostic,
  DiagnosticSeverity,
  type Disposable,
  EventEmitter,
  l10n,
  languages,
  ThemeColor,
  ThemeIcon,
  TreeItem,
  TreeItemCollapsibleState,
  Uri,
  window,
  workspace,
} from 'vscode'
import type { OutlineResult, PlanEntry } from '#protocol/requests'
import type { ServerConnection } from './connection.ts'
import { afterPause } from './pause.ts'
import { isPlan } from './plans.ts'
import { problemsText } from './problems.ts'
import type { PlanServer } from './server.ts'

type Outline = NonNullable<OutlineResult>['view']
type Item = Outline['tasks'][number]

/** A line of the tree. */
export type PlanNode =
  | { readonly kind: 'plan'; readonly entry: PlanEntry; readonly isOnly: boolean }
  | {
      readonly kind: 'group'
      readonly uri: string
      readonly group: 'milestones' | 'risks'
      readonly items: readonly Item[]
    }
  | { readonly kind: 'problems'; readonly uri: string; readonly problems: readonly Diagnostic[] }
  | { readonly kind: 'item'; readonly uri: string; readonly item: Item }
  | { readonly kind: 'problem'; readonly uri: string; readonly problem: Diagnostic }

/** The tree of plans: phases and tasks, milestones, risks, problems. Says all that matters without a picture. */
export function showTree(server: PlanServer, { onPlanGone }: ServerConnection): Disposable {
  const changed = new EventEmitter<PlanNode | undefined>()
  const refresh = afterPause(() => view.visible && changed.fire(undefined))
  const view = window.createTreeView<PlanNode>('tpm.plans', {
    treeDataProvider: {
      onDidChangeTreeData: changed.event,
      getTreeItem: treeItem,
      getChildren: node => children(server, node),
    },
    showCollapseAll: true,
  })
  const listening: Disposable[] = [
    view,
    changed,
    refresh,
    view.onDidChangeVisibility(({ visible }) => visible && changed.fire(undefined)),
    server.onChecked(refresh.soon),
    onPlanGone(refresh.soon),
    languages.onDidChangeDiagnostics(
      ({ uris }) => uris.some(({ path }) => /\.tpm\.ya?ml$/i.test(path)) && refresh.soon(),
    ),
    workspace.onDidCloseTextDocument(document => isPlan(document) && refresh.soon()),
  ]
  return {
    dispose: () => {
      for (const each of listening) each.dispose()
    },
  }
}

async function children(server: PlanServer, node: PlanNode | undefined): Promise<PlanNode[]> {
  if (!node) {
    const plans = await server.plans()
    return plans.map(entry => ({ kind: 'plan', entry, isOnly: plans.length === 1 }))
  }
  switch (node.kind) {
    case 'plan':
      return partsOf(node.entry.uri, (await server.outline(node.entry.uri))?.view)
    case 'group':
      return node.items.map(item => ({ kind: 'item', uri: node.uri, item }))
    case 'problems':
      return node.problems.map(problem => ({ kind: 'problem', uri: node.uri, problem }))
    case 'item':
      return node.item.children.map(item => ({ kind: 'item', uri: node.uri, item }))
    case 'problem':
      return []
  }
}

function partsOf(uri: string, outline: Outline | undefined): PlanNode[] {
  const problems = languages
    .getDiagnostics(Uri.parse(uri))
    .filter(({ severity }) => severity <= DiagnosticSeverity.Warning)
  const parts: PlanNode[] = (outline?.tasks ?? []).map(item => ({ kind: 'item', uri, item }))
  if (outline?.milestones.length) parts.push({ kind: 'group', uri, group: 'milestones', items: outline.milestones })
  if (outline?.risks.length) parts.push({ kind: 'group', uri, group: 'risks', items: outline.risks })
  if (problems.length > 0) parts.push({ kind: 'problems', uri, problems })
  return parts
}

function treeItem(node: PlanNode): TreeItem {
  switch (node.kind) {
    case 'plan':
      return planItem(node.entry, node.isOnly)
    case 'group':
      return groupItem(node.uri, node.group, node.items.length)
    case 'problems':
      return problemsItem(node.uri, node.problems.length)
    case 'item':
      return objectItem(node.uri, node.item)
    case 'problem':
      return problemItem(node.uri, node.problem)
  }
}

function planItem({ uri, name, errors, warnings }: PlanEntry, isOnly: boolean): TreeItem {
  const { Expanded, Collapsed } = TreeItemCollapsibleState
  const item = new TreeItem(name, isOnly ? Expanded : Collapsed)
  item.id = uri
  item.contextValue = 'plan'
  item.iconPath = new ThemeIcon('project')
  item.description = errors + warnings > 0 ? problemsText(errors, warnings) : ''
  item.tooltip = workspace.asRelativePath(Uri.parse(uri))
  item.accessibilityInformation = spoken(name, String(item.description))
  item.command = openCommand(uri)
  return item
}

function groupItem(uri: string, group: 'milestones' | 'risks', count: number): TreeItem {
  const item = new TreeItem(
    group === 'risks' ? l10n.t('Risks') : l10n.t('Milestones'),
    TreeItemCollapsibleState.Collapsed,
  )
  item.id = `${uri}#${group}`
  item.contextValue = group
  item.description = String(count)
  item.iconPath = new ThemeIcon(group === 'risks' ? 'shield' : 'milestone')
  return item
}

function problemsItem(uri: string, count: number): TreeItem {
  const item = new TreeItem(l10n.t('Problems'), TreeItemCollapsibleState.Collapsed)
  item.id = `${uri}#problems`
  item.contextValue = 'problems'
  item.description = String(count)
  item.iconPath = new ThemeIcon('warning')
  return item
}

function objectItem(
  uri: string,
  { id, name, kind, description, tooltip, state, line, children: below }: Item,
): TreeItem {
  const { None, Collapsed } = TreeItemCollapsibleState
  const item = new TreeItem(name, below.length > 0 ? Collapsed : None)
  item.id = `${uri}#${kind === 'risk' ? 'risk' : 'task'}/${id}`
  item.contextValue = kind
  item.description = description
  item.tooltip = tooltip
  item.accessibilityInformation = spoken(name, description)
  item.iconPath = iconOf(kind, state)
  item.command = openCommand(uri, { kind: kind === 'risk' ? 'risk' : 'task', id }, line)
  return item
}

function problemItem(uri: string, { message, range, severity, code }: Diagnostic): TreeItem {
  const item = new TreeItem(message.split('\n', 1)[0] ?? message)
  const isError = severity === DiagnosticSeverity.Error
  const color = new ThemeColor(isError ? 'problemsErrorIcon.foreground' : 'problemsWarningIcon.foreground')
  item.contextValue = 'problem'
  item.accessibilityInformation = spoken(message, l10n.t('line {0}', range.start.line + 1))
  item.description = l10n.t('line {0}', range.start.line + 1)
  item.tooltip = typeof code === 'object' ? `${message}\n${code.value}` : message
  item.iconPath = new ThemeIcon(isError ? 'error' : 'warning', color)
  item.command = {
    command: 'vscode.open',
    title: l10n.t('Go to Line'),
    arguments: [Uri.parse(uri), { selection: range }],
  }
  return item
}

/** A screen reader would read the tooltip alone. */
function spoken(name: string, description: string): { label: string } {
  return { label: description === '' ? name : `${name}, ${description}` }
}

/** Shape tells what it is; colour, and the words beside it, how it stands. */
function iconOf(kind: Item['kind'], state: Item['state']): ThemeIcon {
  const shape = { task: 'circle-outline', summary: 'list-tree', milestone: 'milestone', risk: 'shield' }[kind]
  const icon = { done: kind === 'task' ? 'pass' : shape, unscheduled: 'question', cancelled: 'circle-slash' }[
    state as string
  ]
  const color = {
    done: 'testing.iconPassed',
    late: 'charts.red',
    critical: 'charts.red',
    high: 'charts.red',
    unscheduled: 'charts.orange',
    cancelled: 'disabledForeground',
    normal: undefined,
  }[state]
  return new ThemeIcon(icon ?? shape, color === undefined ? undefined : new ThemeColor(color))
}

function openCommand(uri: string, object?: { kind: 'task' | 'risk'; id: string }, line?: number): Command {
  return { command: 'tpm.goTo', title: l10n.t('Go to Line'), arguments: [uri, object, line] }
}
