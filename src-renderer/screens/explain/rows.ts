import type { Output } from '../../../src-shared/contract/index.ts'
import { cents, isNone, type Cents } from '../../../src-shared/money.ts'

export type Explained = Output<'ledger.explain'>
export type Session = Explained['sessions'][number]
export type Piece = Session['pieces'][number]
export type SideName = 'patient' | 'payer'

/** A line of the unfolded balance: older sessions in sum, a session, or one thing that moved it. */
export type Row =
  | { readonly is: 'before'; readonly id: string; readonly sessions: number; readonly amount: Cents; readonly balance: Cents }
  | {
      readonly is: 'session'
      readonly id: string
      readonly session: Session
      readonly amount: Cents
      readonly balance: Cents
      readonly isOpen: boolean
    }
  | { readonly is: 'piece'; readonly id: string; readonly session: Session; readonly piece: Piece; readonly amount: Cents }

/** What a session's pieces did to one side. */
export const piecesOn = (session: Session, side: SideName): readonly Piece[] => session.pieces.filter((one) => !isNone(one[side]))

/** The lines that show, each session with the balance after it. */
export function rowsOf(explained: Explained, side: SideName, isFolded: (session: Session) => boolean): readonly Row[] {
  let balance = explained.before[side]
  const before: readonly Row[] =
    explained.before.sessions === 0
      ? []
      : [{ is: 'before', id: 'before', sessions: explained.before.sessions, amount: explained.before[side], balance }]
  return [
    ...before,
    ...explained.sessions.flatMap((session): readonly Row[] => {
      balance = cents(balance + session[side])
      const pieces = piecesOn(session, side)
      const isOpen = pieces.length > 0 && !isFolded(session)
      return [
        { is: 'session', id: `session ${session.claim}`, session, amount: session[side], balance, isOpen },
        ...(isOpen
          ? pieces.map((piece, n): Row => ({ is: 'piece', id: `piece ${session.claim} ${n}`, session, piece, amount: piece[side] }))
          : []),
      ]
    }),
  ]
}

/** Which side one asked about: the one that is owed, and of two the payer, who comes first. */
export const usualSide = ({ payer, patient }: Explained, isOfClaim: boolean): SideName =>
  !isOfClaim || (isNone(payer.cents) && !isNone(patient.cents)) ? 'patient' : 'payer'
