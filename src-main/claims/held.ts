import type { Output } from '../../src-shared/contract/index.ts'
import { cents } from '../../src-shared/money.ts'
import type { Reading } from '../store/index.ts'
import { CONSENT_RULE } from './consent.ts'
import type { ClaimFacts } from './facts.ts'
import { eventsOf } from './records/history.ts'
import { UNTIL_MENDED } from './reopening.ts'

type Detail = Output<'claims.get'>
type Next = Detail['next']

/** What is to be done with a claim that is held: by what holds it. */
export function heldStep(db: Reading, { claim }: ClaimFacts, stops: Detail['findings']): Next {
  const step = (title: string, why: string, action: Next['action'], target: number | null = null): Next => ({
    title,
    why,
    cents: cents(claim.cents),
    action,
    target,
  })
  const why = stops[0]?.words ?? ''
  const areAll = (is: (finding: Detail['findings'][number]) => boolean): boolean => stops.every(is)
  if (stops.length === 0) return unstopped(step, db, claim.id)
  if (areAll(({ rule }) => rule === CONSENT_RULE)) return step('A consent is needed', why, 'open-patient', claim.patient)
  if (areAll(({ grade }) => grade === 'hold')) return step('Held by a rule of yours', why, 'approve')
  const title = stops.length === 1 ? 'One thing to mend' : `${stops.length} things to mend`
  // Enrollment, license and supervision are kept of the clinician, not of the claim.
  return areAll(({ field }) => field === 'standing') ? step(title, why, 'open-clinicians') : step(title, why, 'mend')
}

/** No check holds it: a person does, or it was opened to be mended. */
function unstopped(step: (title: string, why: string, action: Next['action']) => Next, db: Reading, claim: number): Next {
  const held = eventsOf(db, claim).find(({ shape }) => shape === 'held')
  if (held?.words === UNTIL_MENDED) return step(UNTIL_MENDED, 'No check holds it. Mend it, and it is ready.', 'mend')
  const who = held?.who ? ` by ${held.who}` : ''
  return step('Held by hand', held && held.detail !== '' ? `Held back${who}: ${held.detail}` : `Held back${who}.`, 'release')
}
