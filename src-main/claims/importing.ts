import type { Drug } from '../../src-shared/drug.ts'
import { noteService } from '../access/index.ts'
import { dottedDiagnosis } from '../codes/index.ts'
import { findOrAddBiller, findOrAddCoverage, findOrAddPatient, findOrAddPayer, findOrAddProvider } from '../practice/index.ts'
import type { CommandWork } from '../store/index.ts'
import { claimsOf, isSound, type ClaimInPlace, type Professional, type Reading as X12Reading } from '../x12/index.ts'
import { addEvent } from './making.ts'
import { changeClaim } from './records/claims.ts'
import { addSubmission, isKnownClaim } from './records/sending.ts'
import { addClaim, type NewLine } from './writing.ts'

/*
 * Claim files of before Parity: they recreate patients, subscribers, payers, providers and claims, each once. Such claims count as sent.
 */

export type Imported = {
  readonly added: number
  readonly known: number
  readonly patients: number
  readonly left: readonly { readonly segment: number; readonly why: string }[]
}

/** Takes over every sound claim of an 837P; a claim with a grave finding is left out with its reason, the others come in. */
export function importClaims(work: CommandWork, reading: X12Reading<unknown>, file: number): Imported {
  const places = claimsOf(reading.value as Professional)
  const left: { segment: number; why: string }[] = []
  let added = 0
  let known = 0
  let patients = 0
  for (const place of places) {
    const why = unusable(reading, place)
    if (why !== undefined) {
      left.push({ segment: place.claim.span?.[0] ?? 0, why })
      continue
    }
    const outcome = importClaim(work, place, file)
    if (outcome.isKnown) known++
    else added++
    if (outcome.isNewPatient) patients++
  }
  return { added, known, patients, left }
}

/** What keeps a claim from being taken over: a grave finding in it or in the levels above that it needs. */
function unusable(reading: X12Reading<unknown>, { claim, billing, subscriber, patient }: ClaimInPlace): string | undefined {
  const levels = [
    billing.provider?.name,
    subscriber.subscriber,
    subscriber.name?.name,
    subscriber.payer?.name,
    ...(patient ? [patient.patient, patient.name?.name] : []),
  ]
  if (levels.some((part) => part === undefined)) return 'the billing provider, subscriber, payer or patient is missing'
  const grave = reading.findings.find((one) => ['error', 'fatal'].includes(one.severity) && within(one.where.segment, claim.span))
  if (!isSound(reading, claim)) return grave?.message ?? 'it has a grave finding'
  const others = [billing.provider.taxId, subscriber.name.birth, patient?.name.birth]
  const broken = [...levels, ...others].find((part) => part !== undefined && !isSound(reading, part))
  if (broken) return 'its billing provider, subscriber, payer or patient has a grave finding'
  return undefined
}

const within = (segment: number, span: readonly [number, number] | undefined): boolean =>
  span !== undefined && segment >= span[0] && segment <= span[1]

