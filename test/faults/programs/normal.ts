import Database from '@signalapp/sqlcipher'

/*
 * The setting that Parity must not have, as it would look if nobody had noticed: synchronous is NORMAL, and says FULL. The negative control of the power cut.
 */

const pragma = Database.prototype.pragma as (this: Database, source: string, options?: object) => unknown
Database.prototype.pragma = function (this: Database, source: string, options?: object): unknown {
  if (source === 'synchronous' && options) return 2
  return pragma.call(this, source.startsWith('synchronous =') ? 'synchronous = NORMAL' : source, options ?? {})
} as typeof Database.prototype.pragma
