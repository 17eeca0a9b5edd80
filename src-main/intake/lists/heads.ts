import type { StandingField, StandingKind } from '../../../src-shared/contract/standing.ts'
import { bare, rowOfHeads, type MappingOf } from '../reading/columns.ts'
import type { Sheet } from '../reading/xlsx.ts'

/* Which column of a list says what, by the names practices and clearinghouses give them. Pure. */

export type Mapping = MappingOf<StandingField>

/** Heads without spaces and signs, parted by a space. */
const named = (words: Partial<Record<StandingField, string>>): ReadonlyMap<string, StandingField> =>
  new Map(Object.entries(words).flatMap(([field, heads]) => heads.split(' ').map((head) => [head, field as StandingField] as const)))

const FEE = 'fee fees amount charge charges price rate usualfee standardfee fullfee ucr usualcharge usualandcustomary billedamount'
const CODE = 'code codes cpt cptcode hcpcs hcpcscode cpthcpcs cpthcpcscode procedure procedurecode servicecode billingcode proccode'
const STARTS = 'from starts start effective effectivedate effectivefrom begin begins begindate startdate validfrom asof'

const MODIFIERS =
  'modifier modifiers mod mods mod1 mod2 mod3 mod4 modifier1 modifier2 modifier3 modifier4 modifiercode1 modifiercode2 modifiercode3 modifiercode4'
const CREDENTIAL = 'credential credentials license licence licensetype providertype providerlevel level clinicianlevel'

const HEADS: Readonly<Record<StandingKind, ReadonlyMap<string, StandingField>>> = {
  payers: named({
    name: 'name payer payername insurance insurancename insurancecompany insurer carrier carriername company',
    ediId: 'payerid edipayerid ediid payernumber electronicpayerid electronicid clearinghouseid id payercode carrierid',
    kind: 'class kind type payertype payerclass payerkind insurancetype insuranceclass financialclass lineofbusiness',
    filing: 'filing filingindicator claimfilingindicator claimfiling filingcode claimfilingcode sbr09',
    phone: 'phone phonenumber telephone providerphone phoneforproviders providerservices tel',
    line1: 'address address1 addressline1 street street1 claimsaddress mailingaddress claimaddress streetaddress',
    line2: 'address2 addressline2 street2 suite',
    city: 'city claimscity',
    state: 'state st claimsstate',
    zip: 'zip zipcode postalcode claimszip',
    filingDays:
      'filinglimit filinglimitdays filingdays timelyfiling timelyfilingdays timelyfilinglimit daystofile filingdeadline firstclaim firstclaimdays',
    correctedDays: 'corrected correcteddays correctedclaim correctedclaims correctedclaimdays correctedlimit correctedclaimlimit',
    appealDays: 'appeal appeals appealdays appealsdays appeallimit appealslimit daystoappeal appealdeadline',
    videoModifier: 'videomodifier telehealthmodifier modifierforvideo video',
    audioModifier: 'audiomodifier modifierforaudio modifierforaudioonly audio',
    appealsLine1: 'appealsaddress appealaddress appealsstreet appealstreet appealsaddress1 appealsline1',
    appealsCity: 'appealscity appealcity',
    appealsState: 'appealsstate appealstate',
    appealsZip: 'appealszip appealzip appealszipcode',
    appealsFax: 'appealsfax appealfax fax faxnumber',
  }),
  fees: named({
    code: CODE,
    modifiers: MODIFIERS,
    credential: CREDENTIAL,
    clinician:
      'clinician cliniciannpi provider providername providernpi therapist npi rendering renderingprovider renderingnpi clinicianname',
    fee: FEE,
    starts: STARTS,
  }),
  rates: named({
    payer: 'payer payername payerid edipayerid ediid payor insurance insurancename insurancecompany carrier carriername',
    code: CODE,
    plan: 'plan planname product productname network networkname lineofbusiness',
    modifiers: MODIFIERS,
    credential: CREDENTIAL,
    place: 'place placeofservice placeofservicecode pos poscode servicelocation',
    allowed:
      'allowed allowedamount allowable allowableamount maximumallowable maxallowable contractrate contractedrate contractamount negotiatedrate reimbursement reimbursementrate rate fee feeschedule feescheduleamount amount price',
    starts: STARTS,
    ends: 'to end ends enddate effectiveto effectivethrough validto through thru until termdate termination terminationdate expires expiration expirationdate',
  }),
  codes: named({
    code: CODE,
    words: 'words description name descriptor service servicename label shortname shortdescription ourwords title',
    fee: FEE,
    starts: STARTS,
  }),
}

/** Fields that several columns say together. */
export const JOINED: readonly StandingField[] = ['modifiers']

export type Heads = { readonly heads: readonly string[]; readonly at: number; readonly mapping: Mapping }

/** The row of heads of a list; undefined when the file holds no table. */
export function headsOf(sheet: Sheet, kind: StandingKind): Heads | undefined {
  const mapped = (heads: readonly string[]): Mapping => once(heads.map((head) => HEADS[kind].get(bare(head)) ?? null))
  const at = rowOfHeads(sheet, mapped, 2)
  const heads = sheet[at]
  return heads && { heads, at, mapping: mapped(heads) }
}

/** A field is said by one column, the first that is named so, but for those that several say. */
const once = (mapping: Mapping): Mapping =>
  mapping.map((field, n) => (field !== null && !JOINED.includes(field) && mapping.indexOf(field) < n ? null : field))

/** Whether a row can be read at all. */
export const isEnough = (kind: StandingKind, mapping: Mapping): boolean =>
  kind === 'payers'
    ? mapping.includes('name') && mapping.includes('ediId')
    : kind === 'rates'
      ? mapping.includes('code') && mapping.includes('allowed')
      : mapping.includes('code') && (mapping.includes('fee') || (kind === 'codes' && mapping.includes('words')))
