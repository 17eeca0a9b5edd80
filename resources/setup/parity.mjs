// @ts-check
// npm run -s parity -- …: the command line. What it prints is the command's own; the setup speaks on stderr, and only when it has to work.
import { ensureBuild } from './build.mjs'
import { ensurePackages } from './packages.mjs'
import { inProject } from './places.mjs'
import { hand, whereCalled } from './run.mjs'
import { presentRuntime, runtimeEnvironment } from './runtime.mjs'
import { script } from './say.mjs'

await script(async () => {
  await ensurePackages()
  await ensureBuild()
  const electron = await presentRuntime()
  return hand(process.execPath, [inProject('out', 'main', 'parity.js'), ...process.argv.slice(2)], {
    cwd: whereCalled('parity'),
    env: { ...process.env, ...(electron ? runtimeEnvironment(electron) : {}) },
  })
})
