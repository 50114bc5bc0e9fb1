import { ProgressLocation, window } from 'vscode'

/** Says in the status bar what goes on, while it goes on. */
export function whileWorking<T>(title: string, work: () => Promise<T>): Thenable<T> {
  return window.withProgress({ location: ProgressLocation.Window, title }, work)
}
