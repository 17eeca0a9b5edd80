import { useState, type ReactNode } from 'react'
import type { Shape } from '../../../src-shared/contract/fields.ts'
import type { Input, Output } from '../../../src-shared/contract/index.ts'
import { newKey } from '../../app/connection.ts'
import { useNotices } from '../../app/notices.ts'
import { useCommand, useConnection } from '../../app/queries.ts'
import { Button } from '../../kit/Button.tsx'
import { PanelSection } from '../../kit/Panel.tsx'
import { ProblemNote } from '../../kit/Problem.tsx'
import { Mark } from '../../kit/Status.tsx'
import classes from './Claims.module.css'
import { ApproveDialog } from './LetGoDialogs.tsx'

type Claim = Output<'claims.get'>
type Finding = Claim['findings'][number]
type Grade = Finding['grade']

const SHAPES: Readonly<Record<Grade, Shape>> = {
  rejected: 'rejected',
  stop: 'held',
  hold: 'held',
  warning: 'look-here',
  repair: 'note',
  tag: 'note',
}
/** The gravest first. */
const ORDER: readonly { readonly grades: readonly Grade[]; readonly title: string }[] = [
  { grades: ['rejected'], title: 'Turned back for' },
  { grades: ['stop'], title: 'Stops it' },
  { grades: ['hold'], title: 'Held by a rule of yours' },
  { grades: ['warning'], title: 'Worth a look' },
  { grades: ['tag'], title: 'Noted' },
  { grades: ['repair'], title: 'Done for you' },
]

/** What the checks found, by what it does to the claim; each with its place on paper and in the file, and the key that mends it. */
export function Findings({ claim, canMend }: { readonly claim: Claim; readonly canMend: boolean }): ReactNode {
  const connection = useConnection()
  const { tell } = useNotices()
  const mend = useCommand('claims.mend')
  const [approving, setApproving] = useState<Finding>()
  if (claim.findings.length === 0) return null
  const groups = ORDER.map(({ grades, title }) => ({ title, own: claim.findings.filter(({ grade }) => grades.includes(grade)) }))
  // The first of them is approved by the button of the next step.
  const approvable = claim.next.action === 'approve' ? claim.findings.find(({ grade }) => grade === 'hold') : undefined
  const fixable = groups.flatMap(({ own }) => own).find(({ fix }) => fix !== null)
  const onFix = async ({ fix }: Finding): Promise<void> => {
    if (fix === null) return
    const before = asItIs(claim, fix)
    const { words, ...change } = fix
    const reply = await mend.run({ id: claim.id, ...change })
    if (!reply.ok) return
    tell({ words: `Claim ${claim.id}: ${words}.`, undo: () => connection.call('claims.mend', before, { key: newKey() }) })
  }
  return (
    <PanelSection title={claim.status === 'rejected' ? 'What is wrong' : 'What the checks found'}>
      {groups.map(({ title, own }) =>
        own.length === 0 ? null : (
          <div key={title} className={classes['grade']}>
            <h4>{title}</h4>
            <ul className={classes['findings']} aria-label={title}>
              {own.map((finding) => (
                <li key={`${finding.rule} ${finding.field} ${finding.words}`}>
                  <Mark shape={SHAPES[finding.grade]} />
                  <div className="words">
                    {finding.words} <span className="third">{placeWords(finding)}</span>
                    {canMend && finding.fix !== null && (
                      <Button
                        small
                        needs="claims.write"
                        isBusy={mend.isBusy}
                        group="Claim"
                        className={classes['fix']}
                        {...(finding === fixable && { keys: 'f' })}
                        onPress={() => void onFix(finding)}
                      >
                        {finding.fix.words}
                      </Button>
                    )}
                    {canMend && finding.grade === 'hold' && finding !== approvable && (
                      <Button small needs="claims.write" className={classes['fix']} onPress={() => setApproving(finding)}>
                        Approve
                      </Button>
                    )}
                  </div>
                </li>
              ))}
            </ul>
          </div>
        ),
      )}
      <ProblemNote problem={mend.problem} />
      {approving && <ApproveDialog claim={claim.id} finding={approving} onClose={() => setApproving(undefined)} />}
    </PanelSection>
  )
}

/** `M06, box 24D, 2400 SV1, SV101-3. Payer rule` */
function placeWords({ rule, box, x12, source }: Finding): string {
  const isOwn = rule.startsWith('own.')
  const where = [isOwn || rule.includes('.') ? '' : rule, box === '' ? '' : `box ${box}`, x12].filter((part) => part !== '').join(', ')
  return where === '' ? source : `${where}. ${source}`
}

/** What the claim says now where a fix changes it: the way back. */
function asItIs(claim: Claim, { place, modifiers, coverage, drugs }: NonNullable<Finding['fix']>): Input<'claims.mend'> {
  const lines = claim.lines.filter(({ id }) => modifiers?.some(({ line }) => line === id) === true)
  return {
    id: claim.id,
    ...(place !== undefined && { place: claim.place }),
    ...(coverage !== undefined && { coverage: claim.coverage }),
    ...(drugs !== undefined && {
      drugs: drugs.map(({ line }) => ({ line, drug: claim.lines.find(({ id }) => id === line)?.drug ?? null })),
    }),
    ...(modifiers !== undefined && { modifiers: lines.map(({ id, modifiers: own }) => ({ line: id, modifiers: own })) }),
  }
}
