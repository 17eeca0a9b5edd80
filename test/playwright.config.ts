import { defineConfig } from '@playwright/test'

export default defineConfig({
  testDir: 'e2e',
  testMatch: '**/*.test.ts',
  outputDir: '../test-results/e2e',
  globalSetup: './display.ts',
  // One machine, one window: the focus and the clipboard are shared.
  workers: 1,
  fullyParallel: false,
  forbidOnly: true,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  use: { trace: 'off', screenshot: 'off', video: 'off' },
  reporter: [['list'], ['json', { outputFile: '../test-results/e2e.json' }]],
})
