import { isNpi } from '../../../../src-shared/contract/fields.ts'
import { rule, type Loop, type Rule, type Verdict } from '../../grammar/words.ts'
import { claim, otherInsured, otherPayer } from './claim.ts'
import { billing, billingProvider, patientName, payer, payTo, payToPlan, submitter, subscriberName } from './levels.ts'
import { line } from './line.ts'
import { madeNpi, SPRINGFIELD } from './parts.ts'
import {
  dropOff,
  facility,
  lineDropOff,
  lineFacility,
  linePickUp,
  lineReferring,
  lineRendering,
  lineSupervising,
  ordering,
  pickUp,
  purchasedFrom,
  referring,
  rendering,
  supervising,
} from './providers.ts'

/* Forms of identifiers and addresses, each at every place where it may stand. */

type City = {
  readonly city: string
  readonly state?: string
  readonly zip?: string
  readonly country?: string
  readonly subdivision?: string
}
type Somewhere = { readonly city?: City }
type Identified = { readonly name: { readonly idQualifier?: 'XX'; readonly id?: string } }
type Named = { readonly name: { readonly kind: '1' | '2'; readonly first?: string; readonly middle?: string; readonly suffix?: string } }

const breach = (isBroken: boolean, of: object): Verdict => !isBroken || { of }

const npis = new Map<string, boolean>()
/** A file has few providers, and names each with every claim. */
function isKnownNpi(id: string): boolean {
  let known = npis.get(id)
  if (known === undefined) {
    if (npis.size > 5000) npis.clear()
    npis.set(id, (known = isNpi(id)))
  }
  return known
}

const npiRule = (of: Loop<Identified>): Rule =>
  rule(
    of,
    `837P.npi.${of.id}`,
    `${of.title}: the NPI does not have ten digits with the right check digit (NM109).`,
    ({ name }) => (name.id === undefined || name.idQualifier !== 'XX' ? undefined : breach(!isKnownNpi(name.id), name)),
    { grade: 'doubtful', mend: ({ name }) => void (name.id = madeNpi(name.id ?? of.id)) },
  )

const US = [undefined, 'US', 'USA']
const hasStates = (country: string | undefined): boolean => US.includes(country) || country === 'CA' || country === 'CAN'

const addressRule = (of: Loop<Somewhere>): Rule =>
  rule(
    of,
    `837P.address.${of.id}`,
    `${of.title}: an address in the United States or Canada needs its state and ZIP (N402, N403).`,
    ({ city }) => (city ? breach(hasStates(city.country) && (city.state === undefined || city.zip === undefined), city) : undefined),
    {
      mend: ({ city }) => {
        if (!city) return
        delete city.country
        delete city.subdivision
        Object.assign(city, SPRINGFIELD)
      },
    },
  )
const zipRule = (of: Loop<Somewhere>, isNine = false): Rule =>
  rule(
    of,
    `837P.zip.${of.id}`,
    isNine ? `${of.title}: the ZIP needs nine digits (N403).` : `${of.title}: the ZIP has five or nine digits and nothing else (N403).`,
    ({ city }) =>
      city?.zip === undefined || !US.includes(city.country)
        ? undefined
        : breach(!(isNine ? /^\d{9}$/ : /^(\d{5}|\d{9})$/).test(city.zip), city),
    { grade: 'doubtful', mend: ({ city }) => void (city && (city.zip = SPRINGFIELD.zip)) },
  )

const nameRule = (of: Loop<Named>): Rule =>
  rule(
    of,
    `837P.name.${of.id}`,
    `${of.title}: an organization has no first name, middle name or suffix (NM102, NM104).`,
    ({ name }) => breach(name.kind === '2' && (name.first ?? name.middle ?? name.suffix) !== undefined, name),
    {
      grade: 'doubtful',
      mend: ({ name }) => {
        delete name.first
        delete name.middle
        delete name.suffix
      },
    },
  )

const taxonomyRule = (of: Loop<{ readonly taxonomy?: { readonly taxonomy: string } }>): Rule =>
  rule(
    of,
    `837P.taxonomy.${of.id}`,
    `${of.title}: a taxonomy code has ten characters and ends in X (PRV03).`,
    ({ taxonomy }) => (taxonomy ? breach(!/^[0-9A-Z]{9}X$/.test(taxonomy.taxonomy), taxonomy) : undefined),
    { grade: 'doubtful', mend: ({ taxonomy }) => void (taxonomy && (taxonomy.taxonomy = '1041C0700X')) },
  )

