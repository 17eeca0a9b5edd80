import { defineConfig } from '@playwright/test'
import shared from '../playwright.config.ts'

export default defineConfig({
  ...shared,
  testDir: '.',
  testMatch: '*.e2e.ts',
  outputDir: '../../test-results/shots-e2e',
  globalSetup: '../display.ts',
  reporter: [['list'], ['json', { outputFile: '../../test-results/shots.json' }]],
})
