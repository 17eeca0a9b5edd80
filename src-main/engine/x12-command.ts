import { readFileSync, statSync, writeFileSync } from 'node:fs'
import { basename, resolve } from 'node:path'
import { wholeNumber } from '../../src-shared/number.ts'
import { piecesOf, printedGuide, transactionSets } from '../x12/index.ts'
import { machineClock } from './clock.ts'
import { answerX12, describeX12, explainedX12, typedLines, typedX12, type Told } from './x12-report.ts'

/** What fits into one JSON value; of a larger file each claim is a line of its own. */
const LARGEST_VALUE = 64 * 1024 * 1024

type Options = {
  readonly json: boolean
  readonly explain: boolean
  readonly guide?: string | undefined
  readonly answer?: string | undefined
  readonly control?: string | undefined
}
type Print = (line: string) => void

/** `parity x12`. @returns the exit code: 1 when the file has errors, 130 when it was stopped */
export async function x12(given: string | undefined, options: Options, print: Print): Promise<number> {
  if (options.guide !== undefined) {
    const page = printedGuide(options.guide)
    const names = transactionSets.map((one) => one.name.replace(' ', '-')).join(', ')
    if (page === undefined) throw new Error(`There is no guide ${options.guide}. There are: ${names}, TA1.`)
    print(page.trimEnd())
    return 0
  }
  if (given === undefined) throw new Error('Name the file')
  const path = resolve(given)
  const size = statSync(path, { throwIfNoEntry: false })?.size
  if (size === undefined) throw new Error(`There is no file ${path}`)
  if (options.answer !== undefined) return answer(path, resolve(options.answer), options.control, print)
  if (options.explain) {
    explainedX12(readFileSync(path), print)
    return 0
  }
  if (options.json && size <= LARGEST_VALUE) {
    const { json, hasErrors } = typedX12(readFileSync(path), basename(path))
    print(JSON.stringify(json, undefined, 2))
    return hasErrors ? 1 : 0
  }
  return followed(size, (reading) =>
    options.json ? typedLines(piecesOf(path), print, reading) : describeX12(piecesOf(path), basename(path), print, reading),
  )
}

/** A long reading says how far it is and ends when it is interrupted. */
async function followed(
  size: number,
  body: (reading: { signal: AbortSignal; progress: (bytes: number) => void }) => Promise<Told>,
): Promise<number> {
  const cancel = new AbortController()
  const stop = (): void => cancel.abort()
  process.once('SIGINT', stop)
  const isShown = process.stderr.isTTY && size > 4 * 1024 * 1024
  let [done, shown] = [0, -1]
  const progress = (bytes: number): void => {
    done = size === 0 ? 100 : Math.floor((bytes * 100) / size)
    if (isShown && done > shown) process.stderr.write(`\r${(shown = done)} %`)
  }
  try {
    const { hasErrors } = await body({ signal: cancel.signal, progress })
    return hasErrors ? 1 : 0
  } catch (error) {
    if (!cancel.signal.aborted) throw error
    process.stderr.write(`\nStopped at ${done} %. What is said above is of what was read.\n`)
    return 130
  } finally {
    if (isShown) process.stderr.write('\r     \r')
    process.off('SIGINT', stop)
  }
}

function answer(path: string, out: string, control: string | undefined, print: Print): number {
  const next = wholeNumber(control ?? '1')
  if (next === undefined || next < 1 || next > 999_999_999) throw new Error('A control number is from 1 to 999999999')
  const envelope = { day: machineClock.today(), time: machineClock.time(), interchangeControl: next, groupControl: next }
  const text = answerX12(readFileSync(path), envelope)
  if (text === undefined) {
    print('Nobody waits for an answer to this file.')
    return 0
  }
  writeFileSync(out, text, 'latin1')
  print(`The answer is in ${out}.`)
  if (control === undefined) print('Its control number is 1. Give the next of yours with --control before you send it.')
  return 0
}
