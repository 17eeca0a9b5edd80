// @ts-check
import { inProject } from './places.mjs'

/**
 * Bundles programs of the project that run in Node by themselves, packages left outside, into out/NAME.
 * @param {string} name
 * @param {Readonly<Record<string, string>>} programs by the name of what comes out, from the project's root
 * @param {readonly string[]} [outside] the only packages left outside, for programs that must start quickly
 * @returns {Promise<string>} the folder they are in
 */
export async function bundle(name, programs, outside) {
  // Not before the packages are there.
  const { build } = await import('vite')
  const outDir = inProject('out', name)
  const input = Object.fromEntries(Object.entries(programs).map(([own, path]) => [own, inProject(...path.split('/'))]))
  await build({
    configFile: false,
    root: inProject(),
    logLevel: 'error',
    ...(outside && { ssr: { noExternal: true, external: [...outside] } }),
    build: {
      ssr: true,
      target: 'node20.18',
      outDir,
      emptyOutDir: true,
      rolldownOptions: { input, output: { entryFileNames: '[name].js' } },
    },
  })
  return outDir
}
