import { add, cents, NO_MONEY, negate, type Cents } from '../../src-shared/money.ts'

/** An amount beside the claims with PLB's own sign, and the numbers its reference names. */
export type Referred = { readonly reference: string; readonly cents: number }

/**
 * What amounts of one account leave open. Those that share a number settle each other; a debt under one number is not paid by what was taken under
 * another. Payers write several numbers into one reference (a claim and a payment), so any of them joins; those without a number are one.
 * Source: 835, PLB03-2 names the claim or payment that the amount is about.
 * @returns what was added and is not taken yet, and what was taken that nothing told of; both at or above nothing
 */
export function leftOpen(amounts: readonly Referred[]): { readonly toTake: Cents; readonly untold: Cents } {
  let groups: { readonly numbers: ReadonlySet<string>; readonly left: Cents }[] = []
  for (const one of amounts) {
    const numbers = new Set(one.reference.toUpperCase().split(/\s+/).filter(Boolean))
    if (numbers.size === 0) numbers.add('')
    const same = groups.filter((group) => [...numbers].some((number) => group.numbers.has(number)))
    groups = [
      ...groups.filter((group) => !same.includes(group)),
      {
        numbers: new Set([...numbers, ...same.flatMap((group) => [...group.numbers])]),
        left: add(negate(cents(one.cents)), ...same.map(({ left }) => left)),
      },
    ]
  }
  const sums = groups.map(({ left }) => left)
  return {
    toTake: add(NO_MONEY, ...sums.filter((left) => left > 0)),
    untold: negate(add(NO_MONEY, ...sums.filter((left) => left < 0))),
  }
}
