import { PERMISSIONS, type Permission } from '../../src-shared/contract/call.ts'
import type { Role, User } from '../../src-shared/contract/access.ts'

/*
 * The grants of each role: what the work needs and no more (45 CFR 164.308(a)(4), 164.502(b)). Nobody is granted anything by default; a test holds the
 * whole matrix against a table a person has read.
 */

const DESK: readonly Permission[] = ['open', 'desk', 'practice.read', 'patients.read', 'sessions.read', 'eligibility.read']
const MONEY: readonly Permission[] = [
  'clinical.read',
  'charges.read',
  'claims.read',
  'exchange.read',
  'remittance.read',
  'receipts.read',
  'denials.read',
  'appeals.read',
]
const BILLING: readonly Permission[] = [
  ...DESK,
  ...MONEY,
  'patients.write',
  'sessions.write',
  'eligibility.write',
  'charges.write',
  'claims.write',
  'exchange.write',
  'remittance.post',
  'receipts.take',
  'receipts.write',
  'denials.write',
  'appeals.write',
  'exports',
  'part2.read',
  'part2.write',
  'disclosures.read',
  'backup.read',
  'backup.make',
  'verify',
]

const GRANTS: Readonly<Record<Role, ReadonlySet<Permission>>> = {
  owner: new Set(PERMISSIONS),
  // Who posts payments does not hold them to the bank: a biller reads the deposits, somebody else ties them.
  lead: new Set<Permission>([
    ...BILLING,
    'deposits.reconcile',
    'month.read',
    'payers.write',
    'fees.write',
    'writeoff.approve',
    'people.read',
    'audit.patient',
    'part2.write',
  ]),
  biller: new Set(BILLING),
  // Who receives people takes their copay.
  front: new Set<Permission>([...DESK, 'patients.write', 'sessions.write', 'eligibility.write', 'receipts.read', 'receipts.take']),
  clinician: new Set<Permission>([...DESK, 'clinical.read', 'charges.read', 'denials.read', 'part2.read']),
  auditor: new Set<Permission>([
    'open',
    'desk',
    'practice.read',
    'claims.read',
    'remittance.read',
    'receipts.read',
    'month.read',
    'denials.read',
    'appeals.read',
    'people.read',
    'audit.read',
    'audit.export',
    'backup.read',
    'verify',
  ]),
  // 45 CFR 164.312(a)(2)(ii): reads what care needs, moves no money and takes nothing out.
  emergency: new Set<Permission>([...DESK, ...MONEY, 'part2.read', 'disclosures.read']),
}

/** Whole files and whole remittances cannot be divided: who may not see every patient does not see their totals either (42 CFR Part 2). */
const UNDIVIDED: ReadonlySet<Permission> = new Set<Permission>([
  'exchange.read',
  'exchange.write',
  'remittance.read',
  'remittance.post',
  'deposits.reconcile',
  'month.read',
  'month.close',
  'part2.read',
  'part2.write',
  'disclosures.read',
])

/** Whether a person may do something: the role grants it, and it shows nothing the person's sight of patients leaves out. */
export const mayDo = (user: User, permission: Permission): boolean =>
  GRANTS[user.role].has(permission) && (seesEverybody(user) || !UNDIVIDED.has(permission) || isOwnPart2(user, permission))

/** Whether no patient is hidden from this person. An emergency shows everybody, with its reason. */
export const seesEverybody = (user: User): boolean => user.role === 'emergency' || (user.part2 && user.role !== 'clinician')

/** A clinician with the grant reads the episodes of his own patients. */
const isOwnPart2 = (user: User, permission: Permission): boolean => user.role === 'clinician' && user.part2 && permission === 'part2.read'

/** Everything a person may do, in the contract's order. */
export const permissionsOf = (user: User): Permission[] => PERMISSIONS.filter((permission) => mayDo(user, permission))
