import { CROSSOVER_DAYS } from '../claims/index.ts'
import { addDays, workdaysBefore, type Day } from '../../src-shared/day.ts'
import type { Reading } from '../store/index.ts'
import type { History } from './history.ts'
import { any, own, plural, type Kind } from './kind.ts'
import type { Group } from './records/rows.ts'
import { claimsForNext, claimsMissing, claimsShort, claimsTold, claimsWaiting, payersWaiting, stopsOf } from './records/waiting.ts'

/** No answer for so many business days is none, where a payer's own way is not known. */
const USUAL_DAYS = 3

const claimShared = { of: 'claim', sees: 'claims.read', does: 'claims.write', screen: 'claims', money: own, due: null } as const

/** Claims that wait for a person. */
export function claimKinds(today: Day, history: History): Kind[] {
  const usual = {
    ...claimShared,
    basis: 'charges',
    chance: (group: Group) => history.paid(group.payer ?? 0),
    chanceWords: 'Share of claims paid when first decided, last 180 days',
    isLimit: true,
  } as const
  const held = claimsWaiting(['held'])
  return [
    {
      ...usual,
      id: 'rejected',
      shape: 'rejected',
      rows: claimsWaiting(['rejected']),
      filters: [any('status', 'rejected')],
      chance: (group) => history.rejected(group.payer ?? 0),
      chanceWords: 'Share of rejected claims paid after all, last 12 months',
      title: () => 'Claims turned back by the payer',
      detail: ({ items }) => `${plural(items, 'claim')}. Never entered its system, so the filing limit still runs.`,
    },
    {
      ...usual,
      id: 'held',
      shape: 'held',
      rows: held,
      filters: [any('status', 'held')],
      title: () => 'Claims that failed the checks',
      detail: ({ items }, db) => {
        const stops = stopsOf(db, held, 2)
        return `${plural(items, 'claim')} held. ${stops.map(({ words, n }) => `${words.replace(/\.$/, '')} (${n})`).join('. ')}${stops.length > 0 ? '.' : ''}`
      },
    },
    {
      ...usual,
      id: 'ready',
      shape: 'ready',
      rows: claimsWaiting(['ready']),
      filters: [any('status', 'ready')],
      title: () => 'Claims ready to send',
      detail: ({ items }) => `${plural(items, 'claim')}, all checks passed.`,
    },
    {
      ...usual,
      id: 'missing-passage',
      shape: 'silent',
      rows: claimsMissing('passage'),
      filters: [any('status', 'silent'), any('missing', 'passage'), any('told', '')],
      title: () => 'The clearinghouse has not reported on them',
      detail: ({ items, first }) =>
        `${plural(items, 'claim')}${first ? `, first to ${first.party}` : ''}. The file arrived, and nothing says that they were taken or passed on; each claim says since when.`,
    },
    {
      ...usual,
      id: 'missing-acceptance',
      shape: 'silent',
      rows: claimsMissing('acceptance'),
      filters: [any('status', 'silent'), any('missing', 'acceptance'), any('told', '')],
      title: () => 'The payer has not said that it has them',
      detail: ({ items, first }) =>
        `${plural(items, 'claim')}${first ? `, first to ${first.party}` : ''}. The file arrived and the acceptance is overdue; each claim says since when.`,
    },
    {
      ...usual,
      id: 'missing-remittance',
      shape: 'silent',
      rows: claimsMissing('remittance'),
      filters: [any('status', 'silent'), any('missing', 'remittance'), any('told', '')],
      title: () => 'No remittance in the payer’s usual time',
      detail: ({ items, first }) =>
        `${plural(items, 'claim')}${first ? `, first to ${first.party}` : ''}. They were received, and the remittance is overdue; each claim says since when.`,
    },
    ...toldKinds(today, usual),
    {
      ...usual,
      id: 'next-payer',
      shape: 'with-patient',
      rows: claimsForNext(addDays(today, -CROSSOVER_DAYS)),
      basis: 'shares',
      isLimit: false,
      title: () => 'Claims for the next payer',
      detail: ({ items }) => `${plural(items, 'claim')} decided by one payer, with a share left and another coverage to bill.`,
    },
    {
      ...usual,
      id: 'short',
      shape: 'short',
      rows: claimsShort,
      filters: [any('status', 'short')],
      basis: 'contract',
      chance: () => 0.5,
      chanceWords: 'Chance assumed, no history of such letters',
      isLimit: false,
      title: () => 'Paid below contract',
      detail: ({ items, first }) => `${plural(items, 'claim')}${first ? `, ${first.party} first` : ''}. One dispute letter a payer.`,
    },
  ]
}

