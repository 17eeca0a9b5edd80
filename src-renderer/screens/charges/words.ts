import { wholeNumber } from '../../../src-shared/number.ts'
import type { MODES, SERVICES } from '../../../src-shared/contract/practice.ts'

export type Service = (typeof SERVICES)[number]
export type Mode = (typeof MODES)[number]

const services: Readonly<Record<Service, string>> = {
  individual: 'Individual',
  'em-therapy': 'E/M, therapy',
  em: 'E/M',
  evaluation: 'Evaluation',
  'evaluation-medical': 'Medical evaluation',
  crisis: 'Crisis',
  family: 'Family',
  'family-alone': 'Family, no patient',
  group: 'Group',
  'multi-family': 'Multi-family group',
  injection: 'Injection',
}
const modes: Readonly<Record<Mode, string>> = { 'in-person': 'In person', video: 'Video', audio: 'Telephone' }

type Option<T> = { readonly value: T; readonly label: string }
export const SERVICE_OPTIONS = Object.entries(services).map(([value, label]) => ({ value, label })) as readonly Option<Service>[]
export const MODE_OPTIONS = Object.entries(modes).map(([value, label]) => ({ value, label })) as readonly Option<Mode>[]

/** What the engine calls a service or a way to hold a session, in our words. */
export const serviceWord = (service: string): string => SERVICE_OPTIONS.find(({ value }) => value === service)?.label ?? service
export const modeWord = (mode: string): string => MODE_OPTIONS.find(({ value }) => value === mode)?.label ?? mode

/** A clinician's name without the letters after it, for a narrow column. */
export const plainName = (name: string): string => name.split(',')[0] ?? name

/** The places of diagnoses as a claim form letters them: `1,2` is `AB`. */
export const letters = (pointers: string | readonly number[]): string =>
  (typeof pointers === 'string' ? pointers.split(',').map((one) => wholeNumber(one) ?? 0) : pointers)
    .filter((n) => n > 0)
    .map((n) => String.fromCharCode(64 + n))
    .join('')
