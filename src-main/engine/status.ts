import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Output } from '../../src-shared/contract/index.ts'
import { permissionsOf, userAt } from '../access/index.ts'
import { SAMPLE_NAME } from '../demo/index.ts'
import { practiceOf } from '../practice/index.ts'
import { refuse } from '../store/index.ts'
import type { Outside } from './outside.ts'
import type { Seat } from './seat.ts'

export const sampleFolder = (outside: Pick<Outside, 'home'>): string => join(outside.home, `${SAMPLE_NAME}.parity`)

/** What is open, by whom, and what must be told. @throws Trouble `store.damaged` for a store without a practice */
export function statusOf(outside: Outside, seat: Seat | undefined): Output<'store.status'> {
  const sample = sampleFolder(outside)
  const shared = { version: outside.version, today: outside.clock.today(), sample: existsSync(sample) ? sample : null }
  if (!seat)
    return {
      ...shared,
      state: 'none',
      practice: null,
      user: null,
      permissions: [],
      mustChange: false,
      recovery: 'confirmed',
      halted: null,
      emergency: null,
      notices: [],
    }
  const { store } = seat
  const { practice, user } = store.book.read((db) => ({ practice: practiceOf(db), user: userAt(db, seat.person) ?? null }))
  if (!practice) refuse('store.damaged')
  const halted = store.halted
  return {
    ...shared,
    state: 'open',
    practice: { name: practice.name, isSample: practice.isSample, folder: store.folder },
    user,
    permissions: user && !seat.emergency?.isPast() ? permissionsOf(user) : [],
    mustChange: store.person.isStarter,
    recovery: store.recoveryConfirmed ? 'confirmed' : 'unconfirmed',
    halted: halted && { why: halted.why, words: halted.words },
    emergency: seat.emergency && { until: seat.emergency.until, reason: seat.reason ?? '' },
    notices: seat.notices,
  }
}
