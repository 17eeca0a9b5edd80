import type { ReactNode } from 'react'
import type { Behind } from '../../../src-shared/contract/forms.ts'
import { useCall } from '../../app/queries.ts'
import { useRouter } from '../../app/routes.ts'
import { Answer } from '../../kit/Answer.tsx'
import { Button } from '../../kit/Button.tsx'
import { Drawer } from '../../kit/Dialog.tsx'
import { Note } from '../../kit/Note.tsx'
import classes from './Form.module.css'
import { FormSheet, type Cell, type ClaimForm } from './FormSheet.tsx'

/** What is mended on the claim itself; all else is kept elsewhere. */
export const MENDED = ['memberId', 'authorization', 'place', 'diagnoses', 'modifiers'] as const
export type Mended = (typeof MENDED)[number]
const isMended = (behind: Behind): behind is Mended => MENDED.some((one) => one === behind)

type Props = {
  readonly id: number
  readonly day: string
  /** Undefined once the claim left. */
  readonly onMend: ((field: Mended) => void) | undefined
  readonly onClose: () => void
}

/** The claim as the CMS-1500: what the checks say at its box, and Enter on a box to mend it, or to go where it is kept. */
export function FormView({ id, day, onMend, onClose }: Props): ReactNode {
  const asked = useCall('claims.form', { id })
  const router = useRouter()
  const open = (form: ClaimForm, { behind }: Cell): void => {
    if (isMended(behind)) return onMend?.(behind)
    if (behind === 'none') return
    onClose()
    if (behind === 'patient') router.go({ screen: 'patients', open: form.patient })
    else if (behind === 'charge') router.go({ screen: 'charges', day })
    else router.go({ screen: 'setup', section: behind })
  }
  return (
    <Drawer
      title={`Claim ${id} as the CMS-1500`}
      under={onMend ? 'Enter on a box mends it, or opens where it is kept.' : 'It has left. Enter on a box opens where it is kept.'}
      isOpen
      width={860}
      onClose={onClose}
      foot={
        <Button className="end" onPress={onClose}>
          Close
        </Button>
      }
    >
      <div className={classes['body']}>
        <Answer of={asked}>
          {(form) => (
            <>
              <Told form={form} />
              {form.sheets.map((_, n) => (
                // Sheets are known by their place.
                // oxlint-disable-next-line react/no-array-index-key
                <FormSheet key={n} form={form} n={n} onOpen={(cell) => open(form, cell)} />
              ))}
            </>
          )}
        </Answer>
      </div>
    </Drawer>
  )
}

/** What the checks found and what does not fit, above the form: the box stands with each. */
function Told({ form }: { readonly form: ClaimForm }): ReactNode {
  if (form.notes.length === 0 && form.findings.length === 0) return null
  return (
    <div className={classes['notes']}>
      {form.findings.map(({ box, grade, words }) => (
        <Note
          key={`${box} ${words}`}
          family={grade === 'stop' || grade === 'hold' ? 'bad' : 'warn'}
          title={`Box ${box.replace('.', ', line ')}.`}
        >
          {words}
        </Note>
      ))}
      {form.notes.map(({ box, is, words }) => (
        <Note key={`${box} ${is}`} family={is === 'wrong' ? 'bad' : 'none'}>
          {words}
        </Note>
      ))}
    </div>
  )
}
