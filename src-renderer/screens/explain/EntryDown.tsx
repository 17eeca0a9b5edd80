import { IconCode, IconFileInvoice, IconFileText, IconReceipt2, type Icon as TablerIcon } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import type { Output } from '../../../src-shared/contract/index.ts'
import { columnMoney, sentenceMoney, type Cents } from '../../../src-shared/money.ts'
import { useCall } from '../../app/queries.ts'
import { fileAt, useRouter, type Route } from '../../app/routes.ts'
import { useMay } from '../../app/sitting.ts'
import { Answer } from '../../kit/Answer.tsx'
import { counted, Day, Moment, Money } from '../../kit/figures.tsx'
import { Icon } from '../../kit/Icon.tsx'
import { PanelSection, PanelTop } from '../../kit/Panel.tsx'
import { placeOf, Segments } from '../../kit/Segments.tsx'
import classes from './Explain.module.css'
import type { Piece } from './rows.ts'

type Entry = Output<'ledger.entry'>
type Props = { readonly claim: number; readonly piece: Piece; readonly amount: Cents; readonly session: string }

const ORDINALS = ['', 'first', 'second', 'third', 'fourth', 'fifth']

/** One posting followed down: entry, claim, payment, segment, byte; a take-back beside its correction. */
export function EntryDown({ claim, piece, amount, session }: Props): ReactNode {
  const asked = useCall('ledger.entry', { claim, entry: piece.entry })
  return (
    <>
      <PanelTop id={session} title={`${sentenceMoney(amount)}, ${piece.words.charAt(0).toLowerCase()}${piece.words.slice(1)}`}>
        <p className="second small">Follow it down to the file.</p>
      </PanelTop>
      <Answer of={asked}>{(entry) => <Down entry={entry} claim={claim} piece={piece} />}</Answer>
    </>
  )
}

function Down({ entry, claim, piece }: { readonly entry: Entry; readonly claim: number; readonly piece: Piece }): ReactNode {
  const { remittance, file, segments } = entry
  const at = segments.find(({ segment }) => segment === piece.segment)
  const answer = entry.answer === 0 ? '' : `, ${ORDINALS[entry.answer] ?? `${entry.answer}th`} answer`
  return (
    <>
      <PanelSection title="Where it comes from">
        <ol className={classes['chain']}>
          <Step icon={IconReceipt2} title={`Entry ${entry.entry} of the claim, ${counted(entry.postings, 'posting')}`}>
            <Effect name="payer" cents={piece.payer} /> <Effect name="patient" cents={piece.patient} />
            <Moment at={entry.at} />
            {entry.who !== null && <> by {entry.who}</>}
          </Step>
          <Step
            icon={IconFileInvoice}
            title={`Claim ${claim}${entry.payerControl === null ? '' : `, payer claim ${entry.payerControl}`}`}
            to={{ screen: 'claims', open: claim }}
            may="claims.read"
          >
            {entry.payerName}
            {answer}
          </Step>
          {remittance && (
            <Step
              icon={IconFileText}
              title={`835, ${remittance.trace}`}
              to={{ screen: 'remits', open: remittance.id }}
              may="remittance.read"
            >
              paid <Day day={remittance.day} />, {counted(remittance.claims, 'claim')}
            </Step>
          )}
          {file && (
            <Step icon={IconCode} title={at ? capital(placeOf(at)) : file.name} to={fileAt(file.id, piece.segment)} may="exchange.read">
              {at ? file.name : file.kind}
            </Step>
          )}
        </ol>
      </PanelSection>
      {segments.length > 0 && (
        <PanelSection title="What the file says">
          <Segments lines={segments} lit={piece.segment === null ? [] : [piece.segment]} file={file?.id} />
        </PanelSection>
      )}
      {entry.correction && <Correction of={entry.correction} payer={entry.payerName} />}
    </>
  )
}

const capital = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1)

/** `patient +132.00,` where a side moved. */
function Effect({ name, cents }: { readonly name: string; readonly cents: Cents }): ReactNode {
  if (cents === 0) return null
  return (
    <>
      {name}{' '}
      <span className="num">
        {cents > 0 && '+'}
        {columnMoney(cents)}
      </span>
      ,{' '}
    </>
  )
}

type StepProps = {
  readonly icon: TablerIcon
  readonly title: string
  readonly to?: Route
  readonly may?: Parameters<ReturnType<typeof useMay>>[0]
  readonly children: ReactNode
}

function Step({ icon, title, to, may, children }: StepProps): ReactNode {
  const router = useRouter()
  const mayGo = useMay()
  const canOpen = to !== undefined && (may === undefined || mayGo(may))
  return (
    <li>
      <Icon of={icon} />
      <div className="words">
        {canOpen ? (
          <button type="button" onClick={() => router.go(to)}>
            {title}
          </button>
        ) : (
          <b>{title}</b>
        )}
        <small>{children}</small>
      </div>
    </li>
  )
}

function Correction({ of, payer }: { readonly of: NonNullable<Entry['correction']>; readonly payer: string }): ReactNode {
  const lines = [
    ['Charge', 'charge'],
    ['Written off', 'contractual'],
    [`Paid by ${payer}`, 'paid'],
    ['Patient’s share', 'patient'],
  ] as const
  return (
    <PanelSection
      title="The reversal and its correction"
      aside={of.again === null ? 'not decided again yet' : of.isSameFile ? 'same file' : 'two files'}
    >
      <table className={classes['pair']}>
        <thead>
          <tr>
            <th scope="col">
              <span className="unseen">What</span>
            </th>
            <th scope="col">First</th>
            <th scope="col">Reversed</th>
            <th scope="col">Corrected</th>
          </tr>
        </thead>
        <tbody>
          {lines.map(([words, field]) => (
            <tr key={field}>
              <th scope="row">{words}</th>
              <td>
                <Money cents={of.first[field]} isSum />
              </td>
              <td>
                <Money cents={of.back[field]} isSum />
              </td>
              <td>{of.again ? <Money cents={of.again[field]} isSum /> : <span className="third">–</span>}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </PanelSection>
  )
}
