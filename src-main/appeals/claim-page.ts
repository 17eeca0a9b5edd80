import { shownDay } from '../../src-shared/day.ts'
import { columnMoney, type Cents } from '../../src-shared/money.ts'
import { diagnoses, dottedDiagnosis, relationships } from '../codes/index.ts'
import { fileBytes, type Reading } from '../store/index.ts'
import { claimsOf, readAny, readFile, setsOf, type ClaimInPlace, type Professional } from '../x12/index.ts'
import { zipWords } from '../printing/contact.ts'
import type { AppealCase, Departure } from './case.ts'
import { exhibitHead } from './exhibit-pages.ts'
import { html, NOTHING, type Html } from '../printing/html.ts'
import type { Exhibit } from './rules.ts'

/** The claim as it stands in the file that left, with the levels above it; nothing of any other claim. */
function sentClaim(db: Reading, departure: Departure | undefined): ClaimInPlace | undefined {
  const bytes = departure?.file && departure.way === 'file' ? fileBytes(db, departure.file) : undefined
  if (!bytes || !departure) return undefined
  return setsOf(readFile(bytes))
    .filter((raw) => raw.id === '837')
    .flatMap((raw) => claimsOf(readAny(raw).reading.value as Professional))
    .find((one) => one.claim.claim?.control === departure.control)
}

type Box = readonly [number: string, name: string, value: string | undefined, width: number]

function box([number, name, value, width]: Box): Html {
  return html`<div class="box" style="grid-column: span ${width}">
    <small><b>${number}</b>${name}</small>
    <div>${value ?? ''}</div>
  </div>`
}

type Named = { readonly name?: string | undefined; readonly first?: string | undefined; readonly middle?: string | undefined }
const nameOf = (person: Named | undefined): string | undefined =>
  person?.name === undefined ? undefined : [person.name, [person.first, person.middle].filter(Boolean).join(' ')].filter(Boolean).join(', ')

type Placed = {
  readonly street?: { readonly line1: string; readonly line2?: string | undefined } | undefined
  readonly city?: { readonly city?: string | undefined; readonly state?: string | undefined; readonly zip?: string | undefined } | undefined
}
function addressOf({ street, city }: Placed): string | undefined {
  const parts = [street?.line1, street?.line2, city?.city, [city?.state, city?.zip && zipWords(city.zip)].filter(Boolean).join(' ')]
  return parts.filter(Boolean).join(', ') || undefined
}

const FREQUENCIES: Readonly<Record<string, string>> = { '1': '1, original', '7': '7, replacement', '8': '8, void' }

