import type { User } from '../../src-shared/contract/access.ts'
import { mayDo } from '../access/index.ts'
import { balanceSince } from '../ledger/index.ts'
import { commonDiagnoses, places, procedures } from '../codes/index.ts'
import { everyOwnCode, providerName } from '../practice/index.ts'
import type { Day } from '../../src-shared/day.ts'
import type { Handlers, Reading } from '../store/index.ts'
import { find } from './find.ts'
import { activeProviders, payerNames } from './records/finding.ts'
import { draftOf, forgetDraft, keepDraft, keepSetting, settingsOf } from './records/kept.ts'
import { verifyStore } from './verify.ts'
import { deskHandlers } from './working.ts'

export const handlers = {
  ...deskHandlers,

  'desk.find': (work, { text }) => find(work, text),

  'desk.pickers': ({ db, clock, user }) => ({
    providers: activeProviders(db).map((row) => ({ id: row.id, name: providerName(row), discipline: row.discipline })),
    payers: payerNames(db),
    places: places.rows.map(({ code, words }) => ({ code, words })),
    diagnoses: (mayDo(user, 'clinical.read') ? commonDiagnoses : [])
      .filter((row) => row.until === undefined || row.until >= clock.today())
      .map(({ code, words }) => ({ code, words })),
    procedures: procedureWords(db, clock.today()),
  }),

  'drafts.get': ({ db, user }, { key }) => ({ json: draftOf(db, ownKey(user, key)) ?? null }),

  'drafts.keep': ({ db, clock, user }, { key, json }) => {
    if (json === null) forgetDraft(db, ownKey(user, key))
    else keepDraft(db, { key: ownKey(user, key), json, at: clock.now() })
    return {}
  },

  'desk.print': () => ({}),

  'settings.get': ({ db, user }) => Object.fromEntries(settingsOf(db, user.id).map((row) => [row.key, JSON.parse(row.json) as string])),

  'settings.keep': ({ db, user, announce }, { key, value }) => {
    keepSetting(db, user.id, key, JSON.stringify(value))
    announce('desk')
    return {}
  },
} satisfies Pick<
  Handlers,
  | 'today.get'
  | 'desk.counts'
  | 'today.putOff'
  | 'today.takeBack'
  | 'today.assign'
  | 'desk.find'
  | 'desk.pickers'
  | 'drafts.get'
  | 'drafts.keep'
  | 'desk.print'
  | 'settings.get'
  | 'settings.keep'
>

/** What one person types may hold what another may not see. */
const ownKey = (user: User, key: string): string => `${user.id} ${key}`

export const verifyHandlers = {
  'store.verify': ({ db }) => {
    const checks = verifyStore(db)
    return { holds: checks.every((check) => check.broken === 0), checks }
  },

  'ledger.balance': ({ db }, { since }) => balanceSince(db, since),
} satisfies Pick<Handlers, 'store.verify' | 'ledger.balance'>

/** Codes that hold, in the practice's own words where it has them, with those it alone knows. */
function procedureWords(db: Reading, today: Day): { code: string; words: string }[] {
  const own = new Map(everyOwnCode(db).map(({ code, words }) => [code, words]))
  const built = procedures.rows.filter((row) => row.until === undefined || row.until >= today)
  const others = [...own].filter(([code]) => procedures.find(code) === undefined).map(([code, words]) => ({ code, words }))
  return [...built.map(({ code, short }) => ({ code, words: own.get(code) ?? short })), ...others]
}