function importClaim(
  work: CommandWork,
  { claim, billing, subscriber, patient }: ClaimInPlace,
  file: number,
): { isKnown: boolean; isNewPatient: boolean } {
  const { db, clock } = work
  const person = patient ? patient.name : subscriber.name
  const insured = subscriber.name.name
  const memberId = insured.id ?? ''
  const found = findOrAddPatient(
    db,
    {
      last: person.name.name,
      first: person.name.first ?? '',
      middle: person.name.middle ?? null,
      suffix: person.name.suffix ?? null,
      born: person.birth?.born.from ?? null,
      sex: person.birth?.sex ?? null,
      line1: person.street?.line1 ?? null,
      line2: person.street?.line2 ?? null,
      city: person.city?.city ?? null,
      state: person.city?.state ?? null,
      zip: person.city?.zip ?? null,
      phone: null,
    },
    memberId || undefined,
    clock.now(),
  )
  const filing = subscriber.subscriber.filing ?? 'ZZ'
  const payer = findOrAddPayer(db, {
    name: subscriber.payer.name.name,
    edi_id: subscriber.payer.name.id,
    filing,
    line1: subscriber.payer.street?.line1 ?? null,
    line2: subscriber.payer.street?.line2 ?? null,
    city: subscriber.payer.city?.city ?? null,
    state: subscriber.payer.city?.state ?? null,
    zip: subscriber.payer.city?.zip ?? null,
  })
  const order = 'PSTABCDEFGH'.indexOf(subscriber.subscriber.order) + 1
  const coverage = findOrAddCoverage(db, {
    patient: found.id,
    payer,
    position: order || 1,
    member_id: memberId,
    group_number: subscriber.subscriber.group ?? null,
    plan: subscriber.subscriber.groupName ?? null,
    filing,
    relationship: patient ? (patient.patient.relationship ?? '21') : '18',
    ...(patient && {
      subscriber_last: insured.name,
      subscriber_first: insured.first ?? null,
      subscriber_middle: insured.middle ?? null,
      subscriber_born: subscriber.name.birth?.born.from ?? null,
      subscriber_sex: subscriber.name.birth?.sex ?? null,
      ...(subscriber.name.street && {
        subscriber_lives: 'elsewhere' as const,
        subscriber_line1: subscriber.name.street.line1,
        subscriber_line2: subscriber.name.street.line2 ?? null,
        subscriber_city: subscriber.name.city?.city ?? null,
        subscriber_state: subscriber.name.city?.state ?? null,
        subscriber_zip: subscriber.name.city?.zip ?? null,
      }),
    }),
    starts: null,
    ends: null,
  })
  const biller = findOrAddBiller(db, billerOf(billing))
  const rendering = claim.rendering ?? undefined
  const provider = rendering
    ? findOrAddProvider(db, {
        last: rendering.name.name,
        first: rendering.name.first ?? null,
        npi: rendering.name.id ?? null,
        taxonomy: rendering.taxonomy?.taxonomy ?? null,
        is_person: rendering.name.kind === '1' ? 1 : 0,
      })
    : billing.provider.name.kind === '1'
      ? findOrAddProvider(db, {
          last: billing.provider.name.name,
          first: billing.provider.name.first ?? null,
          npi: billing.provider.name.id ?? null,
          taxonomy: billing.taxonomy?.taxonomy ?? null,
          is_person: 1,
        })
      : null
  const control = claim.claim.control
  const lines = linesOf(claim, control)
  if (isKnownClaim(db, control, found.id, lines[0]?.day ?? '', claim.claim.charge)) return { isKnown: true, isNewPatient: found.isNew }
  const codes = claim.diagnoses.codes.map((one) => dottedDiagnosis(one.code))
  noteService(work, {
    patient: found.id,
    day: lines[0]?.day ?? clock.today(),
    provider,
    diagnoses: codes,
    procedures: lines.map((line) => line.code),
    modifiers: lines.flatMap((line) => line.modifiers),
    places: [claim.claim.place.code],
  })
  const id = addClaim(work, {
    charge: null,
    patient: found.id,
    coverage,
    payer,
    biller,
    provider,
    place: claim.claim.place.code,
    lines,
    diagnoses: codes,
    origin: 'file',
    status: 'sent',
    frequency: claim.claim.place.frequency,
    payerControl: claim.originalClaim?.value ?? null,
    authorization: claim.authorization?.value ?? null,
    at: clock.now(),
  })
  const [first, last] = claim.span ?? [0, 0]
  changeClaim(db, id, { sent_at: clock.now() })
  addSubmission(db, {
    claim: id,
    n: 1,
    control,
    frequency: claim.claim.place.frequency,
    batch: null,
    file,
    from_segment: first,
    to_segment: last,
    at: clock.now(),
  })
  addEvent(work, { claim: id, shape: 'sent', words: 'Taken over from a claim file', detail: '837P', file, segment: first })
  work.announce('claims', [id])
  work.happened({ is: 'claim-moved', claim: id })
  return { isKnown: false, isNewPatient: found.isNew }
}

function billerOf({ provider, taxonomy }: ClaimInPlace['billing']): Parameters<typeof findOrAddBiller>[1] {
  return {
    name: provider.name.name,
    first: provider.name.first ?? null,
    is_person: provider.name.kind === '1' ? 1 : 0,
    npi: provider.name.id ?? null,
    tax_id: provider.taxId?.value.replaceAll('-', '') ?? null,
    tax_id_kind: provider.taxId?.qualifier ?? 'EI',
    taxonomy: taxonomy?.taxonomy ?? null,
    line1: provider.street?.line1 ?? '',
    line2: provider.street?.line2 ?? null,
    city: provider.city?.city ?? '',
    state: provider.city?.state ?? null,
    zip: provider.city?.zip ?? null,
    country: provider.city?.country ?? null,
    phone: null,
  }
}

function linesOf(claim: ClaimInPlace['claim'], control: string): NewLine[] {
  return claim.lines.map((line, n) => ({
    code: line.service.procedure.code,
    modifiers: line.service.procedure.modifiers ?? [],
    units: Math.max(1, Math.round(line.service.quantity)),
    pointers: line.service.diagnoses.pointers,
    day: line.day.when.from,
    ...(line.day.when.to !== undefined && { through: line.day.when.to }),
    place: line.service.place ?? claim.claim.place.code,
    cents: line.service.charge,
    control: line.control?.value ?? `${control}L${n + 1}`,
    drug: drugOf(line),
  }))
}

/** Eight digits before the point. */
const MOST_QUANTITY = 99_999_999

/** What a line says of its drug; null where it names none by NDC. */
function drugOf({ drug }: ClaimInPlace['claim']['lines'][number]): Drug | null {
  if (drug?.identification.kind !== 'N4') return null
  const { identification, quantity, number } = drug
  return {
    ndc: identification.number,
    thousandths: quantity.quantity >= 0 && quantity.quantity < MOST_QUANTITY ? Math.round(quantity.quantity * 1000) : null,
    unit: quantity.unit.code,
    number: number ? { kind: number.qualifier as 'XZ', value: number.value } : null,
  }
}