/** A claim as it was sent, under the box numbers of the CMS-1500 that a reader knows (NUCC 1500 instructions, version 02/12). */
export function claimPage(db: Reading, of: AppealCase, exhibit: Exhibit): Html {
  const place = sentClaim(db, of.decided)
  const sent = of.decided?.day
  const to = place?.subscriber.payer.name
  const form = of.decided?.way === 'paper' ? 'CMS-1500' : '837P'
  const below = [
    ...(to ? [`To ${of.facts.payer.name} (${to.id})`] : []),
    sent ? `${form} of ${shownDay(sent)}` : form,
    ...(of.decided?.batch ? [`batch ${of.decided.batch}`] : []),
  ].join(', ')
  const head = exhibitHead(exhibit, 'Claim as sent', below)
  if (of.decided?.way === 'paper')
    return html`${head}
      <p>
        This claim was sent on paper, on the form CMS-1500${sent ? `, on ${shownDay(sent)}` : ''}. Its number in box 26 is
        ${of.decided.control}.
      </p>
      <p>No file of it went. A copy of the form is kept by ${of.practice.name}.</p>`
  if (!place)
    return html`${head}
      <p>The file of this claim cannot be read.</p>`
  const { claim, billing, subscriber, patient } = place
  const insured = subscriber.name
  const person = patient?.name ?? insured
  const relationship = patient?.patient.relationship ?? subscriber.subscriber.relationship ?? '18'
  const { provider } = billing
  const boxes: readonly Box[] = [
    ['1a', 'Insured’s ID', insured.name.id, 4],
    ['2', 'Patient', nameOf(person.name), 5],
    [
      '3',
      'Birth date, sex',
      [person.birth?.born.from && shownDay(person.birth.born.from), person.birth?.sex].filter(Boolean).join(', '),
      3,
    ],
    ['4', 'Insured', nameOf(insured.name), 4],
    ['5', 'Patient’s address', addressOf(person), 5],
    ['6', 'Relationship', relationships.find(relationship)?.box6, 3],
    ['11', 'Group number', subscriber.subscriber.group, 4],
    ['11c', 'Plan', subscriber.subscriber.groupName, 5],
    ['11d', 'Another plan', (claim.otherPayers ?? []).length > 0 ? 'Yes' : 'No', 3],
    [
      '22',
      'Resubmission',
      [FREQUENCIES[claim.claim.place.frequency] ?? claim.claim.place.frequency, claim.originalClaim?.value].filter(Boolean).join(', '),
      4,
    ],
    ['23', 'Authorization', claim.authorization?.value, 5],
    ['13', 'Benefits', claim.claim.benefitsAssigned === 'Y' ? 'Assigned' : 'Not assigned', 3],
  ]
  const after: readonly Box[] = [
    ['25', 'Tax ID', taxId(provider.taxId), 4],
    ['26', 'Patient’s account', claim.claim.control, 5],
    ['27', 'Assignment', claim.claim.assignment === 'A' ? 'Accepted' : 'Not accepted', 3],
    ['28', 'Total charge', columnMoney(claim.claim.charge), 4],
    ['29', 'Paid by the patient', claim.patientPaid && columnMoney(claim.patientPaid.amount), 5],
    ['31', 'Signature', claim.claim.signed === 'Y' ? 'On file' : 'Not on file', 3],
    ['33', 'Billing provider', [nameOf(provider.name), addressOf(provider)].filter(Boolean).join(', '), 9],
    ['33a', 'NPI', provider.name.id, 3],
  ]
  return html`${head}
    <div class="boxes">${boxes.map(box)} ${diagnosisBox(claim.diagnoses.codes)}</div>
    ${services(place)}
    <div class="boxes">${after.map(box)}</div>
    <p class="notice">The claim as it stands in the file that we sent. Numbers are those of the boxes of the CMS-1500.</p>`
}

/** A sole proprietor's tax id may be a social security number; of that only the end is shown. */
function taxId(id: { readonly qualifier: string; readonly value: string }): string {
  return id.qualifier === 'SY' ? `SSN ends in ${id.value.slice(-4)}` : id.value
}

function diagnosisBox(codes: readonly { readonly code: string }[]): Html {
  return html`<div class="box" style="grid-column: span 12">
    <small><b>21</b>Diagnoses</small>
    ${codes.map((one, n) => {
      const code = dottedDiagnosis(one.code)
      return html`<div>
        <b>${String.fromCharCode(65 + n)}</b>&ensp;${code}&ensp;<span class="quiet">${diagnoses.find(code)?.words ?? ''}</span>
      </div>`
    })}
  </div>`
}

function services({ claim, billing }: ClaimInPlace): Html {
  const rendering = claim.rendering?.name ?? billing.provider.name
  return html`<table class="services">
    <thead>
      <tr>
        <th><b>24A</b> Date</th>
        <th><b>24B</b> Place</th>
        <th><b>24D</b> Service</th>
        <th><b>24E</b> Diagnosis</th>
        <th class="right"><b>24F</b> Charge</th>
        <th class="right"><b>24G</b> Units</th>
        <th><b>24J</b> Rendering</th>
      </tr>
    </thead>
    <tbody>
      ${claim.lines.map((line) => {
        const { procedure, diagnoses: pointed } = line.service
        return html`<tr>
          <td class="num">${shownDay(line.day.when.from)}</td>
          <td>${line.service.place ?? claim.claim.place.code}</td>
          <td><b>${[procedure.code, ...(procedure.modifiers ?? [])].join(' ')}</b></td>
          <td>${pointed.pointers.map((to) => String.fromCharCode(64 + to)).join('')}</td>
          <td class="num right">${columnMoney(line.service.charge as Cents)}</td>
          <td class="num right">${line.service.quantity}</td>
          <td>${nameOf(rendering) ?? ''}${rendering.id ? html`<br /><span class="quiet num">${rendering.id}</span>` : NOTHING}</td>
        </tr>`
      })}
    </tbody>
  </table>`
}
