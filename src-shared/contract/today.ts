import { z } from 'zod'
import { command, query } from './call.ts'
import { CentsField, DayField, Id, Line, Shape } from './fields.ts'
import { View } from './list.ts'

export const SCREENS = [
  'today',
  'eligibility',
  'authorizations',
  'charges',
  'claims',
  'exchange',
  'remits',
  'deposits',
  'denials',
  'appeals',
  'patients',
  'months',
  'setup',
] as const
export const Screen = z.enum(SCREENS)
export type Screen = z.infer<typeof Screen>

const SavedView = z.strictObject({
  id: Id,
  screen: Screen,
  name: z.string(),
  view: View,
  columns: z.array(z.string()),
  /** Everybody of the practice sees it. */
  isShared: z.boolean(),
  /** Whether the person who asks may rename, change or forget it: whose it is, or an owner or lead for one that is shared. */
  isMine: z.boolean(),
  mayChange: z.boolean(),
  /** Who shares it. */
  owner: z.string(),
  /** The person who asks has it on the rail. */
  isOnRail: z.boolean(),
})

const columns = z.array(Line(40)).max(40)

const Named = z.strictObject({ id: Id, name: z.string() })

/** One row of a line. */
const DeskItem = z.strictObject({
  id: Id,
  name: z.string(),
  /** Payer or clinician. */
  party: z.string(),
  line: z.string(),
  /** A reason as `CO-197`, or nothing. */
  code: z.string(),
  words: z.string(),
  cents: CentsField,
  due: DayField.nullable(),
  owner: Named.nullable(),
  /** Why it is back, when it was put off. */
  back: z.string().nullable(),
})

/** What a row of a line is: the field of the calls below that names it. */
export const DESK_ROWS = ['claim', 'denial', 'appeal', 'appointment', 'authorization', 'patient', 'remittance'] as const

const DeskLine = z.strictObject({
  id: z.string(),
  /** What its rows are; null where it has none that can be taken one by one. */
  of: z.enum(DESK_ROWS).nullable(),
  shape: Shape,
  title: z.string(),
  detail: z.string(),
  items: z.int(),
  cents: CentsField,
  /** What the money is: at contract rates, charges, what a payer paid, what is usual, or none. */
  basis: z.enum(['contract', 'charges', 'payments', 'shares', 'usual', 'none']),
  due: DayField.nullable(),
  /** A time of that day, `09:00`. */
  time: z.string().nullable(),
  screen: Screen,
  view: View,
  owner: Named.nullable(),
  back: z.string().nullable(),
  /** Rows of it that are put off, and stand in no figure of it. */
  aside: z.int(),
  first: z.array(DeskItem),
  why: z.array(z.strictObject({ what: z.string(), value: z.string() })),
})

/** A line, or a row of one, that was put off. */
const PutOff = z.strictObject({
  id: Id,
  line: z.string(),
  of: z.enum(DESK_ROWS).nullable(),
  item: Id.nullable(),
  shape: Shape,
  title: z.string(),
  /** Whose row it is; nothing for a whole line. */
  name: z.string(),
  items: z.int(),
  cents: CentsField,
  due: DayField.nullable(),
  until: DayField,
  reason: z.string(),
  by: z.string(),
  on: DayField,
})

const Figure = z.strictObject({
  id: z.string(),
  label: z.string(),
  cents: CentsField.nullable(),
  /** Tenths of a percent. */
  percent: z.int().nullable(),
  words: z.string(),
  /** What is counted, over which rows, in sentences. */
  explain: z.array(z.string()),
  screen: Screen,
  view: View,
})

/** Which line, and which row of it; without a row the whole line. */
const deskPlace = {
  line: Line(40, 1),
  claim: Id.optional(),
  denial: Id.optional(),
  appeal: Id.optional(),
  appointment: Id.optional(),
  authorization: Id.optional(),
  patient: Id.optional(),
  remittance: Id.optional(),
}
const deskAbout = {
  claim: 'claim',
  denial: 'denial',
  appeal: 'appeal',
  appointment: 'appointment',
  authorization: 'authorization',
  patient: 'patient',
} as const

