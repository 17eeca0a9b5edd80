// @ts-check
import { flipFuses, FuseV1Options, FuseVersion, getCurrentFuseWire } from '@electron/fuses'

/**
 * What an installed Parity's executable can be made to do by the words and variables it is started with: the switches that Electron carries in
 * the binary itself. All eight are stated, and one that a later Electron adds makes `setFuses` fail until it is stated here too.
 */
export const fuses = /** @type {const} */ ({
  /** ELECTRON_RUN_AS_NODE would make it a Node that runs any script in our name. */
  RunAsNode: false,
  EnableCookieEncryption: true,
  /** NODE_OPTIONS could load code before ours. */
  EnableNodeOptionsEnvironmentVariable: false,
  /** --inspect and SIGUSR1 would open a debugger. */
  EnableNodeCliInspectArguments: false,
  /** Enforced on macOS and Windows. On Linux the folder of the program is the system's, not the person's. */
  EnableEmbeddedAsarIntegrityValidation: true,
  OnlyLoadAppFromAsar: true,
  LoadBrowserProcessSpecificV8Snapshot: false,
  /** Nothing of ours is loaded from file: addresses. */
  GrantFileProtocolExtraPrivileges: false,
})

/** @typedef {keyof typeof fuses} Fuse */

const names = /** @type {readonly Fuse[]} */ (Object.keys(fuses))
const [off, on] = ['0', '1']

/**
 * Sets the fuses of an executable, as packaging does before it signs.
 * @param {string} program an Electron executable, or on macOS the folder of the app
 */
export async function setFuses(program) {
  await flipFuses(program, {
    version: FuseVersion.V1,
    strictlyRequireAllFuses: true,
    resetAdHocDarwinSignature: process.platform === 'darwin',
    .../** @type {Record<FuseV1Options, boolean>} */ (Object.fromEntries(names.map((name) => [FuseV1Options[name], fuses[name]]))),
  })
}

/**
 * Reads the fuses of an executable back.
 * @param {string} program
 * @returns {Promise<Record<string, boolean | undefined>>} by name; undefined for one that this Electron does not have
 */
export async function readFuses(program) {
  const wire = /** @type {Record<string, unknown>} */ (/** @type {unknown} */ (await getCurrentFuseWire(program)))
  const states = Object.entries(wire).filter(([at]) => at !== 'version')
  return Object.fromEntries(
    states.map(([at, state]) => {
      const sign = String.fromCharCode(/** @type {number} */ (state))
      const name = FuseV1Options[/** @type {keyof typeof FuseV1Options} */ (/** @type {unknown} */ (at))]
      return [name ?? at, sign === on ? true : sign === off ? false : undefined]
    }),
  )
}
