import { z } from 'zod'
import { contract, type Call, type Name } from '../../src-shared/contract/index.ts'
import { SETUP } from './practice.ts'

/* An input for every call that its schema takes: for tests of what stands before the handlers. */

type Schema = { readonly [key: string]: unknown }
const ID = 999_999
const DAY = '2026-11-05'
const NOWHERE = '/nowhere/at/all'
/** Fields whose schema says in words only what they hold, and paths, which must lead nowhere. */
const GIVEN_FIELDS: Readonly<Record<string, unknown>> = {
  born: DAY,
  starts: DAY,
  ends: DAY,
  from: DAY,
  to: DAY,
  day: DAY,
  signedOn: DAY,
  until: DAY,
  on: DAY,
  path: NOWHERE,
  paths: [NOWHERE],
  folder: NOWHERE,
}

const CLINICIAN = {
  id: null,
  last: 'Bell',
  first: 'Marcus',
  credential: 'LCSW',
  discipline: 'social-worker',
  npi: '1987654328',
  taxonomy: '1041C0700X',
  isActive: true,
}
/** A call about a request: it is in review. */
export const CALLED = {
  way: 'phone',
  by: 'Pat at utilization management',
  reference: 'C-551',
  said: 'in-review',
  note: '',
  again: DAY,
} as const
/** A call in which nothing was said but that the patient is covered. */
export const TOLD = {
  by: 'Pat at provider services',
  reference: 'C-884120',
  outcome: 'active',
  plan: null,
  planBegins: null,
  planEnds: null,
  network: null,
  copay: null,
  coinsurance: null,
  copayRule: null,
  deductible: null,
  deductibleLeft: null,
  outOfPocket: null,
  outOfPocketLeft: null,
  visits: null,
  visitsLeft: null,
  authorization: null,
  telehealth: null,
  note: '',
} as const
/** What a schema's rules ask for and its shape does not say. */
const GIVEN: Partial<Record<Name, object>> = {
  'practice.save': SETUP,
  'providers.save': CLINICIAN,
  'authorizations.standing': { claim: ID },
  'authorizations.tell': { authorization: ID, review: 1, call: CALLED },
  'authorizations.choose': { claim: ID, authorization: null, reason: 'The payer said so' },
  'deposits.tie': { rows: [ID], note: 'A refund of the landlord' },
  'month.get': { month: '2026-10' },
  'month.close': { through: '2026-10' },
  'month.reopen': { month: '2026-10', why: 'A deposit was forgotten' },
  'ledger.explain': { claim: ID },
  'receipts.transfer': { claim: ID, line: ID, cents: 1, to: 'payer', note: 'Told by the payer' },
  'statements.agree': { patient: 1, part: 5000, every: 'month', first: '2026-12-01', note: '' },
  'statements.setTerms': { policy: 'Pay by check.', fresh: '', month: '', twoMonths: '', old: '', least: 500, every: 28, payWithin: 21 },
  'receipts.take': { patient: ID, day: '2026-11-18', cents: 1, method: 'cash', parts: [] },
  'inquiries.preview': { ids: [ID] },
  'remittance.setPolicy': { group: 'CO', reason: '45', payer: null, does: 'track' },
  'remittance.arriving': { ids: [ID] },
  'remittance.posting': { ids: [ID] },
  'remittance.postMany': { ids: [ID] },
  'remittance.arrived': { ids: [ID], day: '2026-11-01' },
  'inquiries.ask': { ids: [ID] },
  'contacts.log': { claim: ID, contact: { ...CALLED, said: 'in-process' } },
  'claims.hold': { ids: [ID], reason: 'To be looked at' },
  'claims.recheck': { ids: [ID] },
  'claims.send': { ids: [ID] },
  'claims.print': { ids: [ID], paper: 'drawn' },
  'claims.route': { ids: [ID], to: 'paper', paper: 'drawn', reason: 'The clearinghouse is down' },
  'rules.save': {
    name: 'Long sessions',
    when: [{ field: 'code', is: 'any', values: ['90837'] }],
    action: { does: 'hold', words: 'To be looked at' },
  },
  'connections.save': { name: 'Lakeside', kind: 'folder', preset: 'folder', sendTo: NOWHERE, carries: ['837P'] },
  'connections.trust': { id: ID, fingerprint: `SHA256:${'A'.repeat(43)}` },
  'denials.assign': { ids: [ID], owner: 'Kim' },
  'denials.preview': { ids: [ID] },
  'eligibility.ask': { appointments: [ID] },
  'eligibility.tell': { appointment: ID, ...TOLD },
  'eligibility.preview': { appointments: [ID] },
  'charges.estimate': { appointment: ID },
}

/** An input the call takes, and that names no record there is. */
export function anInput(name: Name): unknown {
  const call: Call = contract[name]
  const made = GIVEN[name] ?? example(z.toJSONSchema(call.input, { io: 'input', unrepresentable: 'any' }) as Schema)
  const parsed = call.input.safeParse(made)
  if (!parsed.success) throw new Error(`${name}: ${JSON.stringify(parsed.error.issues.slice(0, 2))}`)
  return made
}

function example(schema: Schema): unknown {
  const of = (schema['anyOf'] ?? schema['oneOf']) as readonly Schema[] | undefined
  if (of) return example(of.find((one) => one['type'] !== 'null') ?? {})
  if (schema['const'] !== undefined) return schema['const']
  if (Array.isArray(schema['enum'])) return schema['enum'][0]
  switch (schema['type']) {
    case 'object': {
      const required = new Set((schema['required'] ?? []) as readonly string[])
      const all = Object.entries((schema['properties'] ?? {}) as Record<string, Schema>)
      return Object.fromEntries(all.filter(([key]) => required.has(key)).map(([key, one]) => [key, GIVEN_FIELDS[key] ?? example(one)]))
    }
    case 'array': {
      const one = (schema['prefixItems'] as readonly Schema[] | undefined)?.map(example)
      return one ?? Array.from({ length: (schema['minItems'] as number | undefined) ?? 0 }, () => example(schema['items'] as Schema))
    }
    case 'integer':
    case 'number':
      return Math.max((schema['minimum'] as number | undefined) ?? 0, Math.min(ID, (schema['maximum'] as number | undefined) ?? ID))
    case 'boolean':
      return false
    case 'string':
      return text(schema)
    default:
      return {}
  }
}

const SAMPLES = [
  '90834',
  '2026-11-05',
  '09:00',
  '555010014',
  '5550100142',
  '440001234',
  '44000',
  'OH',
  'F41.1',
  'NL8820417',
  'abc',
  'Cedar Hollow',
  'A',
]

function text(schema: Schema): string {
  const [least, most] = [(schema['minLength'] as number | undefined) ?? 0, (schema['maxLength'] as number | undefined) ?? 1000]
  const patterns = [schema['pattern'], ...((schema['allOf'] ?? []) as readonly Schema[]).map((one) => one['pattern'])].filter(
    (one): one is string => typeof one === 'string',
  )
  const fits = SAMPLES.find(
    (one) => one.length >= least && one.length <= most && patterns.every((pattern) => new RegExp(pattern, 'u').test(one)),
  )
  return fits ?? 'x'.repeat(Math.max(1, least))
}

/** Every call there is. */
export const names = Object.keys(contract) as Name[]
