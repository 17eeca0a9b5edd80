import { useState, type ReactNode } from 'react'
import { useNotices } from '../../app/notices.ts'
import { useCall, useCommand } from '../../app/queries.ts'
import { useMay } from '../../app/sitting.ts'
import { Button } from '../../kit/Button.tsx'
import { Choices } from '../../kit/Choices.tsx'
import { PanelSection } from '../../kit/Panel.tsx'
import { ReasonDialog } from '../../kit/ReasonDialog.tsx'
import classes from './Gauge.module.css'

type Which = { readonly appointment: number } | { readonly charge: number } | { readonly claim: number }

/** Which authorization a session, a charge or a claim counts against. Nothing where the patient has none and none is asked for. */
export function CountsAgainst({ of }: { readonly of: Which }): ReactNode {
  const mayRead = useMay()('eligibility.read')
  const standing = useCall('authorizations.standing', of, { when: mayRead }).data
  const [isChoosing, setChoosing] = useState(false)
  if (standing === undefined || (standing.words === '' && standing.others.length === 0)) return null
  return (
    <PanelSection title="Authorization">
      <p className={`${classes['standing']} ${standing.grade === 'fine' ? 'second' : 'fam-warn'}`}>
        {standing.words === '' ? 'Counts against no authorization.' : standing.words}
      </p>
      {(standing.others.length > 0 || standing.authorization !== null) && (
        <div className={classes['choose']}>
          <Button small needs="eligibility.write" onPress={() => setChoosing(true)}>
            Choose another
          </Button>
        </div>
      )}
      {isChoosing && <ChooseDialog of={of} others={standing.others} onClose={() => setChoosing(false)} />}
    </PanelSection>
  )
}

type Other = { readonly id: number; readonly number: string; readonly words: string }
type ChooseProps = { readonly of: Which; readonly others: readonly Other[]; readonly onClose: () => void }

/** Says by hand what it counts against, and why. */
function ChooseDialog({ of, others, onClose }: ChooseProps): ReactNode {
  const choose = useCommand('authorizations.choose')
  const { tell } = useNotices()
  const [chosen, setChosen] = useState<string>(others[0] === undefined ? 'none' : String(others[0].id))
  const words: Readonly<Record<string, readonly [name: string, words: string]>> = {
    ...Object.fromEntries(others.map((one) => [String(one.id), [one.number === '' ? 'Without a number' : one.number, `${one.words}.`]])),
    none: ['None', 'It counts against no authorization.'],
  }
  const all = [...others.map(({ id }) => String(id)), 'none']
  const give = async (reason: string): Promise<void> => {
    const authorization = others.find(({ id }) => String(id) === chosen)?.id ?? null
    const reply = await choose.run({ ...of, authorization, reason })
    if (!reply.ok) return
    tell({ words: 'It counts against what you chose.' })
    onClose()
  }
  return (
    <ReasonDialog
      title="Choose the authorization"
      label="Why not the one that fits"
      save="Count it there"
      isBusy={choose.isBusy}
      problem={choose.problem}
      onClose={onClose}
      onGive={(reason) => void give(reason)}
    >
      <div className={classes['options']}>
        <Choices label="Authorization" all={all} words={words} chosen={chosen} onChoose={setChosen} isStacked />
      </div>
    </ReasonDialog>
  )
}
