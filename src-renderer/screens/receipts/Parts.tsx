import { TextInput } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { add, columnMoney, NO_MONEY, parseMoney, sentenceMoney, subtract, sum, type Cents } from '../../../src-shared/money.ts'
import { useCall } from '../../app/queries.ts'
import { Day, Money as Amount } from '../../kit/figures.tsx'
import classes from './Receipts.module.css'
import type { Money, OpenLine } from './words.ts'

type Part = { readonly line: number; readonly cents: Cents }

export type PartsState = {
  readonly parts: readonly Part[]
  /** Undefined while a part that was typed cannot be read. */
  readonly left: Cents | undefined
  readonly say: string
  /** The proposal for this amount is on its way: what stands there is of the one before. */
  readonly isComing: boolean
  /** The parts once the proposal for this amount is there; undefined where they cannot be read, or are more than the amount. */
  readonly settled: () => Promise<readonly Part[] | undefined>
  readonly textOf: (line: number) => string
  readonly change: (line: number, text: string) => void
}

type Of = {
  readonly patient: number
  readonly claim: number | null
  readonly receipt: number | null
  /** What is not on a line yet. */
  readonly amount: Cents
  /** What stands on lines already. */
  readonly standing: readonly Part[]
}

/** Where an amount goes: as the engine proposes, until somebody types another amount on a line. */
export function useParts({ patient, amount, claim, receipt, standing }: Of): PartsState {
  const [typed, setTyped] = useState<ReadonlyMap<number, string>>(new Map())
  const asked = useCall('receipts.propose', { patient, cents: amount, claim, receipt }, { when: amount > 0, keep: true })
  const isComing = amount > 0 && (asked.isPlaceholderData || asked.isLoading)
  const proposed = new Map((amount > 0 ? (asked.data?.parts ?? standing) : standing).map((one) => [one.line, one.cents]))
  const whole = add(amount, ...standing.map((one) => one.cents))
  const { parts, left } = readOf(proposed, typed, whole)
  return {
    parts,
    left,
    isComing,
    settled: async () => {
      if (!isComing) return left !== undefined && left >= 0 ? parts : undefined
      const { data } = await asked.refetch({ cancelRefetch: false })
      const own = readOf(new Map((data?.parts ?? []).map((one) => [one.line, one.cents])), typed, whole)
      return data && own.left !== undefined && own.left >= 0 ? own.parts : undefined
    },
    say: typed.size === 0 && amount > 0 ? (asked.data?.say ?? '') : '',
    textOf: (line) => {
      const own = proposed.get(line)
      return typed.get(line) ?? (own === undefined || own === 0 ? '' : columnMoney(own))
    },
    change: (line, text) => setTyped(new Map(typed).set(line, text)),
  }
}

type Read = { readonly parts: readonly Part[]; readonly left: Cents | undefined }
/** What was proposed, but for what somebody typed instead; and what is on no line then. */
function readOf(proposed: ReadonlyMap<number, Cents>, typed: ReadonlyMap<number, string>, whole: Cents): Read {
  const read = [...new Set([...proposed.keys(), ...typed.keys()])].map((line) => {
    const text = typed.get(line)
    const own = text === undefined ? proposed.get(line) : text.trim() === '' ? NO_MONEY : parseMoney(text, true)
    return { line, cents: own }
  })
  const parts = read.flatMap(({ line, cents: own }) => (own !== undefined && own > 0 ? [{ line, cents: own }] : []))
  const isRead = read.every((one) => one.cents !== undefined && one.cents >= 0)
  return { parts, left: isRead ? subtract(whole, sum(parts.map((one) => one.cents))) : undefined }
}

/** The sessions an amount can go to, each with what is owed and why. */
export function Parts({ lines, of }: { readonly lines: Money['lines']; readonly of: PartsState }): ReactNode {
  const open = lines.filter((line) => line.room > 0 || of.textOf(line.line) !== '' || line.block !== null)
  if (open.length === 0) return <p className="second small">No session is open. The amount waits as the patient’s credit.</p>
  return (
    <table className={classes['parts']} aria-label="Where it goes">
      <thead>
        <tr>
          <th scope="col">Session</th>
          <th scope="col">Why</th>
          <th scope="col">Owed now</th>
          <th scope="col">From this</th>
        </tr>
      </thead>
      <tbody>
        {open.map((line) => (
          <Line key={line.line} line={line} of={of} />
        ))}
      </tbody>
    </table>
  )
}

function Line({ line, of }: { readonly line: OpenLine; readonly of: PartsState }): ReactNode {
  const isTooMuch = (parseMoney(of.textOf(line.line), true) ?? NO_MONEY) < 0
  return (
    <tr>
      <td>
        <Day day={line.day} />
        <div className="third small">claim {line.claim}</div>
      </td>
      <td className="second small words">{line.why}</td>
      <td>
        <Amount cents={line.patient} />
      </td>
      <td>
        <TextInput
          aria-label={`For the session of claim ${line.claim}, at most ${sentenceMoney(line.room)}`}
          className="num"
          inputMode="decimal"
          autoComplete="off"
          error={isTooMuch}
          disabled={line.room <= 0 && of.textOf(line.line) === ''}
          value={of.textOf(line.line)}
          onChange={(event) => of.change(line.line, event.currentTarget.value)}
        />
      </td>
    </tr>
  )
}