export const today = {
  'today.get': query(
    z.strictObject({ whose: z.enum(['mine', 'everyone']).default('mine') }),
    z.strictObject({
      today: DayField,
      figures: z.array(Figure),
      /** Lines of one's own, of everybody, and what is put off. */
      counts: z.strictObject({ mine: z.int(), everyone: z.int(), aside: z.int() }),
      lines: z.array(DeskLine),
      aside: z.array(PutOff),
      /** Whom work can be given to. */
      people: z.array(Named),
      /** What was done since Monday; told when no line stands. */
      done: z.strictObject({ charged: z.int(), sent: z.int(), posted: z.int(), closed: z.int() }).nullable(),
    }),
    { does: 'What needs a person now, by money and deadline.', needs: 'desk', audit: 'none' },
  ),
  'today.putOff': command(
    z.strictObject({
      ...deskPlace,
      until: DayField,
      reason: Line(300, 3),
      /** Said again by a person who was told that the limit is before that day. */
      anyway: z.boolean().default(false),
    }),
    z.strictObject({ id: Id }),
    {
      does: 'Puts a line of the desk, or one row of it, off until a day, with a reason.',
      needs: 'desk',
      audit: 'change',
      about: deskAbout,
      fails: ['record.missing', 'desk.limit', 'desk.past'],
    },
  ),
  'today.takeBack': command(z.strictObject({ id: Id }), z.strictObject({}), {
    does: 'Takes back that something was put off.',
    needs: 'desk',
    audit: 'change',
    fails: ['record.missing'],
  }),
  'today.assign': command(z.strictObject({ ...deskPlace, person: Id.nullable() }), z.strictObject({}), {
    does: 'Gives a line of the desk, or one row of it, to a person; null to nobody.',
    needs: 'desk',
    audit: 'change',
    about: deskAbout,
    fails: ['record.missing', 'desk.unseen'],
  }),
  'desk.counts': query(z.strictObject({}), z.partialRecord(Screen, z.int()), {
    does: 'The counts on the rail.',
    needs: 'desk',
    audit: 'none',
  }),
  'desk.find': query(
    z.strictObject({ text: z.string().max(100) }),
    z.strictObject({
      patients: z.array(z.strictObject({ id: Id, name: z.string(), detail: z.string() })),
      claims: z.array(z.strictObject({ id: Id, shape: Shape, detail: z.string() })),
      payers: z.array(z.strictObject({ id: Id, name: z.string() })),
      codes: z.array(z.strictObject({ code: z.string(), words: z.string() })),
    }),
    { does: 'Patients, claims, payers and codes by a few letters.', needs: 'desk', audit: 'view' },
  ),
  'desk.pickers': query(
    z.strictObject({}),
    z.strictObject({
      providers: z.array(z.strictObject({ id: Id, name: z.string(), discipline: z.string() })),
      payers: z.array(z.strictObject({ id: Id, name: z.string() })),
      places: z.array(z.strictObject({ code: z.string(), words: z.string() })),
      diagnoses: z.array(z.strictObject({ code: z.string(), words: z.string() })),
      procedures: z.array(z.strictObject({ code: z.string(), words: z.string() })),
    }),
    { does: 'Short lists for type-ahead, which the window keeps for the sitting.', needs: 'desk', audit: 'none' },
  ),
  'views.list': query(z.strictObject({}), z.array(SavedView), {
    does: 'Saved views, one’s own and those that are shared, in one’s own order.',
    needs: 'desk',
    audit: 'none',
  }),
  'views.save': command(
    z.strictObject({ screen: Screen, name: Line(40, 1), view: View, columns: columns.default([]), isShared: z.boolean().optional() }),
    z.strictObject({ id: Id }),
    {
      does: 'Keeps a view under a name, in place of the one that had it.',
      needs: 'desk',
      audit: 'none',
    },
  ),
  'views.change': command(
    z.strictObject({
      id: Id,
      name: Line(40, 1).optional(),
      view: View.optional(),
      columns: columns.optional(),
      isShared: z.boolean().optional(),
    }),
    z.strictObject({}),
    {
      does: 'Renames a saved view, or changes what it shows and who sees it.',
      needs: 'desk',
      audit: 'none',
      fails: ['record.missing', 'view.exists', 'view.others'],
    },
  ),
  'views.order': command(z.strictObject({ screen: Screen, ids: z.array(Id).max(500) }), z.strictObject({}), {
    does: 'Puts the saved views of a screen in an order of one’s own.',
    needs: 'desk',
    audit: 'none',
  }),
  'views.pin': command(z.strictObject({ id: Id, isOnRail: z.boolean() }), z.strictObject({}), {
    does: 'Puts a saved view on the rail, or takes it off; for the person alone.',
    needs: 'desk',
    audit: 'none',
    fails: ['record.missing'],
  }),
  'views.counts': query(z.strictObject({}), z.array(z.strictObject({ id: Id, total: z.int() })), {
    does: 'How many rows the views on the rail have, of the lists the person may read.',
    needs: 'desk',
    audit: 'none',
  }),
  'views.remove': command(z.strictObject({ id: Id }), z.strictObject({}), {
    does: 'Forgets a saved view.',
    needs: 'desk',
    audit: 'none',
    fails: ['record.missing', 'view.others'],
  }),
  'drafts.get': query(z.strictObject({ key: Line(100, 1) }), z.strictObject({ json: z.string().nullable() }), {
    does: 'What was typed and not saved.',
    needs: 'desk',
    audit: 'none',
  }),
  'drafts.keep': command(z.strictObject({ key: Line(100, 1), json: z.string().max(200_000).nullable() }), z.strictObject({}), {
    does: 'Keeps what is being typed, through a lock and a crash; null forgets it.',
    needs: 'desk',
    audit: 'none',
  }),
  'desk.print': command(
    z.strictObject({
      screen: Screen,
      what: z.enum(['list', 'panel', 'screen']),
      onto: z.enum(['paper', 'pdf']),
      rows: z.int().min(0).default(0),
      /** Whose panel it is. */
      patient: Id.optional(),
      claim: Id.optional(),
      /** Why it leaves. */
      reason: Line(200, 3),
    }),
    z.strictObject({}),
    {
      does: 'Writes down that what a screen shows is printed, before it is.',
      needs: 'exports',
      audit: 'export',
      about: { patient: 'patient', claim: 'claim' },
    },
  ),
  'settings.get': query(z.strictObject({}), z.record(z.string(), z.string()), {
    does: 'Theme, rows, size and the like, as the person has them.',
    needs: 'desk',
    audit: 'none',
  }),
  'settings.keep': command(z.strictObject({ key: z.enum(['theme', 'density', 'zoom', 'hints']), value: Line(200) }), z.strictObject({}), {
    does: 'Keeps a setting.',
    needs: 'desk',
    audit: 'none',
  }),
} as const
