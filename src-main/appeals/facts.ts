import { daysBetween, shownDay, spokenDay, type Day } from '../../src-shared/day.ts'
import { cents, sentenceMoney } from '../../src-shared/money.ts'
import { procedures } from '../codes/index.ts'
import { SHORT_NOTICE } from '../access/index.ts'
import { fullName, providerName } from '../practice/index.ts'
import { addressLines, phoneWords } from '../printing/contact.ts'
import type { AppealCase } from './case.ts'
import { interestFor } from './interest.ts'
import { denialWords, namesSubstanceUse, type Exhibit, type Facts } from './rules.ts'

/*
 * The facts a letter may name, worded for a sentence. Null is a fact that is not known. `your.reason` and `clinical.summary` are
 * never known: a person writes them, and until then the letter is not whole.
 */
export function factsOf(of: AppealCase, exhibits: readonly Exhibit[], today: Day): Facts {
  return { ...parties(of), ...decision(of), ...service(of), ...evidence(of, exhibits), ...lateness(of, today), ...frame(of, today) }
}

function frame(of: AppealCase, today: Day): Facts {
  return {
    today: spokenDay(today),
    level: String(of.level),
    deadline: spokenDay(of.due),
    answer_by: spokenDay(of.answerBy),
    'part2.notice': namesSubstanceUse(of) ? SHORT_NOTICE : null,
    'your.reason': null,
    'clinical.summary': null,
  }
}

function parties({ practice, facts, signer, isOnlyCoverage }: AppealCase): Facts {
  const { payer, patient, coverage, biller, provider } = facts
  const isSelf = coverage.relationship === '18'
  const member = isSelf ? fullName(patient) : fullName({ first: coverage.subscriber_first, last: coverage.subscriber_last ?? '' })
  return {
    'practice.name': stated(practice.name),
    'practice.address': addressLine([biller.line1, biller.line2], biller.city, biller.state, biller.zip),
    'practice.phone': phoneWords(practice.phone || biller.phone),
    'practice.npi': stated(biller.npi),
    'practice.tin': biller.tax_id_kind === 'EI' && biller.tax_id ? `${biller.tax_id.slice(0, 2)}-${biller.tax_id.slice(2)}` : null,
    'payer.name': stated(payer.name),
    'payer.appeal_address': addressLine([payer.appeals_line1], payer.appeals_city, payer.appeals_state, payer.appeals_zip),
    'payer.fax': phoneWords(payer.appeals_fax),
    'patient.name': stated(fullName(patient)),
    'patient.born': patient.born === null ? null : shownDay(patient.born as Day),
    'member.name': stated(member),
    'member.id': stated(coverage.member_id),
    'group.number': stated(coverage.group_number),
    'coverage.only': isOnlyCoverage ? 'the only coverage' : null,
    'provider.name': provider ? providerName(provider) : null,
    'provider.npi': stated(provider?.npi),
    'signer.name': signer ? providerName(signer) : null,
  }
}

function decision(of: AppealCase): Facts {
  const { denied, payment, facts, denial, rate, answer } = of
  const paidOnClaim = cents(payment.paid)
  const isWhole = rate !== undefined && denial.cents === rate * of.line.units
  const copay = answer?.copay !== null && answer?.copay !== undefined && answer.copay > 0 ? sentenceMoney(answer.copay) : null
  const atStake = sentenceMoney(cents(denial.cents))
  const request = !isWhole
    ? rate === undefined
      ? `pay the ${atStake} in dispute`
      : `pay the ${atStake} that is missing to the contract rate of ${sentenceMoney(rate)}`
    : `pay it at the contract rate of ${sentenceMoney(cents(denial.cents))}${copay === null ? '' : `, less the copay of ${copay}`}`
  return {
    'claim.pcn': String(facts.claim.id),
    'claim.payer_icn': stated(payment.payerControl || facts.claim.payer_control),
    'claim.denied_date': spokenDay(payment.day as Day),
    'claim.charge': sentenceMoney(cents(facts.claim.cents)),
    'claim.paid': sentenceMoney(paidOnClaim),
    'claim.amount_in_dispute': atStake,
    'claim.request': request,
    'contract.rate': rate === undefined ? null : sentenceMoney(rate),
    'benefit.copay': copay,
    'denial.code': `${denied.group}-${denied.reason}`,
    'denial.text': denialWords(denied.reason),
    'denial.remarks': stated(denied.remarks.join(', ')),
    'auth.number': stated(facts.claim.authorization),
  }
}

