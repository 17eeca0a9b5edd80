/*
 * What the books must say, written from the rules alone and without a line of the program: whole cents, one line to a claim. Payers settle what they
 * decide; what fits no claim any more waits as credit; what is about no claim stands beside.
 */

/** What a payer decided on a claim: paid, let go by contract, left to the patient. What is left of the charge stays open. */
export type Decision = { readonly paid: number; readonly off: number; readonly share: number }
type Claim = {
  payer: number
  patient: number
  payment: number
  adjustment: number
  /** What stands on it, the oldest first. */
  readonly decided: Decision[]
}

export class ReferenceLedger {
  readonly claims: Claim[] = []
  /** Money that is on no claim: received, waiting (below nothing), and what payers gave or kept by PLB. */
  beside = { payment: 0, credit: 0, provider: 0 }

  charge(cents: number): void {
    this.claims.push({ payer: cents, patient: 0, payment: 0, adjustment: 0, decided: [] })
  }

  /** @returns whether it stands on the claim; what does not waits */
  decide(n: number, one: Decision): boolean {
    const claim = this.at(n)
    if (one.paid + one.off + one.share > claim.payer) {
      this.beside.payment += one.paid
      this.beside.credit -= one.paid
      return false
    }
    this.move(claim, one, 1)
    claim.decided.push(one)
    return true
  }

  /** The payer takes its last decision back and makes another in its place. */
  correct(n: number, to: Decision): void {
    const claim = this.at(n)
    const before = claim.decided.pop()
    if (before) this.move(claim, before, -1)
    this.decide(n, to)
  }

  /** A person takes the last decision off: its money waits. */
  takeOff(n: number): void {
    const claim = this.at(n)
    const before = claim.decided.pop()
    if (!before) return
    this.move(claim, before, -1)
    this.beside.payment += before.paid
    this.beside.credit -= before.paid
  }

  /** What waited is tied to the claim again. */
  tie(n: number, one: Decision): void {
    this.beside.payment -= one.paid
    this.beside.credit += one.paid
    this.decide(n, one)
  }

  /** PLB, with its own sign: above nothing the payer keeps it. */
  provider(cents: number): void {
    this.beside.provider += cents
    this.beside.payment -= cents
  }

  patientPays(n: number, cents: number): void {
    const claim = this.at(n)
    claim.patient -= cents
    claim.payment += cents
  }

  /** What a patient paid, or was let off, is undone. */
  patientTakesBack(n: number, cents: number): void {
    this.patientPays(n, -cents)
  }

  letOff(n: number, cents: number): void {
    const claim = this.at(n)
    claim.patient -= cents
    claim.adjustment += cents
  }

  at(n: number): Claim {
    const claim = this.claims[n]
    if (!claim) throw new Error('There is no such claim.')
    return claim
  }

  private move(claim: Claim, { paid, off, share }: Decision, sign: 1 | -1): void {
    claim.payer -= sign * (paid + off + share)
    claim.patient += sign * share
    claim.payment += sign * paid
    claim.adjustment += sign * off
  }
}
