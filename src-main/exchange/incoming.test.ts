import { describe, expect, it } from 'vitest'
import { because, brokenChecks, fileOf, segmentsOf, sentClaim } from '../../test/support/remittances.ts'
import { testPractice, type TestPractice } from '../../test/support/practice.ts'
import { testFiles, testTask, type TestFiles } from '../../test/support/task.ts'
import { zipOf } from '../../test/support/zip.ts'
import { contract } from '../../src-shared/contract/index.ts'
import { handlers as remittances } from '../remittance/index.ts'
import { handlers, takeFile } from './index.ts'

const view = { filters: [], sort: [] }
const segments = (trace: string, control: string) =>
  segmentsOf({ trace, payments: [{ control, lines: [{ code: '90834', charge: 15000, reasons: because('CO-45 3000') }] }] })
const [ONE, TWO] = [segments('T1', 'C1'), segments('T2', 'C2')]

function practice(): TestPractice {
  const at = testPractice()
  for (const control of ['C1', 'C2']) sentClaim(at, { control, lines: [{ code: '90834', cents: 15000 }] })
  return at
}
const bring = async (at: TestPractice, files: TestFiles, paths: readonly string[], steps?: number) => {
  const outcome = await handlers['exchange.import'](testTask(at, files, steps), { paths: [...paths], post: true })
  return contract['exchange.import'].output.parse(outcome).files
}
const posted = (at: TestPractice) =>
  at.query((work) =>
    remittances['remittance.totals'](work, { view: { ...view, filters: [{ is: 'any', field: 'status', of: ['posted'] }] } }),
  ).sums['cents']

describe('files that enclose others', () => {
  it('are kept as they came, and what is in them is taken in once, however it came', async () => {
    const at = practice()
    const mail = [
      'From: payer@example.org',
      'MIME-Version: 1.0',
      'Content-Type: application/octet-stream; name="november.zip"',
      'Content-Transfer-Encoding: base64',
      '',
      zipOf({ name: 'other-name', bytes: fileOf([ONE], 7) }, { name: 'both', bytes: fileOf([TWO, ONE], 8) }).toString('base64'),
    ].join('\n')
    const files = testFiles({
      'in/a.zip': zipOf({ name: 'x/one.835', bytes: fileOf([ONE]) }, { name: 'note.txt', bytes: 'Hello' }),
      'in/b.eml': mail,
    })
    const outcome = await bring(at, files, ['in'])
    expect(outcome.map(({ name, kind, status, words }) => [name, kind, status, words])).toEqual([
      ['a.zip', 'ZIP', 'partly', '1 of 835: 1 posted. 1 of unknown: 1 quarantined.'],
      ['a.zip/x/one.835', '835', 'posted', '1 claim posted, $120.00.'],
      ['a.zip/note.txt', 'unknown', 'unreadable', expect.stringMatching(/^This is not an X12 file/)],
      ['b.eml', 'mail', 'posted', expect.stringMatching(/november\.zip: 2 of 835/)],
      ['b.eml/november.zip', 'ZIP', 'posted', '2 of 835: 1 posted, 1 here already.'],
      ['b.eml/november.zip/other-name', '835', 'known', expect.stringMatching(/^Already taken/)],
      ['b.eml/november.zip/both', '835', 'posted', '2 of 835: 1 posted, 1 here already.'],
    ])
    expect([posted(at), brokenChecks(at)]).toEqual([24000, []])
    const again = await bring(at, files, ['in'])
    expect(again.map(({ name, status }) => [name, status])).toEqual([
      ['a.zip', 'known'],
      ['b.eml', 'known'],
    ])
    const zip = at.query((work) => handlers['exchange.file'](work, { id: outcome[0]?.file ?? 0, from: 1, limit: 9 }))
    expect(zip).toMatchObject({
      kind: 'ZIP',
      segments: 0,
      findings: [],
      parts: [{ words: 'a.zip/x/one.835: 1 claim posted, $120.00.' }, {}],
    })
  })

  it('that were stopped half way go on behind the last, and do nothing twice', async () => {
    const at = practice()
    const files = testFiles({ 'a.zip': zipOf({ name: 'one', bytes: fileOf([ONE]) }, { name: 'two', bytes: fileOf([TWO]) }) })
    const task = testTask(at, files)
    let asked = 0
    const first = await handlers['exchange.import']({ ...task, stopped: () => ++asked > 2 }, { paths: ['a.zip'], post: true })
    expect(first.files).toMatchObject([
      { name: 'a.zip', status: 'partly', words: 'Not all of it was taken in yet. Import it again to go on.' },
      { name: 'a.zip/one', status: 'posted' },
    ])
    expect((await bring(at, files, ['a.zip'])).map(({ status }) => status)).toEqual(['posted', 'known', 'posted'])
    expect([posted(at), brokenChecks(at)]).toEqual([24000, []])
  })

  it('that may not be opened are kept with the reason', async () => {
    const at = testPractice()
    const outcome = await bring(
      at,
      testFiles({ a: zipOf({ name: '../a', bytes: 'x' }), b: zipOf(), c: zipOf({ name: '[Content_Types].xml', bytes: '' }) }),
      ['a', 'b', 'c'],
    )
    expect(outcome).toMatchObject([
      { kind: 'ZIP', status: 'unreadable', words: expect.stringMatching(/lead out/), file: expect.anything() },
      { status: 'unreadable' },
      { status: 'unreadable', words: expect.stringMatching(/document of an office program/) },
    ])
  })

  it('in each other are opened three deep, and no deeper', async () => {
    const at = practice()
    const wrap = (bytes: Uint8Array, times: number): Uint8Array =>
      times === 0 ? bytes : wrap(zipOf({ name: `${times}.zip`, bytes }), times - 1)
    const outcome = await bring(at, testFiles({ a: wrap(fileOf([ONE]), 3), b: wrap(fileOf([TWO]), 4) }), ['a', 'b'])
    expect(outcome.filter(({ kind }) => kind === '835')).toHaveLength(1)
    expect(outcome.at(-1)).toMatchObject({ kind: 'unknown', status: 'unreadable' })
  })
})

describe('the same payment with other content', () => {
  it('is not posted on the way in while the first waits: a person says which is right', () => {
    const at = practice()
    const take = (bytes: Uint8Array, post: boolean) => at.command((work) => takeFile(work, { name: 'era', bytes, post }))
    const other = segments('T1', 'C2')
    expect(take(fileOf([ONE]), false).status).toBe('taken')
    expect(take(fileOf([other]), true)).toMatchObject({
      status: 'taken',
      details: ['Another payment with the same payer, number, date and amount waits, with other content. Post the one that is right.'],
    })
    expect([posted(at), brokenChecks(at)]).toEqual([0, []])
  })
})
