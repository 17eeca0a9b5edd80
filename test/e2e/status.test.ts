import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { shownDay, type Day } from '../../src-shared/day.ts'
import { must } from '../../src-shared/result.ts'
import { atOwnDesk, expect, test } from './desk.ts'
import { faults, openSample, press } from './hands.ts'
import { openClaim, silentClaim } from './silent.ts'

// How a silent claim stands: asked by a file, answered by one, and told on the telephone. Everything is invented.

const pictures = 'test-results/status'
/** The 277 to a 276 that asks about one claim: it is in process. */
function inProcess(question: string): string {
  const part = (pattern: RegExp): string => must('the question says so', pattern.exec(question)?.[1])
  const [trace, control] = [part(/TRN\*1\*([^~]+)/), part(/REF\*EJ\*([^~]+)/)]
  const [payer, receiver] = [part(/(NM1\*PR[^~]+)/), part(/(NM1\*41[^~]+)/)]
  const [provider, subscriber] = [part(/(NM1\*1P[^~]+)/), part(/(NM1\*IL[^~]+)/)]
  const today = new Date().toLocaleDateString('en-CA').replaceAll('-', '')
  const set = [
    'ST*277*0001*005010X212',
    `BHT*0010*08*A1*${today}*0801*DG`,
    'HL*1**20*1',
    payer,
    'HL*2*1*21*1',
    receiver,
    'HL*3*2*19*1',
    provider,
    'HL*4*3*22*0',
    subscriber,
    `TRN*2*${trace}`,
    `STC*P1:20*${today}`,
    'REF*1K*ICN-4711',
    `REF*EJ*${control}`,
  ]
  return [
    `ISA*00*          *00*          *ZZ*PAYER          *ZZ*PRACTICE       *${today.slice(2)}*0801*^*00501*000000991*0*T*:`,
    `GS*HN*PAYER*PRACTICE*${today}*0801*991*X*005010X212`,
    ...set,
    `SE*${set.length + 1}*0001`,
    'GE*1*991',
    'IEA*1*000000991',
    '',
  ].join('~')
}

test('a silent claim is asked about by a file, its answer says when to look again, and a call puts it on the desk', async () => {
  test.setTimeout(300_000)
  const folder = await mkdtemp(join(tmpdir(), 'parity-status-'))
  await atOwnDesk(async (own) => {
    const { page } = own
    await openSample(page)
    const id = await silentClaim(page)
    let panel = await openClaim(page, id)
    expect(await faults(page)).toEqual([])
    await own.picture(pictures, '01-silent')

    const path = join(folder, 'question.x12')
    await own.app.evaluate(({ dialog }, to) => {
      dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath: to })
    }, path)
    await press(page, 'q')
    await page.getByRole('heading', { name: 'Ask how the claim stands?' }).waitFor()
    expect(await faults(page)).toEqual([])
    await own.picture(pictures, '02-asking')
    await press(page, 'Control+Enter')
    await page.getByRole('heading', { name: '1 claim asked about in 1 file' }).waitFor()
    await page.getByRole('button', { name: 'Save a copy', exact: true }).click()
    await expect.poll(() => readFile(path, 'latin1').catch(() => '')).toContain('ST*276*')
    await page.getByRole('button', { name: 'Done' }).click()
    await expect(panel.getByText(/was asked how it stands/)).toBeVisible()

    const answer = join(folder, 'answer.x12')
    await writeFile(answer, inProcess(await readFile(path, 'latin1')))
    await press(page, 'g', 'x')
    await page.locator('input[type=file]').first().setInputFiles(answer)
    await page.getByRole('list', { name: 'Files' }).getByText('1 in process').first().waitFor()

    panel = await openClaim(page, id)
    await expect(panel.getByText(/has it in process/).first()).toBeVisible()
    await expect(panel.getByText(/It is work again from \d\d\/\d\d\/\d{4}\./)).toBeVisible()
    await expect(panel.getByText('ICN-4711').first()).toBeVisible()
    await own.picture(pictures, '03-answered')

    await press(page, 'l')
    const today = new Date().toLocaleDateString('en-CA') as Day
    await page.getByLabel('Who said it').fill('Pat at provider services')
    await page.getByLabel('Number of the call').fill('R-55120')
    await page.getByRole('combobox', { name: 'What it said' }).click()
    await page.getByRole('option', { name: 'It wants something' }).click()
    await page.getByLabel('Look again on').fill(shownDay(today))
    await page.getByLabel('What else was said').fill('They want the treatment plan')
    expect(await faults(page)).toEqual([])
    await own.picture(pictures, '04-logging')
    await press(page, 'Control+Enter')
    await expect(page.getByRole('dialog')).toHaveCount(0)
    await expect(panel.getByText('R-55120').first()).toBeVisible()
    await expect(panel.getByText(/wants something/).first()).toBeVisible()
    await own.picture(pictures, '05-logged')

    await press(page, 'g', 't')
    await expect(page.getByText('Payers want something for claims').first()).toBeVisible()
    await own.picture(pictures, '06-today')
  })
  await rm(folder, { recursive: true, force: true })
})
