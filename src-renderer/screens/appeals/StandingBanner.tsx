import type { ReactNode } from 'react'
import { shownDay } from '../../../src-shared/day.ts'
import { Banner } from '../../kit/Note.tsx'
import { ENDINGS, sentWords, type Appeal } from './words.ts'

/** Once it has left: how, and how it ended. */
export function StandingBanner({ appeal }: { readonly appeal: Appeal }): ReactNode {
  if (appeal.status === 'sent')
    return (
      <Banner family="go" title={sentWords(appeal)}>
        {appeal.payer} must answer by {shownDay(appeal.answerBy)}. The appeal ends with the remittance that pays it, or when the denial is
        closed.
      </Banner>
    )
  const ending = ENDINGS[appeal.status]
  if (!ending) return null
  return (
    <Banner family={ending.family} title={ending.words}>
      {appeal.decidedOn !== null && `Ended ${shownDay(appeal.decidedOn)}. `}
      {sentWords(appeal)}
    </Banner>
  )
}