const taxIdRule = (of: Loop<{ readonly taxId: { readonly value: string } }>): Rule =>
  rule(
    of,
    `837P.taxId.${of.id}`,
    `${of.title}: a tax number has nine digits and no hyphen (REF02).`,
    ({ taxId }) => breach(!/^\d{9}$/.test(taxId.value), taxId),
    { grade: 'doubtful', mend: ({ taxId }) => void (taxId.value = '123456789') },
  )

const cliaRule = (of: Loop<{ readonly clia?: { readonly value: string } }>): Rule =>
  rule(
    of,
    `837P.clia.${of.id}`,
    `${of.title}: a CLIA number has ten characters, the third of them a D (REF X4).`,
    ({ clia }) => (clia ? breach(!/^\d{2}D\d{7}$/.test(clia.value), clia) : undefined),
    { grade: 'doubtful', mend: ({ clia }) => void (clia && (clia.value = '14D0000001')) },
  )

type Contact = { readonly numbers: readonly { readonly kind: 'TE' | 'FX' | 'EM' | 'EX'; readonly number: string }[] }
const isReachable = ({ numbers }: Contact): boolean =>
  numbers.every(({ kind, number }, n) => (kind === 'TE' ? /^\d{10}$/.test(number) : kind !== 'EX' || numbers[n - 1]?.kind === 'TE'))

const contactRule = (
  of: Loop<{
    readonly contact?: Contact
    readonly contacts?: readonly Contact[]
  }>,
): Rule =>
  rule(
    of,
    `837P.contact.${of.id}`,
    `${of.title}: a telephone number has ten digits and nothing else, and an extension follows one (PER03 to PER08).`,
    ({ contact, contacts = [] }) => [...contacts, ...(contact ? [contact] : [])].flatMap((one) => (isReachable(one) ? [] : [{ of: one }])),
    {
      grade: 'doubtful',
      mend: ({ contact, contacts = [] }) => {
        for (const one of [...contacts, ...(contact ? [contact] : [])]) one.numbers = [{ kind: 'TE', number: '5555550100' }]
      },
    },
  )

const POST_BOX = /\bP\.?\s*O\.?\s*BOX\b|\bPOST\s+OFFICE\s+BOX\b|\bLOCK\s*BOX\b/i

const nineDigits: readonly Loop<Somewhere>[] = [billingProvider, facility, lineFacility]
const fiveDigits: readonly Loop<Somewhere>[] = [
  payTo,
  payToPlan,
  subscriberName,
  payer,
  patientName,
  pickUp,
  dropOff,
  otherInsured,
  otherPayer,
  ordering,
  linePickUp,
  lineDropOff,
]

export const formRules: readonly Rule[] = [
  rule(
    billingProvider,
    '837P.postBox',
    'The billing provider has a street address; a PO box or lock box belongs to the pay-to address (2010AA N3).',
    ({ street }) => breach(POST_BOX.test(street.line1) || POST_BOX.test(street.line2 ?? ''), street),
    {
      grade: 'doubtful',
      mend: ({ street }) => {
        street.line1 = '100 ELM ST'
        delete street.line2
      },
    },
  ),
  ...[...nineDigits, ...fiveDigits].map(addressRule),
  ...nineDigits.map((of) => zipRule(of, true)),
  ...fiveDigits.map((of) => zipRule(of)),
  ...[
    billingProvider,
    referring,
    rendering,
    facility,
    supervising,
    lineRendering,
    purchasedFrom,
    lineFacility,
    lineSupervising,
    ordering,
    lineReferring,
  ].map((of: Loop<Identified>) => npiRule(of)),
  ...[submitter, billingProvider, subscriberName, rendering, otherInsured, lineRendering].map((of: Loop<Named>) => nameRule(of)),
  ...[submitter, billingProvider, subscriberName, patientName, facility, ordering].map((of) => contactRule(of)),
  ...[billing, rendering, lineRendering].map((of: Loop<{ readonly taxonomy?: { readonly taxonomy: string } }>) => taxonomyRule(of)),
  ...[billingProvider, payToPlan].map((of: Loop<{ readonly taxId: { readonly value: string } }>) => taxIdRule(of)),
  ...[claim, line].map((of: Loop<{ readonly clia?: { readonly value: string } }>) => cliaRule(of)),
]
