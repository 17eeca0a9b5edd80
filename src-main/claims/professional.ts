import type { Day } from '../../src-shared/day.ts'
import { ndcOf } from '../../src-shared/drug.ts'
import { plain, type Claim837, type Professional, type Subscriber837 } from '../x12/index.ts'
import type { ClaimFacts } from './facts.ts'
import { adjudicationsOf, medicareSecondary, othersOf, payersOf, type Payers } from './professional-others.ts'
import { patientPaidOf, referrerOf, siteNpiOf, siteOf } from './parties.ts'
import type { LineFacts } from './records/claims.ts'
import type { Site } from './records/parties.ts'
import { isWhole } from './scrub/drugs.ts'
import { renderingOf, supervisingOf } from './scrub/standing.ts'

/*
 * A claim's facts as the value of an 837P. Source: 005010X222A1 as in our 837P reference.
 */

type Sbr = Subscriber837['subscriber']

export type Sender = {
  readonly name: string
  readonly contact: string
  readonly phone: string
  readonly submitterId: string
  readonly receiverName: string
  readonly receiverId: string
}
export type Built = { readonly value: Professional; readonly claimValues: ReadonlyMap<number, Claim837> }

const maybe = <K extends string>(key: K, text: string | null | undefined): { [P in K]?: string } =>
  text ? ({ [key]: plain(text) } as { [P in K]: string }) : {}

/** One file of claims: a billing level for each billing provider, a subscriber level for each claim. */
export function professionalOf(
  claims: readonly { readonly facts: ClaimFacts; readonly control: string }[],
  sender: Sender,
  reference: string,
  day: Day,
  time: string,
): Built {
  const claimValues = new Map<number, Claim837>()
  const billers = new Map<number, { facts: ClaimFacts; claims: { facts: ClaimFacts; control: string }[] }>()
  for (const one of claims) {
    const level = billers.get(one.facts.biller.id) ?? { facts: one.facts, claims: [] }
    level.claims.push(one)
    billers.set(one.facts.biller.id, level)
  }
  const value: Professional = {
    beginning: { purpose: '00', reference, day, time, kind: 'CH' },
    submitter: {
      name: { kind: '2', name: plain(sender.name), id: sender.submitterId },
      contacts: [{ ...maybe('name', sender.contact), numbers: [{ kind: 'TE', number: sender.phone }] }],
    },
    receiver: { name: { kind: '2', name: plain(sender.receiverName), id: sender.receiverId } },
    billing: [...billers.values()].map(({ facts: { biller }, claims: own }) => ({
      level: {},
      ...(biller.taxonomy && { taxonomy: { qualifier: 'PXC', taxonomy: biller.taxonomy } }),
      provider: {
        name: {
          kind: biller.is_person ? '1' : '2',
          name: plain(biller.name),
          ...maybe('first', biller.first),
          ...(biller.npi && { idQualifier: 'XX', id: biller.npi }),
        },
        ...addressOf(biller),
        taxId: { qualifier: biller.tax_id_kind === 'SY' ? 'SY' : 'EI', value: biller.tax_id ?? '' },
      },
      subscribers: own.map((one) => subscriberOf(one.facts, one.control, claimValues)),
    })),
  }
  return { value, claimValues }
}

function addressOf(place: {
  readonly line1: string | null
  readonly line2: string | null
  readonly city: string | null
  readonly state: string | null
  readonly zip: string | null
}) {
  return {
    street: { line1: plain(place.line1 ?? ''), ...maybe('line2', place.line2) },
    city: { city: plain(place.city ?? ''), ...maybe('state', place.state), ...(place.zip && { zip: place.zip.replace(/\D/g, '') }) },
  }
}

function subscriberOf(facts: ClaimFacts, control: string, claimValues: Map<number, Claim837>): Subscriber837 {
  const { patient, coverage, payer } = facts
  const isSelf = coverage.relationship === '18'
  const payers = payersOf(facts)
  const claim = claimOf(facts, control, payers)
  claimValues.set(facts.claim.id, claim)
  const birth = { born: { from: (patient.born ?? '') as Day }, sex: (patient.sex ?? 'U') as 'F' }
  const own = {
    name: plain(patient.last),
    ...maybe('first', patient.first),
    ...maybe('middle', patient.middle),
    ...maybe('suffix', patient.suffix),
  }
  const other = {
    name: plain(coverage.subscriber_last ?? ''),
    ...maybe('first', coverage.subscriber_first),
    ...maybe('middle', coverage.subscriber_middle),
  }
  return {
    level: {},
    subscriber: {
      order: payers.own,
      ...(isSelf && { relationship: '18' as const }),
      ...(coverage.group_number && { group: coverage.group_number }),
      filing: (coverage.filing ?? payer.filing) as NonNullable<Sbr['filing']>,
      ...medicareSecondary(facts, payers),
    },
    name: {
      name: { kind: '1', ...(isSelf ? own : other), idQualifier: 'MI', id: coverage.member_id },
      ...(isSelf && { ...addressOf(patient), birth }),
    },
    payer: { name: { kind: '2', name: plain(payer.name), idQualifier: 'PI', id: payer.edi_id } },
    ...(isSelf
      ? { claims: [claim] }
      : {
          patients: [
            {
              level: {},
              patient: { relationship: coverage.relationship as '19' },
              name: { name: { kind: '1' as const, ...own }, ...addressOf(patient), birth },
              claims: [claim],
            },
          ],
        }),
  }
}

