import type { Letter } from '../../src-shared/contract/appeals.ts'
import type { Output } from '../../src-shared/contract/index.ts'
import { shownDay, type Day } from '../../src-shared/day.ts'
import { adjustmentReason, namesSubstanceUse as codesNameSubstanceUse, procedures } from '../codes/index.ts'
import type { ExhibitKind, LetterTemplate } from '../denials/index.ts'
import type { AppealCase } from './case.ts'

/*
 * What happened, what goes with it, what is missing. Pure. Sources: 29 CFR 2560.503-1,
 * 45 CFR 147.136, 42 CFR 405.940 to 405.1140, 42 CFR 438.400 to 438.424.
 */

type Detail = Output<'appeals.get'>
export type Exhibit = Detail['exhibits'][number]

/** The letter as it begins: the blocks of its template whose facts are known. */
export function letterFrom(template: LetterTemplate, facts: Facts): Letter {
  const isKnown = (name: string): boolean => typeof facts[name] === 'string'
  const blocks = template.blocks
    .filter(({ when = [], unless = [] }) => when.every(isKnown) && !unless.some(isKnown))
    .map(({ when: _when, unless: _unless, ...block }) => block as Letter['blocks'][number])
  return { title: template.title, blocks }
}

/** A fact by its name; null when it is not known. */
export type Facts = Readonly<Record<string, string | null>>

const MARK = /\{\{([a-z0-9._]+)\}\}/g

/** A text in pieces: plain words, and facts by name. */
export type Piece =
  { readonly is: 'text'; readonly text: string } | { readonly is: 'fact'; readonly name: string; readonly value: string | null }

export function piecesOf(text: string, facts: Facts): Piece[] {
  const pieces: Piece[] = []
  let at = 0
  for (const mark of text.matchAll(MARK)) {
    const [whole, name = ''] = mark
    if (mark.index > at) pieces.push({ is: 'text', text: text.slice(at, mark.index) })
    pieces.push({ is: 'fact', name, value: facts[name] ?? null })
    at = mark.index + whole.length
  }
  if (at < text.length) pieces.push({ is: 'text', text: text.slice(at) })
  return pieces
}

/** What the head and the foot of every letter say. */
const ALWAYS: readonly string[] = [
  'practice.name',
  'practice.address',
  'practice.phone',
  'payer.name',
  'payer.appeal_address',
  'patient.name',
  'patient.born',
  'member.id',
  'claim.payer_icn',
  'signer.name',
]

/** The facts a letter needs and does not have; while there is one it must not leave. */
export function missingFacts(letter: Letter, facts: Facts): string[] {
  const used = letter.blocks.flatMap((block) =>
    block.is === 'paragraph' ? [...block.text.matchAll(MARK)].map(([, name = '']) => name) : [],
  )
  const empty = [...new Set([...ALWAYS, ...used])].filter((name) => (facts[name] ?? null) === null)
  const hasEmptyCriteria = letter.blocks.some(
    (block) =>
      block.is === 'criteria' && (block.rows.length === 0 || block.rows.some((row) => row.criterion === '' || row.evidence === '')),
  )
  return hasEmptyCriteria ? [...empty, 'criteria'] : empty
}

type Own = Omit<Exhibit, 'label'>

/** All that may go with the letter: what its template wants first, then what else there is, then pages of the record. */
function available(of: AppealCase): Own[] {
  const { payment, decided, answer, acceptance, denied, approved, before } = of
  const code = `${denied.group}-${denied.reason}`
  const inTime = acceptance !== undefined && acceptance.day <= of.fileBy
  const there = (kind: ExhibitKind, title: string, shows: string): { readonly title: string; readonly shows: string } | undefined =>
    of.alsoThere.has(kind) ? { title, shows } : undefined
  const all: Readonly<Record<ExhibitKind, { readonly title: string; readonly shows: string } | undefined>> = {
    remittance: { title: `Denial, remittance of ${shownDay(payment.day as Day)}`, shows: `shows ${code} and the date` },
    claim:
      decided === undefined || decided.file === null
        ? undefined
        : { title: decided.day ? `Claim as sent ${shownDay(decided.day)}` : 'Claim as sent', shows: 'what was billed' },
    eligibility: answer
      ? {
          title: `Eligibility answer, ${shownDay(answer.day)}`,
          shows: answer.authorization === 'N' ? 'the payer said: no authorization' : 'what the payer said of the coverage',
        }
      : there('eligibility', 'Eligibility answer', 'what the payer said of the coverage'),
    acknowledgment: acceptance
      ? {
          title: `Payer acceptance, 277CA ${acceptance.category}`,
          shows: inTime ? 'received in time' : `received ${shownDay(acceptance.day)}`,
        }
      : of.wants.includes('acknowledgment')
        ? undefined
        : there('acknowledgment', 'Payer acceptance, 277CA', 'when the payer had the claim'),
    authorization: approved && { title: `Authorization ${approved.number}`, shows: 'what was approved, and until when' },
    contacts: of.told.length > 0 ? { title: 'Contacts with the payer', shows: 'what was said, by whom, under which number' } : undefined,
    decision: before && {
      title: `Decision on level ${before.level}, ${shownDay(before.decided)}`,
      shows: 'the decision this appeal is about',
    },
  }
  const kinds = [...of.wants, ...EXHIBITS.filter((kind) => !of.wants.includes(kind))]
  return [
    ...kinds.flatMap((kind) => {
      const own = all[kind]
      return own ? [{ id: kind, kind, ...own, pages: 0, enclosed: null }] : []
    }),
    ...of.enclosures.map(({ id, title, shows, pages, kind }) => ({
      id: `record-${id}`,
      kind: 'record' as const,
      title,
      shows,
      pages,
      enclosed: kind as Exhibit['enclosed'],
    })),
  ]
}

