import { join } from 'node:path'
import { defineConfig } from 'vitest/config'

const root = join(import.meta.dirname, '../..')

export default defineConfig({
  root,
  test: {
    name: 'faults',
    environment: 'node',
    include: ['test/faults/**/*.test.ts'],
    globalSetup: [join(root, 'resources/setup/faults-programs.mjs')],
    // Every test harms many stores, one after the other.
    testTimeout: 3_600_000,
    hookTimeout: 120_000,
    reporters: ['default', 'json'],
    outputFile: { json: join(root, 'test-results/faults.json') },
    allowOnly: false,
    // One kills, the other does all the rest.
    maxWorkers: 2,
  },
})
