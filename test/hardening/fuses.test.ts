import { spawn } from 'node:child_process'
import { copyFile, mkdir, mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join, relative } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { fuses, readFuses, setFuses } from '../../resources/setup/fuses.mjs'
import { filesOf, writeAsar } from './asar.ts'

// EL-1: what the words and variables of a start can make of the executable, with our fuses, and (as the control) with those of the
// development runtime. The executables are copies; everything beside them is linked.

const runtime = process.env['PARITY_ELECTRON'] ?? ''
const project = join(import.meta.dirname, '../..')

/** Says on stdout what it is, and ends; with `stay` it waits to be sent a signal. */
const probe = {
  'package.json': JSON.stringify({ name: 'probe', main: 'main.js' }),
  'main.js': `
    const say = () => process.stdout.write(JSON.stringify({ probe: true, preloaded: globalThis.wasPreloaded === true,
      inspector: require('node:inspector').url() !== undefined }) + '\\n')
    if (process.env.STAY === '1') { process.stdout.write('staying\\n'); setTimeout(() => { say(); process.exit(0) }, 1500) } else { say(); process.exit(0) }`,
}

let folder = ''
/** A runtime of its own with the executable under a name, and the app that it loads. */
async function place(name: string, executable: string, app: (resources: string) => Promise<unknown>): Promise<string> {
  const home = join(folder, name)
  await mkdir(join(home, 'resources'), { recursive: true })
  for (const entry of await readdir(dirname(runtime))) {
    if (entry !== 'electron' && entry !== 'resources') await symlink(join(dirname(runtime), entry), join(home, entry))
  }
  await copyFile(runtime, join(home, executable))
  await app(join(home, 'resources'))
  return join(home, executable)
}

type Ran = { readonly code: number | null; readonly output: string }
async function run(
  program: string,
  words: readonly string[],
  more: { env?: Record<string, string>; signal?: NodeJS.Signals } = {},
): Promise<Ran> {
  const { DISPLAY, HOME, PATH } = process.env
  const env = { HOME: HOME ?? '', PATH: PATH ?? '', ...(DISPLAY !== undefined && { DISPLAY }), ...more.env }
  const child = spawn(program, words, { env, cwd: folder, stdio: ['ignore', 'pipe', 'pipe'], timeout: 20_000, killSignal: 'SIGKILL' })
  let output = ''
  for (const channel of [child.stdout, child.stderr]) {
    channel.on('data', (text: Buffer) => {
      output += text.toString()
      if (more.signal && output.includes('staying') && !child.killed) child.kill(more.signal)
    })
  }
  return new Promise((done) => child.once('close', (code) => done({ code, output })))
}

const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : []
const asFolder = async (resources: string): Promise<void> => {
  await mkdir(join(resources, 'app'))
  for (const [name, text] of Object.entries(probe)) await writeFile(join(resources, 'app', name), text)
}
const asArchive = (resources: string): Promise<void> => writeAsar(join(resources, 'app.asar'), probe)

describe.skipIf(process.platform !== 'linux' || runtime === '')('EL-1', () => {
  let stock = ''
  let fused = ''
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'parity-fuses-'))
    stock = await place('stock', 'electron', asArchive)
    fused = await place('fused', 'electron', asArchive)
    await setFuses(fused)
    await writeFile(join(folder, 'preload.cjs'), 'globalThis.wasPreloaded = true')
  })
  afterAll(() => rm(folder, { recursive: true, force: true }))

  test('HL-12 the eight fuses read back as they were set', async () => {
    expect(await readFuses(fused)).toEqual(fuses)
    expect(Object.keys(fuses)).toHaveLength(8)
    expect(await readFuses(stock)).not.toEqual(fuses)
  })

  test('both start, and see nothing of the other tests', async () => {
    for (const program of [stock, fused]) {
      expect((await run(program, asRoot)).output).toContain('{"probe":true,"preloaded":false,"inspector":false}')
    }
  })

  test('ELECTRON_RUN_AS_NODE', async () => {
    const words = ['-e', 'process.stdout.write("ran as node")']
    const env = { ELECTRON_RUN_AS_NODE: '1' }
    expect((await run(stock, words, { env })).output).toContain('ran as node')
    const { output } = await run(fused, [...asRoot, ...words], { env })
    expect(output).not.toContain('ran as node')
    expect(output).toContain('"probe":true')
  })

  test('NODE_OPTIONS', async () => {
    const env = { NODE_OPTIONS: `--require=${join(folder, 'preload.cjs')}` }
    expect((await run(stock, asRoot, { env })).output).toContain('"preloaded":true')
    expect((await run(fused, asRoot, { env })).output).toContain('"preloaded":false')
  })

  test('--inspect, --inspect-brk', async () => {
    // With --inspect-brk the stock one would wait for a debugger.
    expect((await run(stock, [...asRoot, '--inspect=0'])).output).toContain('"inspector":true')
    for (const word of ['--inspect=0', '--inspect-brk=0']) {
      const { output } = await run(fused, [...asRoot, word])
      expect(output).toContain('"inspector":false')
      expect(output).not.toContain('Debugger listening')
    }
  })

  test('SIGUSR1', async () => {
    const env = { STAY: '1' }
    expect((await run(stock, asRoot, { env, signal: 'SIGUSR1' })).output).toContain('Debugger listening')
    const { output } = await run(fused, asRoot, { env, signal: 'SIGUSR1' })
    expect(output).toContain('staying')
    expect(output).not.toContain('Debugger listening')
  })

  test('HL-9 an installed Parity does not start with a switch that opens a side door, and names it', async () => {
    const built = await readdir(join(project, 'out'), { recursive: true, withFileTypes: true })
    const files = built.filter((entry) => entry.isFile()).map((entry) => relative(project, join(entry.parentPath, entry.name)))
    const parity = await place('parity', 'parity', async (resources) =>
      writeAsar(join(resources, 'app.asar'), await filesOf(project, ['package.json', ...files])),
    )
    await setFuses(parity)
    const home = join(folder, 'home')
    const own = [...asRoot, `--user-data-dir=${home}`]
    for (const word of [
      '--remote-debugging-port=0',
      '--inspect=0',
      '--js-flags=--expose-gc',
      '--proxy-server=127.0.0.1:1',
      '--no-sandbox',
    ]) {
      const refused = [...new Set([...asRoot, word])]
      const { code, output } = await run(parity, [...own, word])
      expect(output).toMatch(/Parity does not start with ([^\n]*)\.\n/)
      const [, named = ''] = /Parity does not start with ([^\n]*)\.\n/.exec(output) ?? []
      expect(new Set(named.split(' '))).toEqual(new Set(refused))
      expect(output).not.toContain('listening on')
      expect(code).toBe(1)
    }
  })

  // The last, for it takes the archive away.
  test('a folder in the place of the archive', async () => {
    for (const program of [stock, fused]) {
      const resources = join(dirname(program), 'resources')
      await rm(join(resources, 'app.asar'))
      await asFolder(resources)
    }
    expect((await run(stock, asRoot)).output).toContain('"probe":true')
    expect((await run(fused, asRoot)).output).not.toContain('"probe":true')
  })
})
