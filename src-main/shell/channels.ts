/** The channels between preload and shell; the preload has one function for each, and the shell one listener. */
export const channels = {
  askPort: 'parity:ask-port',
  port: 'parity:port',
  engineGone: 'parity:engine-gone',
  grantFile: 'parity:grant-file',
  chooseStore: 'parity:choose-store',
  chooseFolder: 'parity:choose-folder',
  saveAs: 'parity:save-as',
  lastSitting: 'parity:last-sitting',
  remember: 'parity:remember',
  copied: 'parity:copied',
  lockSoon: 'parity:lock-soon',
  minimise: 'parity:minimise',
  maximise: 'parity:maximise',
  close: 'parity:close',
} as const
