import react from '@vitejs/plugin-react'
import { join } from 'node:path'
import { defineConfig } from 'vitest/config'
import { licencesModule } from '../resources/setup/licences.mjs'

const root = join(import.meta.dirname, '..')

export default defineConfig({
  root,
  test: {
    projects: [
      {
        root,
        test: {
          name: 'engine',
          environment: 'node',
          include: ['src-main/**/*.test.ts', 'src-shared/**/*.test.ts', 'test/**/*.test.ts', 'resources/setup/*.test.ts'],
          exclude: ['test/e2e/**', 'test/faults/**'],
          setupFiles: ['test/seed.ts'],
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
      {
        root,
        plugins: [react(), licencesModule()],
        test: {
          name: 'window',
          environment: 'happy-dom',
          include: ['src-renderer/**/*.test.{ts,tsx}'],
          setupFiles: ['test/seed.ts', 'test/window-stubs.ts'],
          testTimeout: 15_000,
        },
      },
    ],
    reporters: ['default', 'json'],
    outputFile: { json: join(root, 'test-results/unit.json') },
    allowOnly: false,
    // A page or list that is missing fails; --update writes it.
    update: 'none',
  },
})
