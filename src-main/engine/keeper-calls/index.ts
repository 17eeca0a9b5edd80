import type { KeeperName } from '../../store/index.ts'
import type { KeeperCalls } from '../keeper.ts'
import { backups } from './backups.ts'
import { keyCalls } from './keys.ts'
import { people } from './people.ts'

/** The calls about the open store as a whole. */
const keeperCalls: KeeperCalls = { ...people, ...keyCalls, ...backups }

export const isKeeperCall = (name: string): name is KeeperName => Object.hasOwn(keeperCalls, name)

/** The handler of a call. */
export const keeperCall = <N extends KeeperName>(name: N): KeeperCalls[N] => keeperCalls[name]
