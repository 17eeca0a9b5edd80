import type { Permission } from '../../../src-shared/contract/call.ts'
import type { Output } from '../../../src-shared/contract/index.ts'
import type { Route } from '../../app/routes.ts'
import { isNone, sentenceMoney } from '../../../src-shared/money.ts'
import { OUTCOME_WORDS } from './words.ts'

type Denial = Output<'denials.get'>

/** What a step of a denial leads to. */
export type Moves = {
  readonly go: (route: Route) => void
  readonly onCorrect: () => void
  readonly onLetter: () => void
  readonly onClose: () => void
  readonly onAsk: () => void
}
type Next = {
  readonly title: string
  readonly why: string
  readonly words?: string
  readonly press?: () => void
  readonly needs?: Permission
}

/** The one filled button by what the engine says is next, and what it does in a sentence. */
export function nextOf(denial: Denial, moves: Moves): Next {
  const { claim, appeal, payer, open, nextStep: title } = denial
  const openClaim = {
    words: `Open claim ${claim}`,
    press: () => moves.go({ screen: 'claims', open: claim }),
    needs: 'claims.read',
  } as const
  if (denial.status === 'closed') {
    const outcome = denial.outcome === null ? 'Closed' : OUTCOME_WORDS[denial.outcome]
    return { title: outcome, why: 'Nothing more to do. How it ended stands in the history.' }
  }
  if (appeal) {
    if (appeal.next && denial.action === 'appeal')
      return {
        title: `Appeal, ${appeal.next.name.charAt(0).toLowerCase()}${appeal.next.name.slice(1)}`,
        why: `Level ${appeal.level} ${appeal.status === 'lost' ? 'was lost' : 'was won in part'}. Choose the letter for level ${appeal.next.level}.`,
        words: 'Choose a letter',
        press: moves.onLetter,
        needs: 'appeals.write',
      }
    if (appeal.status === 'lost' && denial.action === 'close')
      return {
        title,
        why: `Level ${appeal.level} was lost, and ${payer} has no further one. Close it with an outcome and a reason.`,
        words: 'Close it',
        press: moves.onClose,
        needs: 'denials.write',
      }
    if (appeal.status === 'won')
      return {
        title,
        why: `The appeal, level ${appeal.level}, was won. The remittance that pays ends this denial; when the day passes, ask.`,
        words: 'Open the appeal',
        press: () => moves.go({ screen: 'appeals', open: appeal.id }),
        needs: 'appeals.read',
      }
    const isWithPayer = appeal.status === 'sent'
    const why = isWithPayer
      ? `The appeal, level ${appeal.level}, is with ${payer}. A remittance that pays or denies again ends it; when the day passes, ask.`
      : `The appeal, level ${appeal.level}, has its own page: letter, exhibits, deadline.`
    return {
      title: isWithPayer ? 'Appealed' : title,
      why,
      words: 'Open the appeal',
      press: () => moves.go({ screen: 'appeals', open: appeal.id }),
      needs: 'appeals.read',
    }
  }
  switch (denial.action) {
    case 'correct':
      return denial.status === 'waiting'
        ? { title, why: `Claim ${claim} was opened to be mended. Once it has left, ${payer}’s answer ends this denial.`, ...openClaim }
        : {
            title,
            why: `Opens claim ${claim} with the payer’s number. It is kept back until you have mended it.`,
            words: 'Correct the claim',
            press: moves.onCorrect,
            needs: 'denials.write',
          }
    case 'appeal':
      return {
        title,
        why: 'Choose a letter; Parity fills in the facts of the claim.',
        words: 'Choose a letter',
        press: moves.onLetter,
        needs: 'appeals.write',
      }
    case 'rebill':
      return {
        title,
        why: 'Another payer answers for this session. Put the right coverage on the patient first.',
        words: `Open ${denial.patient}`,
        press: () => moves.go({ screen: 'patients', open: denial.patientId }),
        needs: 'patients.read',
      }
    case 'bill-patient':
      return {
        title,
        why: isNone(open) ? 'Nothing is open on the line.' : `${sentenceMoney(open)} would move from ${payer} to the patient.`,
        words: 'Bill the patient',
        press: moves.onClose,
        needs: 'denials.write',
      }
    case 'close':
      return { title, why: 'Close it with an outcome and a reason.', words: 'Close it', press: moves.onClose, needs: 'denials.write' }
    case 'investigate':
      return denial.status === 'waiting'
        ? {
            title,
            why: `Waiting for ${payer}. When it answers, write down what it says.`,
            words: 'Note the answer',
            press: moves.onAsk,
            needs: 'denials.write',
          }
        : {
            title,
            why: `Ask ${payer}, write down what it said, and wait for the answer.`,
            words: 'Note and wait',
            press: moves.onAsk,
            needs: 'denials.write',
          }
  }
}