type Usual = Pick<Kind, 'of' | 'sees' | 'does' | 'screen' | 'money' | 'due' | 'basis' | 'chance' | 'chanceWords' | 'isLimit'>

/** Claims by what was last told of them, once that is work: their payers said something, and no remittance has come. */
function toldKinds(today: Day, usual: Usual): Kind[] {
  const of = (id: string, told: readonly string[], words: Pick<Kind, 'shape' | 'title' | 'detail'>): Kind => ({
    ...usual,
    id,
    rows: claimsTold(today, ...told),
    filters: [any('told', ...told), { is: 'days', field: 'again', to: today }],
    ...words,
  })
  return [
    of('told-wanted', ['wanted'], {
      shape: 'look-here',
      title: () => 'Payers want something for claims',
      detail: ({ items, first }) => `${plural(items, 'claim')}${first ? `, first ${first.party}` : ''}. They stand still until it is sent.`,
    }),
    of('told-not-found', ['not-found'], {
      shape: 'silent',
      title: () => 'Claims that the payer does not have',
      detail: ({ items, first }) =>
        `${plural(items, 'claim')}${first ? `, first to ${first.party}` : ''}. See whether they were passed on, and send them again while the filing limit runs.`,
    }),
    of('told-decided', ['paid', 'denied', 'finished'], {
      shape: 'look-here',
      title: () => 'Decided, and the remittance has not come',
      detail: ({ items, first }) =>
        `${plural(items, 'claim')}${first ? `, first by ${first.party}` : ''}. Look for the money and ask for the remittance.`,
    }),
    of('told-again', ['asked', 'pending', 'accepted', 'retry', 'unclear'], {
      shape: 'note',
      title: () => 'Claims to ask about again',
      detail: ({ items, first }) => `${plural(items, 'claim')}${first ? `, first ${first.party}` : ''}. The day to look again has come.`,
    }),
  ]
}

/** A line for all payers that are waited for until the same day, each as long as it usually takes. */
export function silentKinds(db: Reading, today: Day, history: History): Kind[] {
  const byDays = new Map<number, { id: number; name: string }[]>()
  for (const payer of payersWaiting(db)) {
    const learned = history.answers(payer.id)
    const days = learned === undefined ? USUAL_DAYS : Math.max(1, learned)
    byDays.set(days, [...(byDays.get(days) ?? []), payer])
  }
  return [...byDays].map(([days, payers]) => {
    const by = workdaysBefore(today, days)
    const isLearned = payers.some(({ id }) => history.answers(id) !== undefined)
    return {
      ...claimShared,
      id: `silent-${days}`,
      shape: 'silent',
      rows: claimsWaiting(['sent', 'silent'], { by, payers: payers.map(({ id }) => id) }),
      filters: [
        any('status', 'sent', 'silent'),
        any('origin', 'charge'),
        any('missing', '', 'answer'),
        any('told', ''),
        { is: 'empty', field: 'batch', empty: false },
        { is: 'days', field: 'sentOn', to: by },
        any('payer', ...new Set(payers.map(({ name }) => name))),
      ],
      basis: 'charges',
      chance: (group) => history.paid(group.payer ?? 0),
      chanceWords: 'Share of claims paid when first decided, last 180 days',
      isLimit: true,
      title: () => `No answer after ${plural(days, 'business day')}`,
      detail: ({ items, first }) =>
        `${plural(items, 'claim')}${first ? `, ${payers.length === 1 ? 'to' : 'first to'} ${first.party}` : ''}. ${
          isLearned ? 'Nine of ten batches are answered by then.' : 'Too few answers yet to know how long the payer takes.'
        }`,
    } satisfies Kind
  })
}
