import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { randomClaim } from '../../test/support/random-claims.ts'
import { bare, fileOf } from '../../test/support/x12.ts'
import { day } from '../../src-shared/day.ts'
import { ndcOf } from '../../src-shared/drug.ts'
import { cents, sum } from '../../src-shared/money.ts'
import { claimsOf, plain, professional, readAny, readFile, setsOf, type Professional } from '../x12/index.ts'
import type { ClaimFacts } from './facts.ts'
import { professionalOf } from './professional.ts'

/* What is written is what was billed: our own check finds nothing in it, and the file reads back to the same claims. */

const SENDER = {
  name: 'Cedar Hollow Behavioral Health',
  contact: 'Dana Whitlock',
  phone: '5550100142',
  submitterId: 'CEDARHOLLOW',
  receiverName: 'Northlake Health Plan',
  receiverId: 'NLHP1',
}
const batch = fc.array(randomClaim, { minLength: 1, maxLength: 4 })

function written(all: readonly ClaimFacts[]) {
  const claims = all.map((facts, n) => ({
    facts: { ...facts, claim: { ...facts.claim, id: n + 1 } },
    control: `K7-${String(n + 1).padStart(7, '0')}-01`,
  }))
  const { value } = professionalOf(claims, SENDER, 'K7000001', day('2026-05-04'), '0930')
  const text = fileOf(professional, value)
  const file = readFile(Buffer.from(text, 'latin1'))
  const [set] = setsOf(file).map(readAny)
  return { value, text, findings: [...file.findings, ...(set?.reading.findings ?? [])], back: set?.reading.value as Professional }
}

describe('an 837P of any claims', () => {
  it('has nothing that our own check would find, and reads back to what was written', () => {
    fc.assert(
      fc.property(batch, (all) => {
        const { value, findings, back } = written(all)
        expect(findings).toEqual([])
        expect(bare(claimsOf(back))).toEqual(bare(claimsOf(value)))
      }),
      { numRuns: 150 },
    )
  })

  it('says of each claim what its facts say', () => {
    fc.assert(
      fc.property(batch, (all) => {
        const read = claimsOf(written(all).back)
        expect(read).toHaveLength(all.length)
        expect(read.map(saidIn)).toEqual(all.map(saidOf))
      }),
      { numRuns: 60 },
    )
  })

  it('accounts for every cent that payers before decided, at the level they decided it', () => {
    fc.assert(
      fc.property(batch, (all) => {
        for (const { claim } of claimsOf(written(all).back))
          for (const other of claim.otherPayers ?? []) {
            const { id } = other.payer.name
            const lines = claim.lines.flatMap(({ adjudications = [] }) => adjudications.filter(({ decision }) => decision.payer === id))
            const taken = [...(other.adjustments ?? []), ...lines.flatMap((one) => one.adjustments ?? [])].flatMap((cas) => cas.adjustments)
            const decided = other.paid === undefined ? claim.claim.charge : sum([other.paid.amount, ...taken.map((one) => one.amount)])
            expect(decided).toBe(claim.claim.charge)
          }
      }),
      { numRuns: 60 },
    )
  })
})

const saidOf = ({ claim, patient, coverage, lines, diagnoses, others, said, attachments, ...facts }: ClaimFacts) => ({
  paid: facts.payer.tells_paid === 1 ? (facts.parties.paid ?? undefined) : undefined,
  referrer: facts.parties.referrer === null ? undefined : ['DN', plain(facts.parties.referrer.last), facts.parties.referrer.npi],
  // Of the places that are drawn, 4 Mill Street is the practice’s own, and 1234567893 its NPI.
  site:
    facts.payer.names_site === 0 || ['10', '12'].includes(claim.place) || facts.parties.site?.line1 !== '900 West Blvd'
      ? undefined
      : [plain(facts.parties.site.name), facts.parties.site.npi === '1555123409' ? '1555123409' : undefined],
  note: said.note === null ? undefined : plain(said.note),
  delay: said.delay ?? undefined,
  attachments: attachments.map(({ report, by, control }) => [report, by, control ?? undefined]),
  charge: claim.cents,
  place: claim.place,
  frequency: claim.frequency,
  original: claim.frequency === '1' ? undefined : claim.payer_control,
  patient: `${plain(patient.last)}, ${plain(patient.first)}`,
  member: coverage.member_id,
  diagnoses: diagnoses.map((code) => code.replace('.', '')),
  others: others.map((one) => one.coverage.member_id),
  lines: lines.map((one) => [
    one.code,
    ...one.modifiers,
    one.cents,
    one.units,
    one.place,
    one.pointers.join(),
    one.day,
    one.through,
    one.control,
    one.drug && [ndcOf(one.drug.ndc), one.drug.thousandths, one.drug.unit, one.drug.number?.kind, one.drug.number?.value],
  ]),
})

const saidIn = ({ claim, subscriber, patient }: ReturnType<typeof claimsOf>[number]) => {
  const { name } = (patient ?? subscriber).name
  const [referrer] = claim.referring ?? []
  return {
    paid: claim.patientPaid?.amount,
    referrer: referrer && [referrer.name.entity, referrer.name.name, referrer.name.id],
    site: claim.facility && [claim.facility.name.name, claim.facility.name.id],
    note: claim.note?.text,
    delay: claim.claim.delay,
    attachments: (claim.attachments ?? []).map(({ report, by, control }) => [report, by, control]),
    charge: claim.claim.charge,
    place: claim.claim.place.code,
    frequency: claim.claim.place.frequency,
    original: claim.originalClaim?.value,
    patient: `${name.name}, ${name.first ?? ''}`,
    member: subscriber.name.name.id,
    diagnoses: claim.diagnoses.codes.map((one) => one.code),
    others: (claim.otherPayers ?? []).map((one) => one.insured.name.id),
    lines: claim.lines.map(({ service, day: on, control, drug }) => [
      service.procedure.code,
      ...(service.procedure.modifiers ?? []),
      cents(service.charge),
      service.quantity,
      service.place ?? claim.claim.place.code,
      service.diagnoses.pointers.join(),
      on.when.from,
      on.when.to ?? null,
      control?.value,
      drug
        ? [
            drug.identification.number,
            Math.round(drug.quantity.quantity * 1000),
            drug.quantity.unit.code,
            drug.number?.qualifier,
            drug.number?.value,
          ]
        : null,
    ]),
  }
}
