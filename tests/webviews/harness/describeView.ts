import type { Browser } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect } from 'vitest'
import { findBrowser, type OpenOptions, type OpenView, openView, startBrowser, type ViewName } from './open.ts'

/**
 * The tests of a view in a browser, where there is one. The page that a test has opened is closed after it, and the
 * browser must not have complained of it.
 */
export function describeView(name: ViewName, tests: (openPage: OpenPage) => void): void {
  const hasBrowser = findBrowser() !== undefined
  if (!hasBrowser) console.log('No Chromium or Chrome found: the webviews are not tried in a browser')
  describe.skipIf(!hasBrowser)(name, () => {
    let browser: Browser
    let opened: OpenView | undefined
    beforeAll(async () => {
      browser = await startBrowser()
    })
    afterAll(() => browser?.close())
    afterEach(async () => {
      await opened?.close()
      expect(opened?.complaints ?? []).toEqual([])
    })
    tests(async options => {
      opened = await openView(browser, name, options)
      return opened
    })
  })
}

/** Opens the view's page, which shows nothing yet. */
export type OpenPage = (options?: OpenOptions) => Promise<OpenView>
