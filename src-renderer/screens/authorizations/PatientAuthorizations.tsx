import { useState, type ReactNode } from 'react'
import { useCall } from '../../app/queries.ts'
import { useRouter } from '../../app/routes.ts'
import { useMay } from '../../app/sitting.ts'
import { Button } from '../../kit/Button.tsx'
import { counted } from '../../kit/figures.tsx'
import { PanelSection } from '../../kit/Panel.tsx'
import { Status } from '../../kit/Status.tsx'
import { AuthorizationDrawer, type Entering } from './AuthorizationDrawer.tsx'
import classes from './Gauge.module.css'
import { Gauge } from './Gauge.tsx'
import { silentWords } from './reviews.ts'
import { STATES } from './words.ts'

/** The authorizations of a patient: those that hold, each with its bar; those that ended, as a number. */
export function PatientAuthorizations({ patient, name }: { readonly patient: number; readonly name: string }): ReactNode {
  const mayRead = useMay()('eligibility.read')
  const cards = useCall('authorizations.cards', { patient }, { when: mayRead }).data ?? []
  const router = useRouter()
  const [entering, setEntering] = useState<Entering>()
  if (!mayRead) return null
  const isPast = ({ state }: (typeof cards)[number]): boolean =>
    state === 'ended' || state === 'voided' || state === 'cancelled' || state === 'denied'
  const past = cards.filter(isPast).length
  const all = (): void =>
    router.go({
      screen: 'authorizations',
      tab: 'all',
      view: { filters: [{ is: 'number', field: 'patientId', from: patient, to: patient }], sort: [{ by: 'ends', down: true }] },
    })
  return (
    <PanelSection title="Authorizations" aside={cards.length === 0 ? undefined : counted(cards.length, 'authorization')}>
      {cards.length === 0 && <p className="second small">None. Where the payer asks for one, claims need its number.</p>}
      {cards
        .filter((one) => !isPast(one))
        .map((one) => (
          <div key={one.id} className={classes['card']}>
            <div className="row">
              <Status {...STATES[one.state]} {...(one.state === 'silent' && { word: silentWords(one.waits) })} />
              <button
                type="button"
                className={`${classes['link']} id`}
                onClick={() => router.go({ screen: 'authorizations', tab: 'all', open: one.id })}
              >
                {one.number === '' ? 'Without a number' : one.number}
              </button>
              <span className="end second small id words">{one.codes === '' ? 'any code' : one.codes.replaceAll(' ', ', ')}</span>
            </div>
            <Gauge of={one} />
            <div className="second small">{one.outlook}.</div>
          </div>
        ))}
      <div className={classes['choose']}>
        <Button small needs="eligibility.write" onPress={() => setEntering({ is: 'new', patient: { id: patient, name } })}>
          Enter an authorization
        </Button>
        {past > 0 && (
          <Button small look="quiet" onPress={all}>
            {`${counted(past, 'earlier one')}`}
          </Button>
        )}
      </div>
      {entering && <AuthorizationDrawer entering={entering} onClose={() => setEntering(undefined)} />}
    </PanelSection>
  )
}
