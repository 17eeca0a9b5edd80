import type { Permission } from '../../src-shared/contract/index.ts'
import type { StoreUser } from '../store/index.ts'

/* Who may do what. Users, sign-in, audit and consent come into this room with their own step. */

const EVERYTHING: readonly Permission[] = [
  'open',
  'practice.read',
  'practice.write',
  'eligibility.read',
  'eligibility.write',
  'charges.read',
  'charges.write',
  'claims.read',
  'claims.write',
  'exchange.read',
  'exchange.write',
  'remittance.read',
  'remittance.post',
  'denials.read',
  'denials.write',
  'appeals.read',
  'appeals.write',
  'desk',
]

const GRANTS: Readonly<Record<StoreUser['role'], ReadonlySet<Permission>>> = {
  owner: new Set(EVERYTHING),
  biller: new Set(EVERYTHING.filter((permission) => permission !== 'practice.write')),
}

/** Whether a user's role grants a permission; nobody is granted anything by default. */
export const mayDo = (user: StoreUser, permission: Permission): boolean => GRANTS[user.role].has(permission)