const EXHIBITS: readonly ExhibitKind[] = ['decision', 'remittance', 'claim', 'authorization', 'eligibility', 'acknowledgment', 'contacts']

/** `A` to `Z`, then `AA`. @param n from 0 */
const labelOf = (n: number): string => (n < 26 ? '' : labelOf(Math.floor(n / 26) - 1)) + String.fromCharCode(65 + (n % 26))

/** What goes with the letter, as far as it is there, lettered in order: as somebody arranged it, or what its template wants. */
export function exhibitsOf(of: AppealCase): Exhibit[] {
  const all = available(of)
  const chosen =
    of.arranged === undefined
      ? [
          ...all.filter((one) => one.kind === 'decision'),
          ...all.filter((one) => one.kind !== 'decision' && (one.kind === 'record' || of.wants.includes(one.kind))),
        ]
      : of.arranged.flatMap((id) => all.filter((one) => one.id === id))
  return chosen.map((own, n) => ({ ...own, label: labelOf(n) }))
}

/** What there is besides, and does not go. */
export function offeredOf(of: AppealCase, exhibits: readonly Exhibit[]): Exhibit[] {
  return available(of)
    .filter((one) => exhibits.every(({ id }) => id !== one.id))
    .map((own) => ({ ...own, label: '' }))
}

/** What happened, in order, each with the exhibit that shows it. */
export function chronologyOf(of: AppealCase, exhibits: readonly Exhibit[]): Detail['chronology'] {
  const { line, denied, payment, answer, acceptance, departures } = of
  const label = (kind: ExhibitKind): string => exhibits.find((one) => one.kind === kind)?.label ?? ''
  const least = procedures.find(line.code)?.timeMin
  const minutes = line.session?.minutes
  const session =
    minutes === undefined
      ? `Service given, ${line.code}`
      : `Session held, ${minutes} minutes${least !== undefined && minutes >= least ? `; ${least} minutes or more is ${line.code}` : `, ${line.code}`}`
  const answered = answer && [
    ...(answer.outcome === 'active' ? ['active'] : []),
    ...(answer.authorization === 'N' ? ['authorization not required (271, EB11 = N)'] : []),
    ...(answer.authorization === 'Y' ? ['authorization required (271, EB11 = Y)'] : []),
  ]
  const happened = [
    ...(answer && answered && answered.length > 0
      ? [{ day: answer.day, words: `Your eligibility answer: ${answered.join(', ')}`, exhibit: label('eligibility') }]
      : []),
    { day: line.day, words: session, exhibit: label('claim') },
    ...departures
      .filter((one) => one.day !== undefined && one.day <= payment.day)
      .map((one) => ({
        day: one.day as Day,
        words: one.frequency === '7' ? 'We sent the corrected claim (837P, frequency 7)' : 'We sent the claim (837P)',
        exhibit: one === of.decided ? label('claim') : '',
      })),
    ...(acceptance
      ? [
          {
            day: acceptance.day,
            words: `You accepted the claim for processing (277CA, ${acceptance.category})`,
            exhibit: label('acknowledgment'),
          },
        ]
      : []),
    { day: payment.day as Day, words: `You denied it, ${denied.group}-${denied.reason}`, exhibit: label('remittance') },
  ]
  return happened.toSorted((one, other) => (one.day < other.day ? -1 : one.day > other.day ? 1 : 0))
}

