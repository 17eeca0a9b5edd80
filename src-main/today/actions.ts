import type { User } from '../../src-shared/contract/access.ts'
import type { Permission } from '../../src-shared/contract/call.ts'
import type { Output } from '../../src-shared/contract/index.ts'
import type { Screen } from '../../src-shared/contract/today.ts'
import { commonDiagnoses, places, procedures } from '../codes/index.ts'
import { providerName } from '../practice/index.ts'
import { mayDo } from '../access/index.ts'
import { refuse, type Handlers } from '../store/index.ts'
import { deskFigures, deskLines, railCounts } from './desk.ts'
import { find } from './find.ts'
import { activeProviders, payerNames } from './records/finding.ts'
import { draftOf, forgetDraft, keepDraft, keepSetting, keepView, removeView, settings, viewsOf } from './records/kept.ts'
import { verifyStore } from './verify.ts'

export const handlers = {
  'today.get': ({ db, clock, user }) => {
    const today = clock.today()
    return {
      today,
      figures: deskFigures(db, today).filter((one) => mayOpen(user, FIGURE_OF[one.id] ?? 'claims')),
      lines: deskLines(db, today).filter((one) => mayOpen(user, one.screen)),
    }
  },

  'desk.counts': ({ db, clock, user }) =>
    Object.fromEntries(Object.entries(railCounts(db, clock.today())).filter(([screen]) => mayOpen(user, screen as Screen))),

  'desk.find': (work, { text }) => find(work, text),

  'desk.pickers': ({ db, clock }) => ({
    providers: activeProviders(db).map((row) => ({ id: row.id, name: providerName(row), discipline: row.discipline })),
    payers: payerNames(db),
    places: places.rows.map(({ code, words }) => ({ code, words })),
    diagnoses: commonDiagnoses
      .filter((row) => row.until === undefined || row.until >= clock.today())
      .map(({ code, words }) => ({ code, words })),
    procedures: procedures.rows
      .filter((row) => row.until === undefined || row.until >= clock.today())
      .map(({ code, short }) => ({ code, words: short })),
  }),

  'views.list': ({ db, user }) =>
    viewsOf(db, user.id).map((row) => ({
      id: row.id,
      screen: row.screen as 'claims',
      name: row.name,
      ...(JSON.parse(row.json) as Pick<Output<'views.list'>[number], 'view' | 'columns'>),
    })),

  'views.save': ({ db, user, announce }, { screen, name, view, columns }) => {
    const id = keepView(db, { screen, owner: user.id, name }, JSON.stringify({ view, columns }))
    announce('desk')
    return { id }
  },

  'views.remove': ({ db, user, announce }, { id }) => {
    if (removeView(db, id, user.id) !== 1) refuse('record.missing')
    announce('desk')
    return {}
  },

  'drafts.get': ({ db, user }, { key }) => ({ json: draftOf(db, ownKey(user.id, key)) ?? null }),

  'drafts.keep': ({ db, clock, user }, { key, json }) => {
    const own = ownKey(user.id, key)
    if (json === null) forgetDraft(db, own)
    else keepDraft(db, { key: own, json, at: clock.now() })
    return {}
  },

  'settings.get': ({ db }) => Object.fromEntries(settings(db).map((row) => [row.key, JSON.parse(row.json) as string])),

  'settings.keep': ({ db, announce }, { key, value }) => {
    keepSetting(db, key, JSON.stringify(value))
    announce('desk')
    return {}
  },
} satisfies Pick<
  Handlers,
  | 'today.get'
  | 'desk.counts'
  | 'desk.find'
  | 'desk.pickers'
  | 'views.list'
  | 'views.save'
  | 'views.remove'
  | 'drafts.get'
  | 'drafts.keep'
  | 'settings.get'
  | 'settings.keep'
>

/** What a screen needs; the desk tells nobody of a room that is closed to them. */
const NEEDS: Readonly<Record<Screen, Permission>> = {
  today: 'desk',
  eligibility: 'eligibility.read',
  charges: 'charges.read',
  claims: 'claims.read',
  exchange: 'exchange.read',
  remits: 'remittance.read',
  denials: 'denials.read',
  appeals: 'appeals.read',
  patients: 'patients.read',
  setup: 'practice.read',
}
const FIGURE_OF: Readonly<Record<string, Screen>> = { arrived: 'remits' }
const mayOpen = (user: User, screen: Screen): boolean => mayDo(user, NEEDS[screen])

/** What somebody typed is shown to nobody else: it may be about a patient they do not see. */
const ownKey = (user: number, key: string): string => `${user} ${key}`

export const verifyHandlers = {
  'store.verify': ({ db }) => {
    const checks = verifyStore(db)
    return { holds: checks.every((check) => check.broken === 0), checks }
  },
} satisfies Pick<Handlers, 'store.verify'>