function service({ facts, line }: AppealCase): Facts {
  const { claim } = facts
  const row = procedures.find(line.code)
  const least = row?.timeMin
  const minutes = line.session?.minutes
  return {
    'claim.dos_from': spokenDay(claim.first_day as Day),
    'claim.dos_to': spokenDay(claim.last_day as Day),
    'line.dos': shownDay(line.day),
    'line.code': line.code,
    'line.mods': stated(line.modifiers.join(' ')),
    'line.service': stated(row?.short),
    'line.units': String(line.units),
    'line.charge': sentenceMoney(line.cents),
    'line.minutes': minutes === undefined ? null : `${minutes} minutes`,
    'line.least_minutes': least === undefined ? null : String(least),
    'line.minutes_met': minutes !== undefined && least !== undefined && minutes >= least ? `${minutes} minutes` : null,
  }
}

function evidence(of: AppealCase, exhibits: readonly Exhibit[]): Facts {
  const { answer, acceptance, departures, line, fileBy } = of
  const exhibit = (kind: Exhibit['kind']): string | null => {
    const found = exhibits.find((one) => one.kind === kind)
    return found ? `Exhibit ${found.label}` : null
  }
  const sent = departures.find((one) => one.day !== undefined)?.day
  return {
    'exhibit.remittance': exhibit('remittance'),
    'exhibit.claim': exhibit('claim'),
    'exhibit.eligibility': exhibit('eligibility'),
    'exhibit.acknowledgment': exhibit('acknowledgment'),
    'exhibit.authorization': exhibit('authorization'),
    'exhibit.contacts': exhibit('contacts'),
    'exhibit.decision': exhibit('decision'),
    'eligibility.date': answer ? spokenDay(answer.day) : null,
    'eligibility.lead': answer ? leadWords(daysBetween(answer.day, line.day)) : null,
    'eligibility.none_needed': answer?.authorization === 'N' ? 'no authorization is needed' : null,
    'eligibility.active': answer?.outcome === 'active' ? 'active' : null,
    'claim.sent_date': sent === undefined ? null : spokenDay(sent),
    'filed.accepted_date': acceptance ? spokenDay(acceptance.day) : null,
    'filed.limit': spokenDay(fileBy),
    'filed.lead': acceptance ? filingLead(daysBetween(acceptance.day, fileBy)) : null,
  }
}

/** What a late payer owes besides, where the state's law is known: only where the payer took the claim in, and never of public plans. */
function lateness({ facts, denial, acceptance }: AppealCase, today: Day): Facts {
  const late =
    acceptance && facts.payer.kind === 'commercial'
      ? interestFor(facts.biller.state ?? '', cents(denial.cents), acceptance.day, today)
      : undefined
  return {
    'interest.due': late ? spokenDay(late.due) : null,
    'interest.days': late ? dayCount(late.days) : null,
    'interest.rate': late?.words ?? null,
    'interest.amount': late ? sentenceMoney(late.amount) : null,
    'interest.statute': late?.statute ?? null,
  }
}

const stated = (text: string | null | undefined): string | null => (text ? text : null)

const NUMBERS = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten']
const dayCount = (days: number): string => `${NUMBERS[days] ?? days} ${days === 1 ? 'day' : 'days'}`

/** An answer that came after the session is no reliance. */
const leadWords = (days: number): string | null =>
  days < 0 ? null : days === 0 ? 'the day of the session' : `${dayCount(days)} before the session`

/** A claim that came after the limit has no argument. */
const filingLead = (days: number): string | null => (days < 0 ? null : days === 0 ? 'on that very day' : `${dayCount(days)} before it`)

function addressLine(...parts: Parameters<typeof addressLines>): string | null {
  return stated(addressLines(...parts).join(', '))
}