function claimOf(facts: ClaimFacts, control: string, payers: Payers): Claim837 {
  const { claim, biller } = facts
  const billed = renderingOf(facts)
  const rendering = billed && billed.npi !== biller.npi ? billed : undefined
  const supervising = supervisingOf(facts)
  const referrer = referrerOf(facts)
  const site = siteOf(facts)
  const paid = patientPaidOf(facts)
  // What the first payer gave goes with its decision to the next, which may give one of its own.
  const authorization = claim.turn === 1 ? claim.authorization : facts.said.authorization
  return {
    claim: {
      control,
      charge: claim.cents as Claim837['claim']['charge'],
      place: { code: claim.place, kind: 'B', frequency: claim.frequency },
      signed: 'Y',
      assignment: 'A',
      benefitsAssigned: 'Y',
      release: 'Y',
      ...(facts.said.delay && { delay: facts.said.delay }),
    },
    ...(facts.attachments.length > 0 && { attachments: facts.attachments.map(attachmentOf) }),
    ...(paid > 0 && { patientPaid: { amount: paid } }),
    ...(authorization && { authorization: { value: authorization } }),
    ...(['7', '8'].includes(claim.frequency) && claim.payer_control && { originalClaim: { value: claim.payer_control } }),
    ...(facts.said.note && { note: { kind: 'ADD' as const, text: plain(facts.said.note) } }),
    diagnoses: { codes: facts.diagnoses.map((code, n) => ({ kind: n === 0 ? 'ABK' : 'ABF', code: code.replaceAll('.', '') })) },
    ...(referrer && {
      referring: [
        {
          name: {
            entity: 'DN' as const,
            kind: '1' as const,
            name: plain(referrer.last),
            ...maybe('first', referrer.first),
            idQualifier: 'XX' as const,
            id: referrer.npi,
          },
        },
      ],
    }),
    ...(rendering && {
      rendering: {
        name: {
          kind: rendering.is_person ? ('1' as const) : ('2' as const),
          name: plain(rendering.last),
          ...maybe('first', rendering.first),
          ...(rendering.npi && { idQualifier: 'XX', id: rendering.npi }),
        },
        ...(rendering.taxonomy && facts.payer.names_taxonomy === 1 && { taxonomy: { qualifier: 'PXC', taxonomy: rendering.taxonomy } }),
      },
    }),
    ...(site && { facility: facilityOf(site, facts) }),
    ...(supervising && {
      supervising: {
        name: {
          kind: '1' as const,
          name: plain(supervising.last),
          ...maybe('first', supervising.first),
          ...(supervising.npi && { idQualifier: 'XX', id: supervising.npi }),
        },
      },
    }),
    ...(payers.others.length > 0 && { otherPayers: othersOf(facts, payers) }),
    lines: facts.lines.map((line) => lineOf(line, claim.place, payers)),
  }
}

function facilityOf(site: Site, facts: ClaimFacts): NonNullable<Claim837['facility']> {
  const npi = siteNpiOf(site, facts)
  return {
    name: { kind: '2', name: plain(site.name), ...(npi && { idQualifier: 'XX' as const, id: npi }) },
    ...addressOf({ ...site, line2: null }),
  }
}

function attachmentOf({ report, by, control }: ClaimFacts['attachments'][number]): NonNullable<Claim837['attachments']>[number] {
  return { report: report as 'OZ', by: by as 'AA', ...(control !== null && { qualifier: 'AC', control }) }
}

function lineOf(line: LineFacts, claimPlace: string, payers: Payers): Claim837['lines'][number] {
  const adjudications = adjudicationsOf(line, payers)
  return {
    number: {},
    service: {
      procedure: { kind: 'HC', code: line.code, ...(line.modifiers.length > 0 && { modifiers: line.modifiers }) },
      charge: line.cents,
      unit: 'UN',
      quantity: line.units,
      ...(line.place !== claimPlace && { place: line.place }),
      diagnoses: { pointers: line.pointers },
    },
    day: { when: line.through === null || line.through === line.day ? { from: line.day } : { from: line.day, to: line.through } },
    control: { value: line.control },
    ...(line.drug && isWhole(line.drug) && { drug: drugOf(line.drug) }),
    ...(adjudications.length > 0 && { adjudications }),
  }
}

/** 2410, of a drug that is {@link isWhole}. */
function drugOf({ ndc, thousandths, unit, number }: NonNullable<LineFacts['drug']>): NonNullable<Claim837['lines'][number]['drug']> {
  return {
    identification: { kind: 'N4', number: ndcOf(ndc) ?? ndc },
    quantity: { quantity: (thousandths ?? 0) / 1000, unit: { code: unit ?? 'UN' } },
    ...(number && { number: { qualifier: number.kind, value: plain(number.value) } }),
  }
}
