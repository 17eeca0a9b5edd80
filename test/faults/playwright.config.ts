import { defineConfig } from '@playwright/test'
import shared from '../playwright.config.ts'

export default defineConfig({
  ...shared,
  testDir: '.',
  testMatch: '*.e2e.ts',
  outputDir: '../../test-results/faults',
  globalSetup: '../display.ts',
  timeout: 600_000,
  reporter: [['list'], ['json', { outputFile: '../../test-results/faults-e2e.json' }]],
})
