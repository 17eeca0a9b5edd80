import type { SecuritySettings } from '../../src-shared/contract/access.ts'
import { cents } from '../../src-shared/money.ts'
import { must } from '../../src-shared/result.ts'
import type { z } from 'zod'
import { refuse, type Handlers, type Reading } from '../store/index.ts'
import { markByRules } from './part2/marking.ts'
import { limitsRow, part2Rule, programClinicians, setLimits, setPart2Rule, setProgramClinicians } from './records/security.ts'

/** The limits an owner set. */
export function securityOf(db: Reading): z.infer<typeof SecuritySettings> {
  const limits = must('a store has its limits', limitsRow(db))
  const rule = part2Rule(db)
  return {
    idleMinutes: limits.idle_minutes,
    writeOffBiller: cents(limits.write_off_biller),
    writeOffLead: cents(limits.write_off_lead),
    part2Whole: rule.whole === 1,
    part2Codes: rule.codes === 1,
    part2Providers: programClinicians(db),
  }
}

export const securityHandlers = {
  'security.get': ({ db }) => securityOf(db),

  'security.save': (work, input) => {
    const { db, announce } = work
    const { idleMinutes, writeOffBiller, writeOffLead, part2Whole, part2Codes, part2Providers } = input
    const clinicians = [...new Set(part2Providers)]
    setLimits(db, { idle_minutes: idleMinutes, write_off_biller: writeOffBiller, write_off_lead: writeOffLead })
    setPart2Rule(db, { whole: part2Whole, codes: part2Codes })
    if (setProgramClinicians(db, clinicians) !== clinicians.length) refuse('record.missing', { at: { field: 'part2Providers' } })
    markByRules(work)
    announce('people')
    return {}
  },
} satisfies Pick<Handlers, 'security.get' | 'security.save'>
