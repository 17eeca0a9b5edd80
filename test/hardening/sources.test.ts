import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'

// What the program does not do at all, read from its sources.

const project = join(import.meta.dirname, '../..')

async function sources(folder: string): Promise<readonly { readonly file: string; readonly text: string }[]> {
  const entries = await readdir(join(project, folder), { withFileTypes: true, recursive: true })
  const files = entries
    .filter(({ name }) => /\.tsx?$/.test(name) && !/\.test\.tsx?$/.test(name))
    .map((entry) => join(entry.parentPath, entry.name))
  return Promise.all(files.map(async (file) => ({ file, text: await readFile(file, 'utf8') })))
}

const never = [
  { id: 'HL-7', what: 'opens an address or a file with another program', pattern: /\b(openExternal|openPath|showItemInFolder)\b/ },
  { id: 'HL-8', what: 'gives the page the channels themselves', pattern: /exposeInMainWorld\([^)]*ipcRenderer/ },
  { id: 'HL-10', what: 'starts the crash reporter', pattern: /\bcrashReporter\b/ },
  { id: 'HL-11', what: 'updates itself', pattern: /\bautoUpdater\b/ },
  { id: 'HL-14', what: 'writes markup', pattern: /dangerouslySetInnerHTML|\.innerHTML\s*=|insertAdjacentHTML\(|document\.write\(/ },
  { id: 'PH-5', what: 'tells the desktop what it shows', pattern: /\b(addRecentDocument|setJumpList|setUserTasks|new Notification)\b/ },
  {
    id: 'SC-1',
    what: 'speaks to a network, but for the lines a person set up',
    pattern: /(from|import\() ?'((node:)?(http|https|http2|net|tls|dns|dgram)(\/promises)?|ssh2)'|\bnet\.(request|fetch)\(/,
    where: 'src-main/exchange/transports/',
  },
] as const

test.each(never)('$id nothing $what', async ({ pattern, ...rest }) => {
  const found = (await Promise.all(['src-main', 'src-shared', 'src-renderer'].map(sources))).flat()
  expect(found.length).toBeGreaterThan(300)
  const where = 'where' in rest ? join(project, rest.where) : undefined
  const outside = found.filter(({ file }) => where === undefined || !file.startsWith(where))
  expect(outside.filter(({ text }) => pattern.test(text)).map(({ file }) => file)).toEqual([])
})

test.each([
  ['HL-7', "void shell.openExternal('https://there')"],
  ['HL-8', "contextBridge.exposeInMainWorld('parity', { ipcRenderer })"],
  ['HL-10', 'crashReporter.start({})'],
  ['HL-11', 'autoUpdater.checkForUpdates()'],
  ['HL-14', 'box.innerHTML = text'],
  ['PH-5', 'app.addRecentDocument(path)'],
  ['SC-1', "import { request } from 'node:https'"],
  ['SC-1', "await import('ssh2')"],
])('%s (control) is found where it stands', (id, text) => {
  expect(never.find((one) => one.id === id)?.pattern.test(text)).toBe(true)
})
