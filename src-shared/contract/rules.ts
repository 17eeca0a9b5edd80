import { z } from 'zod'
import { command, query, task } from './call.ts'
import { CentsField, ClaimStatus, DayField, Id, Line } from './fields.ts'

/** What a rule may look at. Those of a line (code, modifier, place, units) must all hold on one and the same line. */
export const RULE_FIELDS = [
  'payer',
  'payerKind',
  'code',
  'modifier',
  'place',
  'diagnosis',
  'units',
  'clinician',
  'discipline',
  'minutes',
  'age',
  'charge',
  'state',
  'mode',
  'authorization',
  'frequency',
] as const
export type RuleField = (typeof RULE_FIELDS)[number]
/** Compared as whole numbers; charge in cents. */
export const NUMBER_FIELDS = ['units', 'minutes', 'age', 'charge'] as const satisfies readonly RuleField[]
/** May be there or not. */
export const OPEN_FIELDS = ['modifier', 'authorization', 'clinician'] as const satisfies readonly RuleField[]

const isNumberField = (field: RuleField): boolean => (NUMBER_FIELDS as readonly string[]).includes(field)
const isOpenField = (field: RuleField): boolean => (OPEN_FIELDS as readonly string[]).includes(field)

const Condition = z
  .strictObject({
    field: z.enum(RULE_FIELDS),
    /** `any` of the values, `none` of them, one it `starts` with, at `least`, at `most`, `missing`, `there`. */
    is: z.enum(['any', 'none', 'starts', 'least', 'most', 'missing', 'there']),
    values: z.array(Line(40, 1)).max(30),
  })
  .refine(({ is, values }) => (is === 'missing' || is === 'there') === (values.length === 0), {
    path: ['values'],
    message: 'say with what to compare',
  })
  .refine(
    ({ field, is, values }) => {
      if (is === 'missing' || is === 'there') return isOpenField(field)
      if (is === 'least' || is === 'most') return isNumberField(field) && values.length === 1 && /^\d{1,9}$/.test(values[0] ?? '')
      return !isNumberField(field) && field !== 'authorization'
    },
    { path: ['values'], message: 'a value that this field can have' },
  )
export type Condition = z.infer<typeof Condition>

const Two = z.string().regex(/^[0-9A-Z]{2}$/, 'two signs')
const Words = Line(200, 3)
/** What a rule does. `set` changes safe fields alone, and is always listed on the claim; `hold` waits for a person's approval, `stop` for mending. */
const Then = z.discriminatedUnion('does', [
  z.strictObject({ does: z.literal('set'), what: z.enum(['add-modifier', 'remove-modifier', 'place']), value: Two }),
  z.strictObject({ does: z.enum(['warn', 'stop', 'hold', 'tag']), words: Words }),
])
export type Then = z.infer<typeof Then>

/** If all of `when`, then `action`, for services from `starts` to `ends`. */
export const RuleFields = z.strictObject({
  name: Line(80, 3),
  when: z.array(Condition).min(1, 'one condition or more').max(12),
  action: Then,
  starts: DayField.nullable().default(null),
  ends: DayField.nullable().default(null),
})
export type RuleFields = z.output<typeof RuleFields>

const Sum = z.strictObject({ n: z.int(), cents: CentsField })
const Tried = z.strictObject({ at: z.string(), looked: z.int(), caught: Sum, held: Sum, other: Sum })

const Row = RuleFields.extend({
  id: Id,
  /** Place in the order, from 1. */
  n: z.int(),
  isOn: z.boolean(),
  /** As one would say it. */
  sentence: z.string(),
  by: z.string(),
  at: z.string(),
  /** It was tried since it was last changed, and so may be switched on. */
  isTried: z.boolean(),
  /** What the back-test found; null when it was not tried, and to somebody who does not see every patient. */
  tried: Tried.nullable(),
})

