import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { Plugin } from 'vite'
import { licencesModule } from './resources/setup/licences.mjs'

const here = (path: string): string => join(import.meta.dirname, path)
// As an object: electron-vite would join a list to an empty name of its own.
const pages = Object.fromEntries(
  ['src-renderer/index.html', 'src-renderer/print.html']
    .filter((page) => existsSync(here(page)))
    .map((page) => [basename(page, '.html'), here(page)]),
)

// The targets are those of the oldest runtime the program must run on, which is not the one the electron package names.
const node = 'node20.18'
const chromium = 'chrome130'

/** Machine code cannot be bundled; and what is under the others makes a `require` of its own, beside the one the build writes. They are asked for late. */
const besides = ['@signalapp/sqlcipher', '@node-rs/argon2', '@cantoo/pdf-lib', 'write-excel-file', 'ssh2']
/** The packages the program brings inside itself. */
const bundled = Object.keys(
  (JSON.parse(readFileSync(here('package.json'), 'utf8')) as { dependencies: Record<string, string> }).dependencies,
).filter((name) => !besides.includes(name))

/** The single cuts of the fonts, which no style sheet of the window asks for, but every printed page. */
function printFonts(): Plugin {
  const folder = here('resources/fonts')
  return {
    name: 'print-fonts',
    generateBundle() {
      for (const name of readdirSync(folder).filter((file) => /-\d{3}-\w+\.woff2$/.test(file))) {
        this.emitFile({ type: 'asset', fileName: `fonts/${name}`, source: readFileSync(join(folder, name)) })
      }
    },
  }
}

/** What the task bar of the machine shows for the program. */
function appIcon(): Plugin {
  return {
    name: 'app-icon',
    generateBundle() {
      this.emitFile({ type: 'asset', fileName: 'app-icon.png', source: readFileSync(here('resources/brand/app-icon.png')) })
    },
  }
}

/** Elements are made by `src-renderer/seen`, which shows the hidden signs of text. It alone asks React itself. */
function seenText(): Plugin {
  const own = here('src-renderer/seen/jsx-runtime.ts')
  return {
    name: 'seen-text',
    enforce: 'pre',
    apply: 'build',
    resolveId: (source, importer) => (source === 'react/jsx-runtime' && importer !== own ? own : undefined),
  }
}

export default defineConfig({
  main: {
    build: {
      target: node,
      outDir: 'out/main',
      // What has no machine code of its own goes into the program: hundreds of small files are most of the engine's start.
      externalizeDeps: { exclude: bundled },
      rolldownOptions: {
        input: {
          index: here('src-main/index.ts'),
          engine: here('src-main/engine/process.ts'),
          parity: here('src-main/engine/parity.ts'),
          printer: here('src-main/shell/printer.ts'),
          prover: here('src-main/engine/prover.ts'),
        },
        output: { entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
      },
    },
  },
  preload: {
    build: {
      target: node,
      outDir: 'out/preload',
      // A sandboxed preload is one CommonJS file that requires nothing but electron.
      externalizeDeps: false,
      rolldownOptions: { input: { preload: here('src-main/preload.ts') }, output: { format: 'cjs', entryFileNames: '[name].cjs' } },
    },
  },
  renderer: {
    root: 'src-renderer',
    plugins: [react(), seenText(), printFonts(), appIcon(), licencesModule()],
    build: {
      target: chromium,
      outDir: 'out/renderer',
      minify: true,
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      rolldownOptions: {
        input: pages,
        output: {
          // Printed pages name the fonts by address, so these keep their names.
          assetFileNames: ({ names }) => (names[0]?.endsWith('.woff2') ? 'fonts/[name][extname]' : 'assets/[name]-[hash][extname]'),
        },
      },
    },
  },
})
