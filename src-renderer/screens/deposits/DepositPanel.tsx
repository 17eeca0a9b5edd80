import { useState, type ReactNode } from 'react'
import { shownDay } from '../../../src-shared/day.ts'
import { sentenceMoney } from '../../../src-shared/money.ts'
import { useCall } from '../../app/queries.ts'
import { useRouter } from '../../app/routes.ts'
import { Answer } from '../../kit/Answer.tsx'
import { Button } from '../../kit/Button.tsx'
import { Day, Moment, Money } from '../../kit/figures.tsx'
import { Facts, NextStep, PanelSection, PanelTop, PlainTable } from '../../kit/Panel.tsx'
import { ReasonDialog } from '../../kit/ReasonDialog.tsx'
import { Tag } from '../../kit/Status.tsx'
import { methodWord } from '../remittance/words.ts'
import { TieDialog } from './TieDialog.tsx'
import classes from './Deposits.module.css'
import type { Tying } from './useTying.ts'
import { STATES, type BankMoney, type Deposit, type Told } from './words.ts'

/** One row: what the bank has, what the payer told, why they differ, and what may belong to it. */
export function DepositPanel({ id, tying }: { readonly id: number; readonly tying: Tying }): ReactNode {
  const asked = useCall('deposits.get', { id })
  return <Answer of={asked}>{(deposit) => <Body deposit={deposit} tying={tying} />}</Answer>
}

type BodyProps = { readonly deposit: Deposit; readonly tying: Tying }

function Body({ deposit, tying }: BodyProps): ReactNode {
  const { id, state, money, remittances, match, off, says } = deposit
  const [asks, setAsks] = useState<'tie' | 'aside'>()
  const isOpen = state === 'money' || state === 'remittance' || state === 'before'
  const { shape, long } = STATES[state]
  return (
    <>
      <PanelTop tag={<Tag shape={shape} word={long} />} title={remittances[0]?.payer ?? money[0]?.description ?? ''} />
      {isOpen ? (
        <Open deposit={deposit} tying={tying} onChoose={() => setAsks('tie')} onAside={() => setAsks('aside')} />
      ) : (
        <NextStep title={STATES[state].word} why={says} cents={off === 0 ? null : off} />
      )}
      {money.length > 0 && <AtTheBank rows={money} />}
      {remittances.length > 0 && <Remittances rows={remittances} />}
      {match && (
        <PanelSection title="The tie" aside={match.by === '' ? 'made by Parity' : match.by}>
          <Facts
            facts={[
              { name: 'Why', value: match.why },
              { name: 'When', value: <Moment at={match.at} /> },
            ]}
          />
          <div className={classes['undo']}>
            <Button
              small
              keys="u"
              group="Deposit"
              needs="deposits.reconcile"
              isBusy={tying.isBusy}
              onPress={() => void tying.untie(match.id)}
            >
              {state === 'aside' ? 'Take it back' : 'Untie'}
            </Button>
          </div>
        </PanelSection>
      )}
      {asks === 'tie' && <TieDialog deposit={deposit} tying={tying} onClose={() => setAsks(undefined)} />}
      {asks === 'aside' && (
        <ReasonDialog
          title={state === 'money' ? 'No remittance belongs to it?' : 'No money is waited for?'}
          label="Why"
          save="Put aside"
          isBusy={tying.isBusy}
          problem={undefined}
          onClose={() => setAsks(undefined)}
          onGive={(note) => void tying.tie([id], note).then((isDone) => isDone && setAsks(undefined))}
        >
          <p>
            {state === 'money'
              ? 'Card payments of patients, transfers and refunds have no remittance. It leaves the open list, and the reason stays with it.'
              : 'Parity stops waiting for it, on this list and on Today. The reason stays with it.'}
          </p>
        </ReasonDialog>
      )}
    </>
  )
}

type OpenProps = BodyProps & { readonly onChoose: () => void; readonly onAside: () => void }

