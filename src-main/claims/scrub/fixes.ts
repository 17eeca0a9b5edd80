import type { Output } from '../../../src-shared/contract/index.ts'
import { BUILT_IN, isDrugCode, type CodeBook, type Conflict } from '../../codes/index.ts'
import { wholeNumber } from '../../../src-shared/number.ts'
import type { ClaimFacts } from '../facts.ts'
import type { Beside, LineFacts } from '../records/claims.ts'
import { TELEHEALTH_MODIFIERS } from './finding.ts'
import { wantedModifier } from './payers.ts'
import { inOrder } from './repair.ts'

export type Fix = NonNullable<Output<'claims.get'>['findings'][number]['fix']>
type Of = { readonly rule: string; readonly field: string }
type Fixing = (facts: ClaimFacts, line: LineFacts, codes: CodeBook, others: readonly Beside[]) => Fix | undefined

/** The change to one line’s modifiers; none when nothing would change, or there is no room. */
function modifiersOf(line: LineFacts, words: string, next: readonly string[]): Fix | undefined {
  const modifiers = inOrder([...new Set(next)])
  if (modifiers.length > 4 || modifiers.join() === line.modifiers.join()) return undefined
  return { words, modifiers: [{ line: line.id, modifiers }] }
}
const without = (line: LineFacts, off: readonly string[]): string[] => line.modifiers.filter((one) => !off.includes(one))
const add = (line: LineFacts, one: string): Fix | undefined => modifiersOf(line, `Add ${one} to line ${line.n}`, [...line.modifiers, one])
const takeOff = (line: LineFacts, off: readonly string[]): Fix | undefined => {
  const gone = line.modifiers.filter((one) => off.includes(one))
  return modifiersOf(line, `Take ${gone.join(' and ')} off line ${line.n}`, without(line, off))
}

/** The line that a distinct service is marked on, and with what: the pair’s own rule, XE with Medicare (NCCI). */
function separate({ lines, payer }: ClaimFacts, line: LineFacts, codes: CodeBook): Fix | undefined {
  for (const other of lines) {
    if (other.id === line.id || other.day !== line.day) continue
    const rule = codes.conflict(line.code, other.code, line.day)
    if (rule?.indicator !== 1) continue
    const on = [line, other].find(({ code }) => code === rule.modifierOn) ?? line
    const mark = markOf(payer, rule)
    return mark === undefined ? undefined : add(on, mark)
  }
  return undefined
}

const markOf = ({ kind }: ClaimFacts['payer'], { override }: Conflict): string | undefined =>
  kind === 'medicare' && override.includes('XE') ? 'XE' : override[0]

/** The same beside another claim of the day, when it is this claim’s line that is marked. */
function separateBeside({ payer, provider }: ClaimFacts, line: LineFacts, codes: CodeBook, others: readonly Beside[]): Fix | undefined {
  for (const other of others) {
    if (other.day !== line.day || other.provider !== (provider?.id ?? null)) continue
    const rule = codes.conflict(line.code, other.code, line.day)
    if (rule?.indicator !== 1 || rule.together !== 'distinct') continue
    const mark = rule.modifierOn === undefined || rule.modifierOn === line.code ? markOf(payer, rule) : undefined
    if (mark !== undefined) return add(line, mark)
  }
  return undefined
}

/** An NDC beside a code that is no drug belongs to the drug that has none, where there is one. */
function moveDrug({ lines }: ClaimFacts, line: LineFacts): Fix | undefined {
  if (line.drug === null) return undefined
  const off = { line: line.id, drug: null }
  const bare = lines.filter((one) => one.drug === null && isDrugCode(one.code))
  const [to] = bare.length === 1 ? bare : []
  return to
    ? { words: `Move the NDC to ${to.code}, line ${to.n}`, drugs: [off, { line: to.id, drug: line.drug }] }
    : { words: `Take the NDC off line ${line.n}`, drugs: [off] }
}

const FIXES: Readonly<Record<string, Fixing>> = {
  C05: separate,
  C33: moveDrug,
  X02: separateBeside,
  M03: (_facts, line) => takeOff(line, TELEHEALTH_MODIFIERS),
  M05: (_facts, line) => takeOff(line, ['25']),
  M06: (facts, line) => {
    const wanted = wantedModifier(facts, line)
    return wanted === ''
      ? undefined
      : modifiersOf(line, `Write ${wanted} on line ${line.n}`, [...without(line, TELEHEALTH_MODIFIERS), wanted])
  },
  M08: (_facts, line) => takeOff(line, ['HQ']),
  M13: (_facts, line) => add(line, '25'),
  K03: (_facts, line) => add(line, 'GY'),
  K04: (_facts, line) => takeOff(line, ['95']),
  K05: (_facts, line) => modifiersOf(line, `Write 93 on line ${line.n}`, [...without(line, TELEHEALTH_MODIFIERS), '93']),
  P04: () => ({ words: 'Set the place to 10, the patient’s home', place: '10' }),
  P05: () => ({ words: 'Set the place to 11, the office', place: '11' }),
  R23: ({ payer }, line) => add(line, payer.supervised_modifier),
  S01: (_facts, line) => add(line, 'HQ'),
}

/** What one key does about a finding: modifiers, place, where an NDC stands and the order of payers alone, nothing that says another service was given. */
export function fixFor(facts: ClaimFacts, { rule, field }: Of, codes: CodeBook = BUILT_IN, others: readonly Beside[] = []): Fix | null {
  const coverage = rule === 'E03' ? wholeNumber(field.replace('coverage ', '')) : undefined
  if (coverage !== undefined) return { words: 'Bill that one first, Medicaid last', coverage }
  const n = /^line (\d+)$/.exec(field)?.[1]
  const line = facts.lines.find((one) => String(one.n) === n)
  return (line && FIXES[rule]?.(facts, line, codes, others)) ?? null
}
