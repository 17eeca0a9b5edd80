import { spokenDay, type Day } from '../../src-shared/day.ts'
import { NOTICE } from '../access/index.ts'
import { html, maybe, NOTHING, type Html } from '../printing/html.ts'
import { fullName } from '../practice/index.ts'
import type { AppealCase } from './case.ts'

/** The notice that goes with records of a substance-use program, and what the patient agreed to (42 CFR 2.32(a) and (b)). */
export function noticePage({ leaving, facts, practice }: AppealCase): Html {
  const consent = leaving.allowed ? leaving.consent : null
  const signer = consent?.relation === 'self' ? fullName(facts.patient) : (consent?.signer ?? '')
  return html`<header class="exhibit">
      <div>
        <h1>Notice to whoever receives this</h1>
        <p>42 CFR 2.32</p>
      </div>
    </header>
    <p>${NOTICE.before}</p>
    ${NOTICE.cases.map((one) => html`<p>${one}</p>`)}
    <p>${NOTICE.after}</p>
    ${
      consent === null
        ? NOTHING
        : html`<h2>What the patient agreed to</h2>
            <p>
              ${signer} signed on ${spokenDay(consent.signed_on as Day)} that ${consent.discloser || practice.name} may disclose:
              ${consent.scope} The purpose is ${PURPOSES[consent.kind]}.
              ${maybe(consent.expires, (ends) => html`The consent ends on ${spokenDay(ends as Day)}.`)}
            </p>`
    }`
}

const PURPOSES = {
  tpo: 'treatment, payment and health care operations',
  payment: 'payment',
  specific: 'what the consent names',
  legal: 'legal proceedings',
} as const