/** What is likely its other side, else what to do about it. */
function Open({ deposit: { id, state, says, offers, money, remittances }, tying, onChoose, onAside }: OpenProps): ReactNode {
  const [first, ...more] = offers
  const cents = money[0]?.cents ?? remittances[0]?.cents ?? null
  const others = (
    <>
      <Button small keys="c" group="Deposit" needs="deposits.reconcile" onPress={onChoose}>
        Choose by hand
      </Button>
      <Button small look="quiet" needs="deposits.reconcile" onPress={onAside}>
        Put aside
      </Button>
    </>
  )
  const rowsOf = (offer: Deposit['offers'][number]): number[] => [
    ...new Set([id, ...offer.money.map(({ row }) => row), ...offer.remittances.map(({ row }) => row)]),
  ]
  if (!first) return <NextStep title={STATES[state].long} why={says} cents={cents} others={others} />
  return (
    <>
      <NextStep
        title="Likely one payment"
        why={`${first.why} ${otherSide(first, state === 'money')}`}
        cents={cents}
        action={{
          children: 'Tie them',
          group: 'Deposit',
          needs: 'deposits.reconcile',
          isBusy: tying.isBusy,
          onPress: () => void tying.tie(rowsOf(first)),
        }}
        others={others}
      />
      {more.length > 0 && (
        <PanelSection title="Or" aside="as likely">
          {more.map((offer) => (
            <div key={rowsOf(offer).join(' ')} className="row">
              <span className="grow small">{otherSide(offer, state === 'money')}</span>
              <Button small needs="deposits.reconcile" isBusy={tying.isBusy} onPress={() => void tying.tie(rowsOf(offer))}>
                Tie
              </Button>
            </div>
          ))}
        </PanelSection>
      )}
    </>
  )
}

/** The other side of an offer in words. */
function otherSide({ money, remittances }: Deposit['offers'][number], isMoney: boolean): string {
  const parts = isMoney
    ? remittances.map((one) => `${one.payer} ${one.trace}, ${sentenceMoney(one.cents)} of ${shownDay(one.day)}`)
    : money.map((one) => `${one.description}, ${sentenceMoney(one.cents)} on ${shownDay(one.day)}`)
  return `${parts.join('; ')}.`
}

function AtTheBank({ rows }: { readonly rows: readonly BankMoney[] }): ReactNode {
  return (
    <PanelSection title="At the bank" aside={[...new Set(rows.map(({ account }) => account))].join(', ')}>
      <PlainTable
        label="At the bank"
        rows={rows}
        columns={[
          { head: 'Day', width: '92px', cell: ({ day }) => <Day day={day} /> },
          {
            head: 'What the bank says',
            cell: ({ description, reference }) => (
              <span className="words">{[description, reference].filter((one) => one !== '').join(' · ')}</span>
            ),
          },
          { head: 'Amount', isEnd: true, width: '92px', cell: ({ cents }) => <Money cents={cents} isSum /> },
        ]}
      />
    </PanelSection>
  )
}

function Remittances({ rows }: { readonly rows: readonly Told[] }): ReactNode {
  const router = useRouter()
  return (
    <PanelSection title="Remittances" aside={rows.length > 1 ? `${rows.length} in one deposit` : methodWord(rows[0]?.method ?? '')}>
      <PlainTable
        label="Remittances"
        rows={rows}
        columns={[
          { head: 'Paid on', width: '92px', cell: ({ day }) => <Day day={day} /> },
          {
            head: 'Trace',
            cell: ({ id, trace }) => (
              <Button
                look="quiet"
                small
                className={classes['trace']}
                needs="remittance.read"
                onPress={() => router.go({ screen: 'remits', open: id })}
              >
                {trace === '' ? `Remittance ${id}` : trace}
              </Button>
            ),
          },
          { head: 'Amount', isEnd: true, width: '92px', cell: ({ cents }) => <Money cents={cents} isSum /> },
        ]}
      />
    </PanelSection>
  )
}
