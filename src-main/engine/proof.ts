import { ledgerDigest } from '../ledger/index.ts'
import type { Proof } from '../store/index.ts'
import { verifyStore } from '../today/index.ts'

/** How a copy of the store is proved: the digest of its ledger, and everything that must hold. */
export const proof: Proof = { digest: ledgerDigest, checks: verifyStore }
