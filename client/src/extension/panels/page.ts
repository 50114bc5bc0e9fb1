import { Uri, type Webview, type WebviewPanel } from 'vscode'

/** Gives a panel its icon and its page, which reads nothing but our own bundles and style sheets. */
export function fillPanel(
  panel: WebviewPanel,
  extensionUri: Uri,
  { page, icon }: { readonly page: string; readonly icon: string },
): void {
  const iconOf = (theme: string) => Uri.joinPath(extensionUri, 'media', 'icons', `${icon}-${theme}.svg`)
  panel.iconPath = { light: iconOf('light'), dark: iconOf('dark') }
  panel.webview.options = {
    enableScripts: true,
    localResourceRoots: [Uri.joinPath(extensionUri, 'dist'), Uri.joinPath(extensionUri, 'media')],
  }
  panel.webview.html = webviewPage(panel.webview, extensionUri, page)
}

/**
 * The page of a webview: no data and no plan text in it, one script by a nonce, our own styles, nothing from anywhere
 * else. Data comes by message.
 */
function webviewPage(webview: Webview, extensionUri: Uri, name: string): string {
  const address = (...path: string[]) => webview.asWebviewUri(Uri.joinPath(extensionUri, ...path)).toString()
  const nonce = globalThis.crypto.randomUUID().replaceAll('-', '')
  const csp = [
    "default-src 'none'",
    `script-src 'nonce-${nonce}'`,
    `style-src ${webview.cspSource}`,
    `font-src ${webview.cspSource}`,
    `img-src ${webview.cspSource} data:`,
  ].join('; ')
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="UTF-8">
<meta http-equiv="Content-Security-Policy" content="${csp}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="${address('media', `${name}.css`)}">
<title>${name}</title>
</head>
<body>
<div id="app"></div>
<script nonce="${nonce}" src="${address('dist', 'webviews', `${name}.js`)}"></script>
</body>
</html>`
}
