import type { Argument, Output } from '../../src-shared/contract/index.ts'
import type { SERVICES as KINDS } from '../../src-shared/contract/practice.ts'
import type { Day } from '../../src-shared/day.ts'
import { dottedDiagnosis, procedures } from '../codes/index.ts'
import {
  appointmentById,
  codeBookOf,
  diagnosesOf,
  fullName,
  ourBiller,
  patientById,
  practiceOf,
  providerById,
  providerName,
} from '../practice/index.ts'
import { refuse, Trouble, type QueryWork, type TaskWork } from '../store/index.ts'
import { estimate } from './estimate.ts'
import { expectedTotal, goodFaithPage, type GoodFaith } from './good-faith-page.ts'

/** The good-faith estimate of a session, or of the sessions of a year, written as PDF where a person chose. */
export async function printGoodFaith(work: TaskWork, input: Argument<'charges.goodFaith'>): Promise<Output<'charges.goodFaith'>> {
  const of = work.read<unknown>((query) => goodFaithOf(query, input)) as GoodFaith
  let pdf: Uint8Array
  try {
    pdf = await work.printer.print({ html: `<!doctype html>\n${goodFaithPage(of).text}` })
  } catch (error) {
    if (error instanceof Trouble) throw error
    return refuse('packet.unprintable', { fix: 'Try again.' })
  }
  work.files.write(input.path, pdf)
  return { path: input.path, expected: expectedTotal(of) }
}

function goodFaithOf({ db, clock }: QueryWork, { appointment, sessions, every }: Argument<'charges.goodFaith'>): GoodFaith {
  const session = appointmentById(db, appointment) ?? refuse('record.missing')
  const patient = patientById(db, session.patient) ?? refuse('record.missing')
  const provider = providerById(db, session.provider) ?? refuse('record.missing')
  const [practice, biller] = [practiceOf(db), ourBiller(db)]
  if (!practice || !biller) return refuse('record.missing', { fix: 'Fill in the practice under Setup.' })
  const day = session.day as Day
  const { lines } = estimate(db, { appointment })
  const codes = codeBookOf(db)
  if (lines.length === 0) refuse('charge.unbillable')
  return {
    patient: { name: fullName(patient), born: patient.born as Day | null },
    first: day,
    today: clock.today(),
    service: SERVICES[session.service as (typeof KINDS)[number]],
    mode: session.mode as GoodFaith['mode'],
    diagnoses: diagnosesOf(db, patient.id).map((code) => {
      const found = codes.diagnosis(code, day)
      return { code: dottedDiagnosis(code), words: found.is === 'billable' ? found.row.words : '' }
    }),
    lines: lines.map((line) => ({ code: line.code, words: procedures.find(line.code)?.short ?? '', cents: line.charge })),
    sessions,
    every,
    clinician: { name: providerName(provider), npi: provider.npi },
    practice: {
      name: practice.name,
      npi: biller.npi ?? '',
      taxId: biller.tax_id ?? '',
      phone: practice.phone,
      address: [biller.line1, biller.line2, biller.city, biller.state, biller.zip].flatMap((one) => one || []),
      state: biller.state ?? '',
    },
  }
}

/** What a session is, in words a patient knows. */
const SERVICES: Readonly<Record<(typeof KINDS)[number], string>> = {
  individual: 'Individual psychotherapy',
  'em-therapy': 'Medication visit with psychotherapy',
  em: 'Medication visit',
  evaluation: 'First evaluation',
  'evaluation-medical': 'First evaluation with medical services',
  crisis: 'Psychotherapy for a crisis',
  family: 'Family psychotherapy with the patient',
  'family-alone': 'Family psychotherapy without the patient',
  group: 'Group psychotherapy',
  'multi-family': 'Group psychotherapy of several families',
  injection: 'Injection of a medicine',
}
