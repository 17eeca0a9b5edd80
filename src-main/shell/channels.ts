/** The channels between preload and shell; the preload has one function for each, and the shell one listener. */
export const channels = {
  askPort: 'parity:ask-port',
  port: 'parity:port',
  engineGone: 'parity:engine-gone',
  grantFile: 'parity:grant-file',
  chooseStore: 'parity:choose-store',
  chooseFolder: 'parity:choose-folder',
  saveAs: 'parity:save-as',
  minimise: 'parity:minimise',
  maximise: 'parity:maximise',
  close: 'parity:close',
} as const
