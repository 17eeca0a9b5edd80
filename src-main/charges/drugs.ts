import type { z } from 'zod'
import type { GivenDrug } from '../../src-shared/contract/drugs.ts'
import { procedures } from '../codes/index.ts'
import type { CodedLine } from './rules.ts'

/*
 * What drugs that were given in a session are billed as: each by its own code, and the injections by theirs. Pure. Sources: CPT 96372, one for each
 * injection; HCPCS Level II, the unit that the words of a code name; NCCI, 25 on an E/M beside an injection.
 */

export type Given = z.output<typeof GivenDrug>
export type DrugLine = CodedLine & { readonly drug: Given['drug'] }

const INJECTION = '96372'
const injectionsOf = (given: readonly Given[]): number => given.filter(({ isInjected }) => isInjected).length

/** The lines that come behind those of the session. */
export function drugLines(given: readonly Given[]): DrugLine[] {
  const injections = injectionsOf(given)
  return [
    ...(injections === 0
      ? []
      : [
          {
            code: INJECTION,
            units: injections,
            modifiers: [],
            why: 'One for each injection, whatever the drug.',
            source: 'CPT',
            drug: null,
          },
        ]),
    ...given.map(({ code, units, drug }) => ({
      code,
      units,
      modifiers: [],
      why: `${units} ${units === 1 ? 'unit' : 'units'}, as typed. One unit is what the code names.`,
      source: 'HCPCS',
      drug,
    })),
  ]
}

/** An E/M beside an injection says that it was separate. */
export const besideInjection = <L extends Pick<CodedLine, 'code' | 'modifiers'>>(lines: readonly L[], given: readonly Given[]): L[] =>
  lines.map((line) =>
    injectionsOf(given) > 0 && procedures.find(line.code)?.family === 'em' && !line.modifiers.includes('25')
      ? { ...line, modifiers: ['25', ...line.modifiers] }
      : line,
  )

/** What cannot be as it was typed. */
export const drugNotice = (given: readonly Given[], service: string, mode: string): string | undefined =>
  service === 'injection' && given.length === 0
    ? 'Which drug was given? Its code, its units and its NDC bill the visit.'
    : injectionsOf(given) > 0 && mode !== 'in-person'
      ? 'An injection is given in person. Say how the session was held.'
      : undefined
