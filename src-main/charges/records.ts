import type { Generated } from 'kysely'
import type { PracticeTables } from '../practice/index.ts'
import { tables } from '../store/index.ts'

export type ChargeTables = Omit<PracticeTables, 'charge' | 'claim'> & {
  charge: {
    id: Generated<number>
    appointment: number | null
    patient: number
    provider: number
    coverage: number | null
    day: string
    start: string
    stop: string
    minutes: number
    service: string
    mode: string
    place: string
    outcome: string
    reason: string
    cents: number
    user: number
    created_at: string
  }
  charge_line: { charge: number; n: number; code: string; modifiers: string; units: number; pointers: string; cents: number }
  charge_diagnosis: { charge: number; n: number; code: string }
  claim: { id: number; charge: number | null; status: string }
}

export const from = tables<ChargeTables>()
