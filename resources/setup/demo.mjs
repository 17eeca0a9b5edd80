// @ts-check
// npm run demo [DIR]: the main job without a window. Without DIR its papers go to a new temporary folder.
import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ensureBuild } from './build.mjs'
import { ensurePackages } from './packages.mjs'
import { inProject } from './places.mjs'
import { hand, whereCalled } from './run.mjs'
import { ensureRuntime, runtimeEnvironment } from './runtime.mjs'
import { script } from './say.mjs'
import { ensureSystem } from './system.mjs'

await script(async () => {
  await ensurePackages()
  const electron = await ensureRuntime()
  await ensureSystem(electron)
  await ensureBuild()
  const words = process.argv.slice(2)
  const hasFolder = words.some((word) => !word.startsWith('-'))
  const folder = hasFolder ? [] : [await mkdtemp(join(tmpdir(), 'parity-demo-'))]
  return hand(process.execPath, [inProject('out', 'main', 'parity.js'), 'demo', ...folder, ...words], {
    cwd: whereCalled('demo'),
    env: { ...process.env, ...runtimeEnvironment(electron) },
  })
})
