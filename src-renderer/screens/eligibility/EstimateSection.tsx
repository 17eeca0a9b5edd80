import { IconFileText } from '@tabler/icons-react'
import { useState, type ReactNode } from 'react'
import type { Input, Output } from '../../../src-shared/contract/index.ts'
import { sentenceMoney } from '../../../src-shared/money.ts'
import { useCall } from '../../app/queries.ts'
import { fileAt, useRouter } from '../../app/routes.ts'
import { useWhyNot } from '../../app/sitting.ts'
import { Button } from '../../kit/Button.tsx'
import { Moment } from '../../kit/figures.tsx'
import { PanelSection } from '../../kit/Panel.tsx'
import { Mark } from '../../kit/Status.tsx'
import classes from './Eligibility.module.css'
import { GoodFaithDrawer } from './GoodFaithDrawer.tsx'

type Estimate = Output<'charges.estimate'>

/** What the patient owes for a session or a charge, the arithmetic line by line, and what makes it less certain. */
export function EstimateSection({ of }: { readonly of: Input<'charges.estimate'> }): ReactNode {
  const { data } = useCall('charges.estimate', of)
  const [isPrinting, setPrinting] = useState(false)
  const { appointment } = of
  if (!data) return null
  return (
    <PanelSection title="Estimate" aside={data.answeredAt === null ? undefined : <Moment at={data.answeredAt} />}>
      <p className={classes['owes']}>
        <b className="num">{owesWords(data)}</b>
        <span className="second small">{BASIS[data.basis]}</span>
      </p>
      {data.steps.length > 0 && (
        <table className={classes['steps']} aria-label="Arithmetic">
          <tbody>
            {data.steps.map(({ what, words, cents, segment, file }) => (
              <tr key={what} className={what === 'Patient owes' ? classes['result'] : undefined}>
                <th scope="row">{what}</th>
                <td className="second small words">
                  {words}
                  {segment !== null && file !== null && <Source what={what} segment={segment} file={file} />}
                </td>
                <td className="num">{sentenceMoney(cents)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {data.warnings.length > 0 && (
        <ul className={classes['warnings']} aria-label="What makes it less certain">
          {data.warnings.map((one) => (
            <li key={one} className="small words">
              <Mark shape="look-here" size={12} /> <span>{one}</span>
            </li>
          ))}
        </ul>
      )}
      {appointment !== undefined && data.lines.length > 0 && (
        <div className={classes['foot']}>
          <Button look="quiet" small icon={IconFileText} needs="clinical.read" onPress={() => setPrinting(true)}>
            Good-faith estimate
          </Button>
        </div>
      )}
      {isPrinting && appointment !== undefined && (
        <GoodFaithDrawer appointment={appointment} day={data.day} onClose={() => setPrinting(false)} />
      )}
    </PanelSection>
  )
}

/** The segment a step came from, in the whole of its file. */
function Source({ what, segment, file }: { readonly what: string; readonly segment: number; readonly file: number }): ReactNode {
  const router = useRouter()
  const mayOpen = useWhyNot('exchange.read') === undefined
  const words = `segment ${segment}`
  if (!mayOpen) return <span className="third id"> {words}</span>
  return (
    <>
      {' '}
      <button
        type="button"
        className={`mono ${classes['source']}`}
        aria-label={`${what}: ${words} in the file`}
        onClick={() => router.go(fileAt(file, segment))}
      >
        {words}
      </button>
    </>
  )
}

const BASIS = {
  benefits: 'An estimate. The payer decides when the claim comes.',
  'self-pay': 'The practice’s fee: no plan pays.',
  open: 'Not enough was stated.',
} as const

/** `$25.00`, `$25.00 to $132.00`, or that nobody can say. */
function owesWords({ low, high }: Estimate): string {
  if (low === null || high === null) return 'Nobody can say yet'
  return low === high ? sentenceMoney(high) : `${sentenceMoney(low)} to ${sentenceMoney(high)}`
}
