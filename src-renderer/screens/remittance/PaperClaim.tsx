import { Checkbox, TextInput } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { cents, negate, NO_MONEY, sentenceMoney, sum } from '../../../src-shared/money.ts'
import { Button } from '../../kit/Button.tsx'
import { Money } from '../../kit/figures.tsx'
import { Status } from '../../kit/Status.tsx'
import { isBlank, lineOf, type TypedLine } from './paper.ts'
import classes from './Paper.module.css'
import type { Paper } from './usePaper.ts'

/** One claim of a paper EOB: its lines as they were charged, and what the paper says of each. */
export function PaperClaim({ paper, at }: { readonly paper: Paper; readonly at: number }): ReactNode {
  const claim = paper.typed.claims[at]
  if (!claim) return null
  const told = paper.preview?.claims[at]
  // What is told may still be of before a claim was left out.
  const said = told?.claim === claim.claim ? told : undefined
  const name = `claim ${claim.claim}`
  const setLine = (n: number, part: Partial<TypedLine>): void =>
    paper.setClaim(at, { lines: claim.lines.map((line, own) => (own === n ? { ...line, ...part } : line)) })
  const wrong = paper.wrongAt(`claims.${at}.claim`)
  return (
    <section className={classes['claim']} data-paper-claim={claim.claim} aria-label={`Claim ${claim.claim}`}>
      <header className={classes['head']}>
        <b className="id">{claim.claim}</b>
        <span className="cut">{claim.words}</span>
        <span className="grow" />
        {said && said.outcome !== 'incomplete' && <Status shape={said.shape} word={said.becomes} />}
        <Checkbox
          size="xs"
          label="Taken back"
          checked={claim.isTakenBack}
          onChange={(event) => paper.setClaim(at, { isTakenBack: event.currentTarget.checked })}
        />
        <Button look="quiet" small icon={IconX} label={`Leave out ${name}`} onPress={() => paper.dropClaim(at)} />
      </header>
      {claim.isTakenBack && <p className="small second">Enter the amounts as they were once paid. They are taken from the check.</p>}
      <TextInput
        className={classes['control']}
        label="The payer’s number of the claim"
        value={claim.payerControl}
        maxLength={50}
        autoComplete="off"
        error={paper.wrongAt(`claims.${at}.payerControl`)}
        onChange={(event) => paper.setClaim(at, { payerControl: event.currentTarget.value })}
      />
      <table className={classes['lines']} aria-label={`Lines of ${name}`}>
        <thead>
          <tr>
            <th scope="col">Line</th>
            <th scope="col" className={classes['end']}>
              Charged
            </th>
            <th scope="col">Allowed</th>
            <th scope="col">Paid</th>
            <th scope="col">Reasons and remarks</th>
            <th scope="col" className={classes['end']}>
              Patient
            </th>
          </tr>
        </thead>
        <tbody>
          {claim.lines.map((line, n) => (
            <Line
              key={line.line}
              line={line}
              name={`line ${n + 1} of ${name}`}
              means={said?.lines.find((one) => one.line === line.line)?.means ?? []}
              wrongAt={(field) => paper.wrongAt(`claims.${at}.lines.${n}.${field}`)}
              onSet={(part) => setLine(n, part)}
            />
          ))}
        </tbody>
      </table>
      {wrong !== undefined && <p className={classes['wrong']}>{wrong}</p>}
      {said && said.reason !== '' && <p className="small second words">{`It would be held: ${said.reason}.`}</p>}
      {claim.isTakenBack && (
        <p className="small second">{`It takes ${sentenceMoney(sum((said?.lines ?? []).map((line) => line.paid)))} from the check.`}</p>
      )}
    </section>
  )
}

type LineProps = {
  readonly line: TypedLine
  readonly name: string
  readonly means: readonly string[]
  readonly wrongAt: (field: string) => string | undefined
  readonly onSet: (part: Partial<TypedLine>) => void
}

function Line({ line, name, means, wrongAt, onSet }: LineProps): ReactNode {
  const sums = lineOf(line)
  const isShort = !isBlank(line) && sums !== undefined && sums.off !== NO_MONEY
  const off = isShort ? `${sentenceMoney(sums.off < 0 ? negate(sums.off) : sums.off)} ${sums.off < 0 ? 'too much' : 'to tell'}` : ''
  const whyWrong = wrongAt('reasons') ?? wrongAt('remarks')
  const paidWrong = wrongAt('paid')
  const words = [wrongAt('allowed'), paidWrong, whyWrong].filter((one) => one !== undefined)
  const money = (label: string, value: string, isWrong: boolean, set: (value: string) => void): ReactNode => (
    <TextInput
      aria-label={`${label}, ${name}`}
      className={`num ${classes['money']}`}
      inputMode="decimal"
      autoComplete="off"
      value={value}
      error={isWrong}
      onChange={(event) => set(event.currentTarget.value)}
    />
  )
  return (
    <>
      <tr>
        <th scope="row" className="id">
          {line.words}
        </th>
        <td className={classes['end']}>
          <Money cents={cents(line.charge)} isSum />
        </td>
        <td>{money('Allowed', line.allowed, wrongAt('allowed') !== undefined, (allowed) => onSet({ allowed }))}</td>
        <td>{money('Paid', line.paid, paidWrong !== undefined, (paid) => onSet({ paid }))}</td>
        <td>
          <TextInput
            aria-label={`Reasons and remarks, ${name}`}
            placeholder="CO-45 43.00 PR-3 20 N130"
            autoComplete="off"
            spellCheck={false}
            maxLength={400}
            value={line.why}
            error={whyWrong !== undefined}
            onChange={(event) => onSet({ why: event.currentTarget.value })}
          />
        </td>
        <td className={classes['end']}>{sums && <Money cents={sums.patient} isSum />}</td>
      </tr>
      {(means.length > 0 || words.length > 0 || off !== '') && (
        <tr className={classes['under']}>
          <td colSpan={4} className={classes['wrong']}>
            {words.length > 0 ? words.join(' ') : off}
          </td>
          <td colSpan={2} className="small second words">
            {means.join('; ')}
          </td>
        </tr>
      )}
    </>
  )
}
