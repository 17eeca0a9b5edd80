import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, type Page } from '@playwright/test'
import type { Argument, Name, Output } from '../../src-shared/contract/index.ts'
import type { Desk } from '../e2e/desk.ts'
import { beginPractice, fill, keepRecoveryKey, press } from '../e2e/hands.ts'
import type { Canaries } from './canary.ts'

/*
 * What a person does in the window, and what the page itself may ask the engine for.
 */

type Reply = { readonly ok: boolean; readonly value?: unknown; readonly problem?: { readonly code: string; readonly message: string } }

/** Calls the engine as the page does, and says what came back; input that is not right is a call too. */
export async function at(page: Page, name: Name, input: unknown): Promise<Reply> {
  const text = await page.evaluate(
    (request) => (window as unknown as { parity: { call(text: string): Promise<string> } }).parity.call(request),
    JSON.stringify({ t: 'call', id: nextId++, name, input }),
  )
  return JSON.parse(text) as Reply
}
let nextId = 1_000_000

/** The same where an answer is needed. */
export async function ask<N extends Name>(page: Page, name: N, input: Argument<N>): Promise<Output<N>> {
  const reply = await at(page, name, input)
  if (!reply.ok) throw new Error(`${name}: ${reply.problem?.code ?? ''} ${reply.problem?.message ?? ''}`)
  return reply.value as Output<N>
}

/** Makes a practice by the first window. */
export async function setUp({ app, page }: Desk, folder: string, passphrase: string): Promise<void> {
  await beginPractice(page)
  await press(page, 'Enter')
  await fill(page, { 'Your name': 'Dana Whitlock' })
  await press(page, 'Enter')
  await fill(page, { Passphrase: passphrase, 'The same again': passphrase })
  await press(page, 'Enter')
  await app.evaluate(({ dialog }, path) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [path] })
  }, folder)
  await page.getByRole('button', { name: 'Choose a folder' }).click()
  await page.getByRole('button', { name: 'Make the store' }).click()
  await keepRecoveryKey(page)
  await press(page, 'Enter')
  await page.getByRole('navigation', { name: 'Screens' }).waitFor({ timeout: 30_000 })
}

/** Gives the window a file, as one that was dropped on it, and waits for what becomes of it. */
export async function drop(page: Page, folder: string, name: string, bytes: Buffer): Promise<void> {
  writeFileSync(join(folder, name), bytes)
  await press(page, 'g', 'x')
  await page.locator('input[type=file]').first().setInputFiles(join(folder, name))
  await page.getByRole('list', { name: 'Files' }).getByText(name).first().waitFor({ timeout: 30_000 })
}

/** Types a new patient, and leaves the form without saving it the first time. */
export async function typePatient(page: Page, person: Canaries['people'][number]): Promise<void> {
  for (const isLeft of [true, false]) {
    await press(page, 'Escape', 'g', 'p')
    await page.getByRole('heading', { name: 'Patients', exact: true }).waitFor()
    await press(page, 'n')
    await fill(page, {
      'Last name': `${person.last}typed`,
      'First name': person.first,
      Born: '07/02/1981',
      Street: person.street,
      City: 'Fairmont',
      State: 'OH',
      ZIP: '44000',
    })
    if (!isLeft) await press(page, 'Control+Enter')
  }
}

/** Looks at every screen, opens the first row of each, and looks for somebody by name. */
export async function clickThrough(page: Page, { people }: Canaries): Promise<void> {
  for (const key of ['t', 'e', 'c', 'm', 'r', 'd', 'a', 'p', 'x', 's']) {
    await press(page, 'Escape', 'Escape', 'g', key)
    await page.waitForTimeout(300)
    const row = page.locator('[role=grid] [data-index="0"]').first()
    if (await row.isVisible()) await press(page, 'Enter')
    await page.waitForTimeout(300)
  }
  await press(page, 'Escape', 'Escape', 'Control+k')
  await page.getByRole('combobox', { name: 'Find a patient' }).fill(people[1]?.last ?? '')
  await expect(page.getByRole('option').first()).toBeVisible()
  await press(page, 'Escape')
}

/** Saves one patient after the other until there is nobody left to ask. @returns how many were answered, once that is known */
export function savePatients(page: Page, { people }: Canaries, round: number): () => Promise<number> {
  let answered = 0
  const all = (async () => {
    for (let n = 0; ; n++) {
      const person = people[n % people.length]
      const reply = await at(page, 'patients.save', {
        id: null,
        last: `${person?.last}${'abcdefghijklmnopqrstuvwxyz'[n % 26] ?? ''}${n}`,
        first: `${person?.first} kept ${round}`,
        middle: null,
        born: '1990-05-19',
        sex: 'F',
        address: { line1: person?.street, line2: null, city: 'Fairmont', state: 'OH', zip: '44000' },
        phone: null,
        diagnoses: ['F41.1'],
        coverages: [],
      })
      if (!reply.ok) throw new Error(`A patient is refused: ${reply.problem?.code ?? ''}`)
      answered++
    }
  })().catch((error: unknown) => {
    // The window is gone, as it should.
    if (error instanceof Error && error.message.startsWith('A patient')) throw error
  })
  return async () => {
    await all
    return answered
  }
}