const TriedClaim = z.strictObject({
  id: Id,
  day: DayField,
  patient: z.string(),
  payer: z.string(),
  codes: z.string(),
  status: ClaimStatus,
  cents: CentsField,
})
/** Claims behind a number, the newest first; `claims` are the first of them. */
const Part = Sum.extend({ claims: z.array(TriedClaim) })

const Edit = z.strictObject({
  code: z.string(),
  class: z.enum(['repair', 'warning', 'stop']),
  kind: z.enum(['structural', 'code-set', 'behavioral', 'payer']),
  title: z.string(),
  words: z.string(),
  box: z.string(),
  x12: z.string(),
  source: z.string(),
  from: DayField.nullable(),
  until: DayField.nullable(),
  fix: z.string().nullable(),
  pack: z.string(),
})

export const rules = {
  'edits.list': query(
    z.strictObject({}),
    z.strictObject({
      packs: z.array(z.strictObject({ id: z.string(), title: z.string(), version: z.string(), asOf: DayField, source: z.string() })),
      edits: z.array(Edit),
    }),
    { does: 'Every check a claim passes, by pack, with its place and source.', needs: 'practice.read', audit: 'none' },
  ),
  'rules.list': query(z.strictObject({}), z.array(Row), {
    does: 'The practice’s own rules, in the order they are asked.',
    needs: 'claims.read',
    audit: 'none',
  }),
  'rules.draft': query(z.strictObject({ denial: Id }), RuleFields, {
    does: 'A rule that would have caught a denial, to be bettered.',
    needs: 'denials.read',
    audit: 'view',
    about: { denial: 'denial' },
    fails: ['record.missing'],
  }),
  'rules.save': command(RuleFields.extend({ id: Id.nullable().default(null) }), z.strictObject({ id: Id }), {
    does: 'Writes a rule. It is off until it was tried as it stands.',
    needs: 'claims.write',
    audit: 'change',
    fails: ['record.missing', 'rule.exists'],
  }),
  'rules.turn': command(z.strictObject({ id: Id, isOn: z.boolean() }), z.strictObject({ id: Id }), {
    does: 'Switches a rule on or off. On only after it was tried.',
    needs: 'claims.write',
    audit: 'change',
    fails: ['record.missing', 'rule.untried'],
  }),
  'rules.order': command(z.strictObject({ ids: z.array(Id).min(1).max(500) }), z.strictObject({ ids: z.array(Id) }), {
    does: 'Puts the rules in an order; the first is asked first.',
    needs: 'claims.write',
    audit: 'change',
    fails: ['record.changed'],
  }),
  'rules.remove': command(z.strictObject({ id: Id, isBack: z.boolean().default(false) }), z.strictObject({ id: Id }), {
    does: 'Takes a rule away, or brings it back, switched off.',
    needs: 'claims.write',
    audit: 'change',
    fails: ['record.missing'],
  }),
  'rules.try': task(
    z.strictObject({ id: Id, from: DayField.nullable().default(null) }),
    z.strictObject({
      looked: z.int(),
      /** Claims that were not looked at because a person stopped it; then nothing is kept. */
      left: z.int(),
      /** Denied, and the rule speaks of them: what was denied. */
      caught: Part,
      /** Paid without a denial, and the rule speaks of them: what was paid. */
      held: Part,
      /** Neither yet: what was charged. */
      other: Part,
    }),
    {
      does: 'What a rule would have done to past claims: denials it catches, paid claims it holds.',
      needs: 'claims.read',
      audit: 'view',
      fails: ['record.missing'],
    },
  ),
  'claims.approve': command(
    z.strictObject({ id: Id, rule: Line(20, 1), why: Line(300, 3), isBack: z.boolean().default(false) }),
    z.strictObject({ status: ClaimStatus, stops: z.int() }),
    {
      does: 'Lets a claim go that a rule of the practice holds, with a reason; or holds it again.',
      needs: 'claims.write',
      audit: 'change',
      about: { id: 'claim' },
      fails: ['record.missing', 'claim.sent'],
    },
  ),
} as const
