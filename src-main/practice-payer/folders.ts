import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, statSync, appendFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { answer } from './answering.ts'
import type { PracticePayer } from './deciding.ts'
import type { Moment } from './plans.ts'
import { payOut } from './paying.ts'
import { NOTHING_YET, type State } from './state.ts'
import { decisionText, type Said } from './telling.ts'
import { payerNamed, usualTerms } from './usual.ts'

/*
 * The practice payer behind a pair of folders: what is put into the one is answered in the other. What it remembers, what it answered and why lies in a
 * folder of its own beside what comes in, so that nobody fetches it.
 */

/** Under what comes in. */
const OWN = '.practice-payer'
const isWhole = (name: string): boolean => !name.startsWith('.') && !/[.](part|partial|filepart|tmp|temp)$/i.test(name)
/** The chance of a payer that nobody set up. */
const SEED = 1

/**
 * Answers each file of a folder once, and pays what is due.
 * @param payer who answers; without it whoever a file is addressed to, under the usual terms
 * @returns what was decided
 */
export function answerFolder(inFolder: string, outFolder: string, at: Moment, payer?: PracticePayer): Said[] {
  const own = join(inFolder, OWN)
  for (const path of [inFolder, outFolder, join(own, 'answered')]) mkdirSync(path, { recursive: true })
  const decisions: Said[] = []
  const keep = (id: string, { state, files, decisions: more }: ReturnType<typeof answer>): void => {
    for (const { name, bytes } of files) writeWhole(join(outFolder, `${plainName(id)}_${name}`), bytes)
    writeWhole(join(own, `${plainName(id)}.json`), Buffer.from(JSON.stringify(state)))
    decisions.push(...more)
  }
  const names = readdirSync(inFolder).filter((name) => isWhole(name) && statSync(join(inFolder, name)).isFile())
  for (const name of names.toSorted()) {
    const bytes = readFileSync(join(inFolder, name))
    const named = payerNamed(bytes)
    const one = payer ?? { terms: usualTerms(named ?? { name: 'Practice payer', id: 'PRACTICE', taxNumber: '990000001' }), seed: SEED }
    keep(one.terms.id, answer(one, stateOf(own, one.terms.id), bytes, at))
    renameSync(join(inFolder, name), join(own, 'answered', name))
  }
  // A payday comes without a file as well.
  if (payer && names.length === 0) keep(payer.terms.id, payOut(payer, stateOf(own, payer.terms.id), at))
  if (decisions.length > 0) appendFileSync(join(own, 'decisions.txt'), `${at.day} ${at.time}\n\n${decisionText(decisions)}\n`)
  return decisions
}

const plainName = (id: string): string => id.replace(/[^A-Za-z0-9]/g, '-')

function stateOf(own: string, id: string): State {
  const path = join(own, `${plainName(id)}.json`)
  return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as State) : NOTHING_YET
}

/** Whoever fetches sees a file whole or not at all. */
function writeWhole(path: string, bytes: Uint8Array): void {
  writeFileSync(`${path}.part`, bytes)
  renameSync(`${path}.part`, path)
}
