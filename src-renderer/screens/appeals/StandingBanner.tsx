import type { ReactNode } from 'react'
import { shownDay } from '../../../src-shared/day.ts'
import { Banner } from '../../kit/Note.tsx'
import { ENDINGS, sentWords, type Appeal } from './words.ts'

/** Once it has left: how, and how it ended. */
export function StandingBanner({ appeal }: { readonly appeal: Appeal }): ReactNode {
  if (appeal.status === 'sent')
    return (
      <Banner family="go" title={sentWords(appeal)}>
        {appeal.payer} must answer by {shownDay(appeal.answerBy)}. Note the decision when it comes; a remittance that pays the line, or the
        end of the denial, is one too.
      </Banner>
    )
  const ending = ENDINGS[appeal.status]
  if (!ending) return null
  return (
    <Banner family={ending.family} title={ending.words}>
      {appeal.decidedOn !== null && `Ended ${shownDay(appeal.decidedOn)}. `}
      {appeal.decisionNote !== '' && `${appeal.decisionNote}. `}
      {sentWords(appeal)}
    </Banner>
  )
}
