import type { Output } from '../../src-shared/contract/index.ts'
import type { Day } from '../../src-shared/day.ts'
import { cents } from '../../src-shared/money.ts'
import { claimById } from '../claims/index.ts'
import { refuse, type Handlers } from '../store/index.ts'
import { payerAccounts } from './accounts.ts'
import { bringBack, setAside } from './aside.ts'
import { arrive, previewArrival, takeArrivalBack } from './arriving.ts'
import { enterPaper, previewPaper } from './by-hand/entering.ts'
import { decideAll } from './deciding.ts'
import { explainBalance, explainEntry } from './explaining/explaining.ts'
import { claimPaymentDetail } from './claim-detail.ts'
import { remittanceDetail } from './detail.ts'
import { postRemittance } from './posting.ts'
import { previewPosting, postMany } from './gates.ts'
import { keepPolicy, postingPolicies } from './keeping-policies.ts'
import { gatesOf, setGates } from './records/gates.ts'
import { remitClaimById, remittanceById } from './records/finding.ts'
import { remittancePlan } from './records/lists.ts'
import { loadClaims } from './records/loading.ts'
import { storeDecision, TAKEN_OFF } from './records/storing.ts'
import { takeOff } from './undoing.ts'

type Status = Output<'remittance.list'>['rows'][number]['status']

export const handlers = {
  'ledger.explain': ({ db }, { patient, claim }) => explainBalance(db, claim === undefined ? { patient: patient ?? 0 } : { claim }),

  'ledger.entry': ({ db }, { claim, entry }) => explainEntry(db, claim, entry),

  'remittance.list': ({ db, lists }, input) => {
    const page = lists.page(db, remittancePlan, input)
    return {
      ...page,
      rows: page.rows.map((row) => ({
        ...row,
        status: row.status as Status,
        day: row.day as Day,
        deposited: row.deposited as Day | null,
        cents: cents(row.cents),
      })),
    }
  },

  'remittance.totals': ({ db, lists }, input) => lists.totals(db, remittancePlan, input),

  'remittance.get': ({ db }, { id }) => remittanceDetail(db, id),

  'remittance.claim': ({ db }, { id }) => claimPaymentDetail(db, id),

  'remittance.match': (work, { id, claim }) => {
    const { db } = work
    const row = remitClaimById(db, id) ?? refuse('record.missing')
    const remittance = remittanceById(db, row.remittance) ?? refuse('record.missing')
    if (row.outcome === 'posted') refuse('remittance.posted', { message: 'This claim payment was already posted.' })
    if (!claimById(db, claim)) refuse('record.missing')
    // The others of the remittance are decided with it: a take-back of the same claim may stand beside it.
    const stored = loadClaims(db, { remittance: row.remittance }).filter(
      (one) => one.row.id === id || (one.row.outcome !== 'posted' && one.row.matched_by !== TAKEN_OFF),
    )
    const byHand = new Map(
      stored.flatMap((one) => (one.row.matched_by === 'by hand' && one.row.claim !== null ? [[one.row.n, one.row.claim] as const] : [])),
    )
    const decisions = decideAll(
      db,
      stored.map((one) => one.payment),
      remittance,
      byHand.set(row.n, claim),
    )
    const decision = decisions.find((one) => one.payment.n === row.n) ?? refuse('record.missing')
    storeDecision(db, row, decision, { entry: row.entry })
    work.announce('remittances', [row.remittance])
    work.happened({ is: 'remittance-read', remittance: row.remittance })
    return { outcome: decision.outcome === 'will-post' ? 'will-post' : 'held', reason: decision.reason }
  },

  'remittance.post': (work, { id }) => {
    const remittance = remittanceById(work.db, id) ?? refuse('record.missing')
    if (remittance.status === 'posted') refuse('remittance.posted')
    if (remittance.aside !== null) refuse('remittance.nothing', { message: `It is set aside: ${remittance.aside}.` })
    if (remittance.status === 'quarantined')
      refuse(remittance.off_cents === 0 ? 'remittance.nothing' : 'remittance.unbalanced', { message: remittance.reason })
    const { words, ...posted } = postRemittance(work, id)
    if (remittance.status === 'partly' && posted.posted === 0) refuse('remittance.nothing', { fix: words })
    return posted
  },

  'remittance.posting': (work, input) => previewPosting(work, input),

  'remittance.postMany': (work, input) => postMany(work, input),

  'remittance.gates': ({ db }) => gatesOf(db),

  'remittance.saveGates': ({ db, announce }, input) => {
    setGates(db, input)
    announce('remittances')
    return {}
  },

  'remittance.policies': ({ db }) => postingPolicies(db),

  'remittance.setPolicy': (work, input) => {
    keepPolicy(work, input)
    return {}
  },

  'remittance.accounts': ({ db }) => payerAccounts(db),

  'remittance.setAside': (work, { id, why }) => {
    setAside(work, id, why)
    return {}
  },

  'remittance.bringBack': (work, { id }) => {
    bringBack(work, id)
    return {}
  },

  'remittance.takeOff': (work, { id, note }) => takeOff(work, id, note),

  'remittance.paper': (work, input) => previewPaper(work, input),

  'remittance.enter': (work, input) => enterPaper(work, input),

  'remittance.arriving': (work, input) => previewArrival(work, input),

  'remittance.arrived': (work, input) => arrive(work, input),

  'remittance.notArrived': (work, { ids }) => takeArrivalBack(work, ids),
} satisfies Pick<
  Handlers,
  | 'ledger.explain'
  | 'ledger.entry'
  | 'remittance.list'
  | 'remittance.totals'
  | 'remittance.get'
  | 'remittance.claim'
  | 'remittance.match'
  | 'remittance.post'
  | 'remittance.posting'
  | 'remittance.postMany'
  | 'remittance.gates'
  | 'remittance.saveGates'
  | 'remittance.policies'
  | 'remittance.setPolicy'
  | 'remittance.accounts'
  | 'remittance.setAside'
  | 'remittance.bringBack'
  | 'remittance.takeOff'
  | 'remittance.paper'
  | 'remittance.enter'
  | 'remittance.arriving'
  | 'remittance.arrived'
  | 'remittance.notArrived'
>
