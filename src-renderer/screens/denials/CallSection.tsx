import { useState, type ReactNode } from 'react'
import type { Output } from '../../../src-shared/contract/index.ts'
import { useCall } from '../../app/queries.ts'
import { Button } from '../../kit/Button.tsx'
import { Facts, PanelSection } from '../../kit/Panel.tsx'
import { ContactDrawer } from '../claims/status/ContactDrawer.tsx'
import classes from './Denials.module.css'

/** What to have at hand and what to ask on the phone, and where to write down what was said. */
export function CallSection({ denial, keys }: { readonly denial: Output<'denials.get'>; readonly keys: string | undefined }): ReactNode {
  const [isOpen, setOpen] = useState(false)
  const [isLogging, setLogging] = useState(false)
  const claim = useCall('claims.get', { id: denial.claim }, { when: isLogging })
  const status = useCall('inquiries.get', { claim: denial.claim }, { when: isLogging })
  return (
    <PanelSection title="If you call" aside={denial.payer}>
      <div className="row">
        <Button small look="quiet" aria-expanded={isOpen} onPress={() => setOpen(!isOpen)}>
          {isOpen ? 'Hide what to ask' : 'What to ask'}
        </Button>
        <Button small needs="claims.write" keys={keys} group="Denial" onPress={() => setLogging(true)}>
          Log a call
        </Button>
      </div>
      {isOpen && (
        <div className={classes['asked']}>
          <Facts facts={denial.call.have.map(({ name, value }) => ({ name, value: <span className="words">{value}</span> }))} />
          <ol className={`${classes['steps']} ${classes['asked']}`}>
            {denial.call.ask.map((question) => (
              <li key={question}>
                <span className="second words">{question}</span>
              </li>
            ))}
          </ol>
        </div>
      )}
      {isLogging && status.data && claim.data && (
        <ContactDrawer claim={claim.data} status={status.data} onClose={() => setLogging(false)} />
      )}
    </PanelSection>
  )
}
