import type { KeeperName } from '../../store/index.ts'
import { refuse } from '../../store/index.ts'
import type { KeeperCalls } from '../keeper.ts'
import { backups } from './backups.ts'
import { keyCalls } from './keys.ts'
import { people } from './people.ts'

/** The calls about the open store as a whole. */
const keeperCalls: Partial<KeeperCalls> = { ...people, ...keyCalls, ...backups }

/** Every one of them that the contract has, so that none is taken for a call of a stage. */
const KEEPER_NAMES: Readonly<Record<KeeperName, true>> = {
  'store.resume': true,
  'access.confirm': true,
  'people.list': true,
  'people.add': true,
  'people.reset': true,
  'people.remove': true,
  'keys.passphrase': true,
  'keys.recovery': true,
  'keys.confirmRecovery': true,
  'keys.rotate': true,
  'backup.list': true,
  'backup.make': true,
  'backup.second': true,
  'backup.drill': true,
  'backup.preview': true,
  'backup.restore': true,
}

export const isKeeperCall = (name: string): name is KeeperName => Object.hasOwn(KEEPER_NAMES, name)

/** The handler of a call. */
export const keeperCall = <N extends KeeperName>(name: N): KeeperCalls[N] => keeperCalls[name] ?? refuse('internal')
