import { contract } from '../../src-shared/contract/index.ts'
import { handlers as access, mayDo, sightOf } from '../access/index.ts'
import { handlers as appeals, listeners as appealListeners } from '../appeals/index.ts'
import { handlers as authorizations, listeners as authorizationListeners } from '../authorizations/index.ts'
import { handlers as charges } from '../charges/index.ts'
import { handlers as claims, listeners as claimListeners, holdExpired, markSilent } from '../claims/index.ts'
import { handlers as denials, listeners as denialListeners } from '../denials/index.ts'
import { handlers as deposits, listeners as depositListeners } from '../deposits/index.ts'
import { handlers as eligibility } from '../eligibility/index.ts'
import { handlers as exchange, listeners as exchangeListeners } from '../exchange/index.ts'
import { exportHandlers } from '../exports/index.ts'
import { handlers as intake, listHandlers } from '../intake/index.ts'
import { codeHandlers, credentialHandlers, enrollmentHandlers, handlers as practice, rateHandlers } from '../practice/index.ts'
import { handlers as months } from '../months/index.ts'
import { handlers as receipts, listeners as receiptListeners } from '../receipts/index.ts'
import { handlers as remittance } from '../remittance/index.ts'
import { handlers as reports } from '../reports/index.ts'
import { handlers as disputes } from '../disputes/index.ts'
import { handlers as statements } from '../statements/index.ts'
import type { CommandWork, Handlers, Listener } from '../store/index.ts'
import { handlers as today, verifyHandlers, viewHandlers } from '../today/index.ts'

const stages = {
  ...access,
  ...practice,
  ...codeHandlers,
  ...rateHandlers,
  ...credentialHandlers,
  ...enrollmentHandlers,
  ...eligibility,
  ...authorizations,
  ...charges,
  ...intake,
  ...listHandlers,
  ...claims,
  ...exchange,
  ...remittance,
  ...deposits,
  ...denials,
  ...appeals,
  ...receipts,
  ...months,
  ...statements,
  ...disputes,
  ...today,
  ...reports,
  ...verifyHandlers,
}

/** Every call has its handler: a missing or surplus one does not compile. */
export const handlers = {
  ...stages,
  // What leaves is what the lists give, to those who may see them.
  ...exportHandlers({ lists: stages, needs: (list) => contract[list].needs, mayDo }),
  // And so are the rows of views on the rail counted.
  ...viewHandlers({
    totals: stages,
    needs: (name) => contract[name].needs,
    mayDo,
    seesEverybody: (user) => sightOf(user) === undefined,
  }),
} satisfies Handlers

/** Who answers, in the same transaction, when something happened upstream. */
// Authorizations are counted first, so that the claim made of a charge knows its number.
export const listeners: readonly Listener[] = [
  ...authorizationListeners,
  ...claimListeners,
  ...exchangeListeners,
  ...depositListeners,
  ...denialListeners,
  ...appealListeners,
  ...receiptListeners,
]

/** What changes with the calendar alone, done before the first call of a day. */
export const everyDay: readonly ((work: CommandWork) => unknown)[] = [markSilent, holdExpired]
