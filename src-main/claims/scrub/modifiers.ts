import { modifier, type CodeBook } from '../../codes/index.ts'
import type { ClaimFacts } from '../facts.ts'
import type { LineFacts } from '../records/claims.ts'
import { found, when, type Check, type ClaimFinding } from './finding.ts'
import { ageOn } from './words.ts'

/* Modifiers: which go together, and which go with the code. Sources: HCPCS Level II, CPT; their order is in `repair.ts`. */

export const modifierChecks: Check = (facts, _today, _others, codes) => [
  ...facts.lines.flatMap((line) => lineOf(facts, line, codes)),
  ...visits(facts, codes),
]

const THERAPY_BESIDE: readonly string[] = ['90833', '90836', '90838']

/** Some payers want 25 on the E/M beside psychotherapy; CPT and NCCI do not. */
function visits({ payer, lines }: ClaimFacts, codes: CodeBook): readonly ClaimFinding[] {
  if (payer.em_with_25 !== 1) return []
  const bare = lines.filter((line) => {
    const answer = codes.procedure(line.code, line.day)
    return answer.is === 'active' && answer.row.family === 'em' && !line.modifiers.includes('25')
  })
  return bare
    .filter((line) => lines.some((other) => other.day === line.day && THERAPY_BESIDE.includes(other.code)))
    .map((line) => found('M13', `${payer.name} wants 25 on ${line.code} beside psychotherapy.`, `line ${line.n}`))
}

/** The first two modifiers of a line that exclude each other. */
function excluding(modifiers: readonly string[]): readonly [string, string] | undefined {
  for (const one of modifiers) {
    const other = modifier(one)?.excludes?.find((code) => modifiers.includes(code))
    if (other !== undefined) return [one, other]
  }
  return undefined
}

function lineOf({ patient, payer }: ClaimFacts, line: LineFacts, codes: CodeBook): readonly ClaimFinding[] {
  const field = `line ${line.n}`
  const answer = codes.procedure(line.code, line.day)
  const row = answer.is === 'active' ? answer.row : undefined
  const has = (one: string): boolean => line.modifiers.includes(one)
  const pair = excluding(line.modifiers)
  const unknown = line.modifiers.find((one) => /^[0-9A-Z]{2}$/.test(one) && modifier(one) === undefined)
  const isVideoAlone = row?.audio === 'N' || (payer.kind === 'medicare' && codes.telehealth(line.code, line.day) === 'video')
  const isTimed = row?.timeMin !== undefined && ['individual', 'family', 'crisis'].includes(row.family)
  return [
    ...when(pair !== undefined, () => found('M04', `Modifiers ${pair?.[0] ?? ''} and ${pair?.[1] ?? ''} exclude each other.`, field)),
    ...when(has('25') && row !== undefined && row.family !== 'em', () =>
      found('M05', `Modifier 25 marks an E/M service; ${line.code} is none.`, field),
    ),
    ...when((has('93') || has('FQ')) && isVideoAlone, () => found('M07', `${line.code} is not given by telephone alone.`, field)),
    ...when(has('HQ') && line.code === '90853', () => found('M08', '90853 is a group by itself; most payers want no HQ on it.', field)),
    ...when(unknown !== undefined, () => found('M10', `Modifier ${unknown ?? ''} is not in the list. Check it with the payer.`, field)),
    ...when(has('HA') && patient.born !== null && ageOn(patient.born, line.day) >= 21, () =>
      found('M11', 'HA stands for a program of the young, and the patient is 21 or older.', field),
    ),
    ...when(has('52') && isTimed && line.session !== undefined, () =>
      found('M12', `Modifier 52 does not make a short session ${line.code}.`, field),
    ),
  ]
}
