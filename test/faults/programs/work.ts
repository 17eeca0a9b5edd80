import { closeSync, fdatasyncSync, openSync, writeSync } from 'node:fs'
import type { Input, Name, Output } from '../../../src-shared/contract/index.ts'
import { day } from '../../../src-shared/day.ts'
import { standingClock } from '../../../src-main/engine/clock.ts'
import { Engine, type Caller } from '../../../src-main/engine/dispatch.ts'
import { allFiles } from '../../../src-main/engine/files.ts'
import { LEAST, type Printer } from '../../../src-main/store/index.ts'
import { PASSPHRASE, USER } from '../place.ts'

/*
 * What every program under test has: the engine with its contract, and a side file in which it acknowledges what was done.
 */

export class Refusal extends Error {
  readonly code: string
  constructor(code: string) {
    super(code)
    this.code = code
    this.name = 'Refusal'
  }
}

export type Worker = {
  readonly engine: Engine
  /** Calls by contract. @throws Refusal */
  call<N extends Name>(name: N, input: Input<N>): Promise<Output<N>>
  /** Says that something is done, durably. */
  ack(line: string): void
  /** Moves the clock. */
  at(today: string, time?: string): void
  close(): void
}

const NO_PRINTER: Printer = { print: () => Promise.reject(new Error('Nothing is printed here')) }
const caller: Caller = { files: allFiles(), progress: () => undefined, stopped: () => false }

export function worker(acks: string, today = '2026-11-19', printer: Printer = NO_PRINTER): Worker {
  const side = openSync(acks, 'a')
  const clock = standingClock(day(today))
  const engine = new Engine({
    clock,
    version: '0.1.0',
    home: '/nonexistent',
    printer,
    tell: () => undefined,
    incident: () => undefined,
    strict: false,
    keys: { cost: LEAST },
  })
  return {
    engine,
    async call(name, input) {
      const answer = await engine.call(name, input, caller)
      if (!answer.ok) throw new Refusal(answer.problem.code)
      return answer.value as never
    },
    ack(line) {
      writeSync(side, `${line}\n`)
      fdatasyncSync(side)
    },
    at(next, time) {
      clock.set(day(next), time)
    },
    close() {
      engine.close()
      closeSync(side)
    },
  }
}

export const open = (own: Worker, folder: string): Promise<unknown> =>
  own.call('store.open', { folder, user: USER, passphrase: PASSPHRASE })
