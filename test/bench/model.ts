/*
 * The floor: what anyone would write in half an hour. It splits, types, keeps cents exact and balances; it checks no rule, no code, no position and
 * says nothing when something is wrong. Parity's own code is not in it.
 */

const cents = (text = ''): number => {
  const [, minus, whole = '', fraction = ''] = /^(-?)(\d*)\.?(\d*)$/.exec(text) ?? []
  const size = Number(whole) * 100 + Number(fraction.padEnd(2, '0').slice(0, 2))
  return minus ? -size : size
}
const parts = (text: string): string[][] => text.split('~').map((segment) => segment.trim().split('*'))
type Adjustment = { group: string; reason: string; amount: number }
const adjustments = (segment: string[]): Adjustment[] => {
  const all: Adjustment[] = []
  for (let n = 2; n < segment.length; n += 3) all.push({ group: segment[1] ?? '', reason: segment[n] ?? '', amount: cents(segment[n + 1]) })
  return all
}
const total = (all: readonly { amount: number }[]): number => all.reduce((sum, one) => sum + one.amount, 0)

/** Claims, lines, adjustments, names, references of an 835, and whether everything balances. */
export function remittanceModel(text: string) {
  const claims: ReturnType<typeof claimOf>[] = []
  let [paid, taken, balanced] = [0, 0, true]
  const claimOf = (s: string[]) => ({
    control: s[1] ?? '',
    status: s[2] ?? '',
    charge: cents(s[3]),
    paid: cents(s[4]),
    owed: cents(s[5]),
    payerControl: s[7] ?? '',
    names: [] as { kind: string; last: string; first: string; id: string }[],
    references: [] as { kind: string; value: string }[],
    dates: [] as { kind: string; day: string }[],
    amounts: [] as { kind: string; amount: number }[],
    adjustments: [] as Adjustment[],
    lines: [] as ReturnType<typeof lineOf>[],
  })
  const lineOf = (s: string[]) => ({
    code: (s[1] ?? '').split(':'),
    charge: cents(s[2]),
    paid: cents(s[3]),
    units: Number(s[5] ?? 1),
    adjustments: [] as Adjustment[],
    references: [] as { kind: string; value: string }[],
    dates: [] as { kind: string; day: string }[],
    amounts: [] as { kind: string; amount: number }[],
    remarks: [] as string[],
  })
  let claim: ReturnType<typeof claimOf> | undefined
  let line: ReturnType<typeof lineOf> | undefined
  for (const s of parts(text)) {
    if (s[0] === 'BPR') paid = cents(s[2])
    else if (s[0] === 'CLP') {
      claims.push((claim = claimOf(s)))
      line = undefined
    } else if (s[0] === 'SVC' && claim) claim.lines.push((line = lineOf(s)))
    else if (s[0] === 'CAS') (line ?? claim)?.adjustments.push(...adjustments(s))
    else if (s[0] === 'NM1') claim?.names.push({ kind: s[1] ?? '', last: s[3] ?? '', first: s[4] ?? '', id: s[9] ?? '' })
    else if (s[0] === 'REF') (line ?? claim)?.references.push({ kind: s[1] ?? '', value: s[2] ?? '' })
    else if (s[0] === 'DTM') (line ?? claim)?.dates.push({ kind: s[1] ?? '', day: s[2] ?? '' })
    else if (s[0] === 'AMT') (line ?? claim)?.amounts.push({ kind: s[1] ?? '', amount: cents(s[2]) })
    else if (s[0] === 'LQ') line?.remarks.push(s[2] ?? '')
    else if (s[0] === 'PLB') for (let n = 4; n < s.length; n += 2) taken += cents(s[n])
  }
  for (const one of claims) {
    const lines = one.lines.reduce((sum, own) => sum + total(own.adjustments), 0)
    balanced &&=
      one.paid === one.charge - total(one.adjustments) - lines && one.lines.every((own) => own.paid === own.charge - total(own.adjustments))
  }
  balanced &&= paid === claims.reduce((sum, one) => sum + one.paid, 0) - taken
  return { claims, balanced }
}

/** Claims, people, diagnoses and lines of an 837P, and whether each charge is the sum of its lines. */
export function claimsModel(text: string) {
  const claimOf = (s: string[]) => ({
    control: s[1] ?? '',
    charge: cents(s[2]),
    place: (s[5] ?? '').split(':'),
    diagnoses: [] as string[][],
    names: people,
    references: [] as { kind: string; value: string }[],
    lines: [] as {
      code: string[]
      charge: number
      units: number
      pointers: number[]
      day: string
      references: { kind: string; value: string }[]
    }[],
  })
  const claims: ReturnType<typeof claimOf>[] = []
  let people: { kind: string; last: string; first: string; id: string }[] = []
  let claim: ReturnType<typeof claimOf> | undefined
  for (const s of parts(text)) {
    const line = claim?.lines.at(-1)
    if (s[0] === 'HL') {
      people = []
      claim = undefined
    } else if (s[0] === 'CLM') claims.push((claim = claimOf(s)))
    else if (s[0] === 'HI' && claim) claim.diagnoses = s.slice(1).map((one) => one.split(':'))
    else if (s[0] === 'NM1') (claim?.names ?? people).push({ kind: s[1] ?? '', last: s[3] ?? '', first: s[4] ?? '', id: s[9] ?? '' })
    else if (s[0] === 'SV1')
      claim?.lines.push({
        code: (s[1] ?? '').split(':'),
        charge: cents(s[2]),
        units: Number(s[4]),
        pointers: (s[7] ?? '').split(':').map(Number),
        day: '',
        references: [],
      })
    else if (s[0] === 'DTP' && line) line.day = s[3] ?? ''
    else if (s[0] === 'REF') (line?.references ?? claim?.references)?.push({ kind: s[1] ?? '', value: s[2] ?? '' })
  }
  return { claims, balanced: claims.every((one) => one.charge === one.lines.reduce((sum, own) => sum + own.charge, 0)) }
}
