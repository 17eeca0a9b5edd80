import { IconFileText } from '@tabler/icons-react'
import { useRef, useState, type ReactNode } from 'react'
import { shownDay } from '../../../src-shared/day.ts'
import { box } from '../../app/box.ts'
import { useKeys } from '../../app/keyboard.tsx'
import { useCall } from '../../app/queries.ts'
import { usePlace, useRouter } from '../../app/routes.ts'
import { SidePanel } from '../../grid/ListScreen.tsx'
import { Answer } from '../../kit/Answer.tsx'
import { Button } from '../../kit/Button.tsx'
import { counted } from '../../kit/figures.tsx'
import { Banner } from '../../kit/Note.tsx'
import { PanelSection } from '../../kit/Panel.tsx'
import { ScreenBody, ScreenHead } from '../../kit/Screen.tsx'
import { RowsSkeleton } from '../../kit/Skeleton.tsx'
import { Tag } from '../../kit/Status.tsx'
import { ArrivalDialog } from './ArrivalDialog.tsx'
import { ClaimRows } from './ClaimRows.tsx'
import { PaymentPanel } from './PaymentPanel.tsx'
import { PostDialog } from './PostDialog.tsx'
import { Proof } from './Proof.tsx'
import { ProviderTable } from './ProviderTable.tsx'
import classes from './Remits.module.css'
import { SetAside } from './SetAside.tsx'
import { methodWord, postWords, sentence, STATUSES, type Whole } from './words.ts'

type Props = {
  readonly id: number
  readonly onBack: () => void
  readonly onPrevious: (() => void) | undefined
  readonly onNext: (() => void) | undefined
}

/** One remittance before it is posted, or as it was: what each claim becomes, and the sum to the payment. */
export function Rehearsal({ id, onBack, onPrevious, onNext }: Props): ReactNode {
  const asked = useCall('remittance.get', { id })
  useKeys('Remittance', [
    { keys: ']', words: 'Next remittance', run: () => onNext?.(), when: onNext !== undefined },
    { keys: '[', words: 'Previous remittance', run: () => onPrevious?.(), when: onPrevious !== undefined },
    { keys: 'Escape', words: 'Back to all remittances', run: onBack },
  ])
  const way = (
    <>
      <Button look="quiet" small className={classes['way']} onPress={onBack}>
        Remits
      </Button>
      <span className="third" aria-hidden>
        /
      </span>
    </>
  )
  return (
    <Answer
      of={asked}
      loading={
        <>
          <ScreenHead before={way} title="" />
          <ScreenBody>
            <RowsSkeleton rows={16} />
          </ScreenBody>
        </>
      }
    >
      {(whole) => <Opened whole={whole} way={way} onNext={onNext} />}
    </Answer>
  )
}

/** The width one drew stays for the sitting. */
const panelWidth = box(340)

function Opened({ whole, way, onNext }: { readonly whole: Whole; readonly way: ReactNode; readonly onNext: Props['onNext'] }): ReactNode {
  const router = useRouter()
  const place = usePlace('remits')
  const rows = useRef<HTMLDivElement>(null)
  const [isPosting, setPosting] = useState(false)
  const [isArriving, setArriving] = useState(false)
  const claims = whole.parts.flatMap(({ outcome }) => whole.claims.filter((one) => one.outcome === outcome))
  // What stood first when it opened keeps its panel, though tying it moves it down.
  const [first] = useState(claims[0]?.id)
  const isHere = claims.some(({ id }) => id === place.claim)
  const cursor = Math.max(
    0,
    claims.findIndex(({ id }) => id === (isHere ? place.claim : first)),
  )
  const current = claims[cursor]
  const move = (to: number): void => {
    const { id } = claims[Math.max(0, Math.min(to, claims.length - 1))] ?? {}
    if (id !== undefined) router.amend({ ...place, claim: id })
  }
  const words = postWords(whole)
  return (
    <>
      <ScreenHead
        before={way}
        title={
          <span className={`cut ${classes['payer']}`} title={whole.payer}>
            {whole.payer}
          </span>
        }
        actions={
          <>
            <Button
              look="quiet"
              icon={IconFileText}
              needs="exchange.read"
              onPress={() => router.go({ screen: 'exchange', open: whole.file })}
            >
              File
            </Button>
            <SetAside whole={whole} />
            {whole.status !== 'aside' && whole.deposited === null && whole.cents > 0 && whole.method !== 'NON' && (
              <Button keys="b" group="Remittance" needs="remittance.post" onPress={() => setArriving(true)}>
                Money came
              </Button>
            )}
            {words !== undefined && (
              <Button look="go" keys="Shift+p" group="Remittance" needs="remittance.post" onPress={() => setPosting(true)}>
                {words}
              </Button>
            )}
          </>
        }
      >
        <span className={`third cut ${classes['facts']}`}>
          {methodWord(whole.method)} <span className="id words">{whole.trace}</span> · <span className="num">{shownDay(whole.day)}</span>
          <span className={classes['count']}> · {counted(whole.claims.length, 'claim')}</span>
          {whole.deposited !== null && <span className="num"> · money came {shownDay(whole.deposited)}</span>}
        </span>
        <Tag shape={STATUSES[whole.status].shape} word={STATUSES[whole.status].long} />
      </ScreenHead>
      {whole.status === 'quarantined' && (
        <Banner
          family="warn"
          title={whole.reason}
          actions={
            <Button small needs="exchange.read" onPress={() => router.go({ screen: 'exchange', open: whole.file })}>
              {`Look into ${whole.fileName}`}
            </Button>
          }
        >
          Nothing of it is posted. Ask {whole.payer} what is right, or for a corrected 835, and add that file; this one is kept as it came.
        </Banner>
      )}
      {whole.status === 'aside' && (
        <Banner title={`Set aside: ${sentence(whole.aside)}`}>Nothing of it is posted, and nothing is asked for it.</Banner>
      )}
      {whole.stays.length > 0 && (
        <Banner title="It stays when many are posted at once.">{`${whole.stays.join('. ')}. Look through it, then post it here.`}</Banner>
      )}
      <Proof whole={whole} />
      <ScreenBody>
        <div className={classes['list']}>
          <ClaimRows whole={whole} claims={claims} cursor={cursor} element={rows} onMove={move} />
        </div>
        <SidePanel width={panelWidth} label={current ? `Claim payment of ${current.patient}` : 'Not about a claim'}>
          {current && (
            <PaymentPanel
              key={current.id}
              id={current.id}
              status={whole.status}
              file={whole.file}
              onDone={() => rows.current?.focus({ preventScroll: true })}
              onNextHeld={claims[0]?.outcome === 'held' ? () => move(0) : undefined}
            />
          )}
          {whole.provider.length > 0 && (
            <PanelSection title="Not about a claim" aside="PLB">
              <ProviderTable provider={whole.provider} />
            </PanelSection>
          )}
        </SidePanel>
      </ScreenBody>
      {isArriving && <ArrivalDialog chosen={{ ids: [whole.id] }} onDone={() => setArriving(false)} onClose={() => setArriving(false)} />}
      <PostDialog
        whole={whole}
        isOpen={isPosting}
        onNext={onNext}
        onClose={() => {
          setPosting(false)
          rows.current?.focus({ preventScroll: true })
        }}
      />
    </>
  )
}