/** Nine digits in the groups of a social security number. */
const SOCIAL_SECURITY = /\b\d{3}-\d{2}-\d{4}\b/

/** Whether the claim is of an episode of a program, or names substance use by diagnosis, procedure, modifier or place (42 CFR part 2). */
export const namesSubstanceUse = ({ facts, leaving }: Pick<AppealCase, 'facts' | 'leaving'>): boolean =>
  !leaving.allowed ||
  leaving.basis !== null ||
  codesNameSubstanceUse({
    diagnoses: facts.diagnoses,
    procedures: facts.lines.map((line) => line.code),
    modifiers: facts.lines.flatMap((line) => line.modifiers),
    places: facts.lines.map((line) => line.place),
  })

/** What must be so before the packet leaves: no more than the argument needs (45 CFR 164.502(b), 164.508(a)(2); 42 CFR 2.32). */
export function needsOf(of: AppealCase): Detail['needs'] {
  const others = of.payment.claims - 1
  const text = of.letter.blocks.map((block) => (block.is === 'paragraph' ? block.text : JSON.stringify(block))).join(' ')
  const hasNumber = SOCIAL_SECURITY.test(text)
  const substance = namesSubstanceUse(of)
  return [
    {
      id: 'others',
      holds: true,
      isAsked: false,
      says: 'Other patients are left out',
      detail: others > 0 ? `${others} other ${others === 1 ? 'claim' : 'claims'} of the remittance` : 'the remittance has no other claim',
    },
    ...recordNeeds(of),
    {
      id: 'social-security',
      holds: !hasNumber,
      isAsked: false,
      says: 'No social security number',
      detail: hasNumber ? 'the letter holds one' : 'none in the letter, none from the files',
    },
    {
      id: 'substance-use',
      holds: !substance,
      isAsked: false,
      says: 'No substance use records',
      detail: substance ? consentWords(of) : 'Part 2 notice not needed',
    },
    {
      id: 'diagnosis',
      holds: of.facts.diagnoses.length === 0,
      isAsked: true,
      says: 'Diagnosis shows on the claim page',
      detail: 'the payer needs it; say yes to go on',
    },
  ]
}

/**
 * Of pages of the record somebody says that they were looked through: what is in them no program can tell. Notes that a clinician keeps apart from the
 * record need an authorization of their own (45 CFR 164.501, 164.508(a)(2)).
 */
function recordNeeds(of: AppealCase): Detail['needs'] {
  const records = exhibitsOf(of).filter((one) => one.kind === 'record')
  const pages = records.reduce((all, one) => all + one.pages, 0)
  if (records.length === 0)
    return [
      { id: 'psychotherapy-notes', holds: true, isAsked: false, says: 'No psychotherapy notes', detail: 'none may be sent' },
      { id: 'progress-notes', holds: true, isAsked: false, says: 'Progress notes left out', detail: 'no page of the record is attached' },
    ]
  return [
    {
      id: 'psychotherapy-notes',
      holds: false,
      isAsked: true,
      says: 'No psychotherapy notes',
      detail: 'none of the attached pages is a note the clinician keeps apart',
    },
    {
      id: 'progress-notes',
      holds: false,
      isAsked: true,
      says: 'The attached pages are this patient’s, and no more than is needed',
      detail: `${pages} ${pages === 1 ? 'page' : 'pages'}: ${records.map((one) => one.title).join(', ')}`,
    },
  ]
}

function consentWords({ leaving }: AppealCase): string {
  if (!leaving.allowed) return `a consent is needed. ${leaving.why}`
  return leaving.basis === null
    ? 'the claim names one, outside of a program: the notice is on the letter'
    : 'consent on file, and the notice goes with it'
}

/** Nothing more happens to it. */
export const isDecided = (status: string): boolean => !['draft', 'ready', 'sent'].includes(status)

/** How an appeal ended by what its denial came to. One that never left is withdrawn. */
export function decisionOf(
  status: string,
  outcome: string | null,
  stillOpen: number,
): 'won' | 'partly-won' | 'lost' | 'withdrawn' | undefined {
  if (status === 'draft' || status === 'ready') return 'withdrawn'
  if (status !== 'sent') return undefined
  if (outcome !== 'paid') return 'lost'
  return stillOpen > 0 ? 'partly-won' : 'won'
}

/** `CO-197, precertification or authorization absent` for the middle of a sentence. */
export function denialWords(reason: string): string {
  const { words } = adjustmentReason(reason)
  return /^[A-Z][a-z]/.test(words) ? `${words.charAt(0).toLowerCase()}${words.slice(1)}` : words
}
