import type { ReactNode } from 'react'
import type { Letter } from '../../../src-shared/contract/appeals.ts'
import { Blocks } from './Blocks.tsx'
import classes from './Letter.module.css'
import { factWords, type Appeal } from './words.ts'

type Props = {
  readonly appeal: Appeal
  readonly signer: string | undefined
  readonly blocks: Letter['blocks']
  readonly onChange: (blocks: Letter['blocks']) => void
  /** The caret leaves a field. */
  readonly onLeave: () => void
}

/** The letter as it stands on paper, with what is typed and what was filled in. */
export function LetterSheet({ appeal, signer, blocks, onChange, onLeave }: Props): ReactNode {
  const fact = (name: string): ReactNode => <Fact name={name} value={appeal.facts[name]} />
  return (
    <article className={classes['sheet']} aria-label="Letter" onBlurCapture={onLeave}>
      <header className={classes['letterhead']}>
        <div>
          <b className={classes['name']}>{fact('practice.name')}</b>
          <div className="small second">
            {fact('practice.address')} · <span className="kept">{fact('practice.phone')}</span>
          </div>
        </div>
        <div className={`small second ${classes['right']}`}>
          {fact('today')}
          <br />
          Level {appeal.level} appeal
        </div>
      </header>
      <p>
        {fact('payer.name')}, Appeals
        <br />
        {fact('payer.appeal_address')}
        {appeal.facts['payer.fax'] !== null && (
          <>
            <br />
            <span className="small second">By fax {fact('payer.fax')}</span>
          </>
        )}
      </p>
      <dl className={classes['about']}>
        <dt>Patient</dt>
        <dd>
          {fact('patient.name')}, born {fact('patient.born')}
        </dd>
        <dt>Your claim</dt>
        <dd>{fact('claim.payer_icn')}</dd>
        <dt>Member</dt>
        <dd>{fact('member.id')}</dd>
        <dt>Our claim</dt>
        <dd>{fact('claim.pcn')}</dd>
        <dt>Service</dt>
        <dd>
          {fact('line.dos')}, {fact('line.code')}
        </dd>
        <dt>In dispute</dt>
        <dd>{fact('claim.amount_in_dispute')}</dd>
      </dl>
      <Blocks appeal={appeal} blocks={blocks} onChange={(next) => onChange([...next])} />
      <p className={classes['close']}>Sincerely,</p>
      <div className={classes['signature']}>
        <b>{signer ?? <Fact name="signer.name" value={null} />}</b>
        <div className="second">
          for {fact('practice.name')}
          {appeal.facts['practice.npi'] !== null && <>, NPI {fact('practice.npi')}</>}
        </div>
      </div>
      {appeal.exhibits.length > 0 && (
        <p className="small second">
          <b>Exhibits</b>
          {appeal.exhibits.map(({ label, title }) => (
            <span key={label}>
              {' '}
              <b>{label}</b> {title}
            </span>
          ))}
        </p>
      )}
      {appeal.facts['part2.notice'] !== null && <p className="small second">{appeal.facts['part2.notice']}</p>}
    </article>
  )
}

/** A fact that Parity filled in, or the place where one is missing. */
function Fact({ name, value }: { readonly name: string; readonly value: string | null | undefined }): ReactNode {
  const isMissing = value === null || value === undefined
  return (
    <span data-fact={name} title={factWords(name)} {...(isMissing && { 'data-missing': '' })}>
      {isMissing ? `[${factWords(name)}]` : value}
    </span>
  )
}
