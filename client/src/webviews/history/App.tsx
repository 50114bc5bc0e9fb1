import type { HistoryView } from '#engine/view/historyView'
import { forecastSentence, historyFigures, historySentence } from '#engine/view/historyWords'
import { Failure } from '../shared/Failure.tsx'
import { Help, HelpButton, type KeyLine } from '../shared/Help.tsx'
import { usePageKeys } from '../shared/pageKeys.ts'
import { ScrolledPage } from '../shared/ScrolledPage.tsx'
import { Commits } from './Commits.tsx'
import type { Parts } from './parts.ts'
import { Trend } from './Trend.tsx'

const keyMap: readonly KeyLine[] = [
  ['Tab', 'To the commits'],
  ['↑ ↓  Home End', 'To the next commit: it is marked in the chart'],
  ['Enter', 'Compare the commit with its parent'],
  ['m', 'Find the commit that moved a milestone'],
  ['?', 'This list'],
  ['Esc', 'Close, mark no commit'],
]

/** What became of the finish in a sentence, the trend of every milestone, each commit, and how good the forecasts were. */
export function App(parts: Parts) {
  const { store, post } = parts
  usePageKeys({
    helpShown: store.helpShown,
    stepBack: () => {
      store.active.value = ''
    },
    press: key => {
      if (key !== 'm') return false
      post({ type: 'find' })
      return true
    },
  })
  if (store.failure.value)
    return <Failure view="history" title="The history could not be read" message={store.failure.value} />
  const view = store.view.value
  if (!view) return <p class="waiting">Reading the history of the plan…</p>
  return (
    <main class="history">
      <header class="head">
        <div class="answer">
          <h1 aria-live="polite">{historySentence(view)}</h1>
          <p class="subject">
            {view.name}: {historyFigures(view)}
          </p>
        </div>
        <div class="toolbar" role="toolbar" aria-label="History">
          <button
            type="button"
            title="Find the commit from which on a date was not kept any more (m)"
            onClick={() => post({ type: 'find' })}
          >
            What moved a milestone…
          </button>
          <HelpButton shown={store.helpShown} />
        </div>
      </header>
      <ScrolledPage top={store.top}>
        <Trend {...parts} view={view} />
        <Commits {...parts} view={view} />
        <Forecasts view={view} />
      </ScrolledPage>
      <Help shown={store.helpShown} keyMap={keyMap} />
    </main>
  )
}

/** Of what has happened: how good was what was said of it before? */
function Forecasts({ view: { lines } }: { readonly view: HistoryView }) {
  const sentences = lines.flatMap(line => {
    const sentence = forecastSentence(line)
    return sentence === undefined ? [] : [{ key: line.id ?? '', sentence }]
  })
  if (sentences.length === 0) return null
  return (
    <section aria-label="How good the forecasts were">
      <h2>How good the forecasts were</h2>
      <ul>
        {sentences.map(({ key, sentence }) => (
          <li key={key}>{sentence}</li>
        ))}
      </ul>
    </section>
  )
}
