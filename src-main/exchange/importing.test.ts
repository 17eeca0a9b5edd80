import { describe, expect, it } from 'vitest'
import { ask, book, COVERED, received, responseTo } from '../../test/support/eligibility.ts'
import { batch } from '../../test/support/claims.ts'
import { testPractice, type TestPractice } from '../../test/support/practice.ts'
import { testFiles, testTask } from '../../test/support/task.ts'
import { contract } from '../../src-shared/contract/index.ts'
import { must } from '../../src-shared/result.ts'
import { handlers as claims, listeners } from '../claims/index.ts'
import { verifyLedger } from '../ledger/index.ts'
import type { TaskWork } from '../store/index.ts'
import { handlers, takeFile } from './index.ts'

const view = { filters: [], sort: [] }
const claimCount = (at: TestPractice): number => at.query((work) => claims['claims.totals'](work, { view })).total

const importing = (work: TaskWork, ...paths: string[]) => handlers['exchange.import'](work, { paths, post: false })

describe('importing files', () => {
  it('recognises each by what is in it, once, whatever its name', async () => {
    const at = testPractice(listeners)
    const [asked] = ask(at, book(at)).files
    const answer = responseTo(received(at, must('one payer is asked', asked).id), COVERED)
    const old = batch(testPractice(listeners), ['09:00', '11:00'])
    const files = testFiles({ 'in/b.txt': answer, 'in/a.dat': old, 'again.x12': old })
    const work = testTask(at, files)
    expect(await importing(work, 'in', 'again.x12')).toMatchObject({
      files: [
        { name: 'a.dat', kind: '837P', status: 'posted', words: '2 claims taken over.', details: [], findings: 0 },
        { name: 'b.txt', kind: '271', status: 'taken', words: '1 active.' },
        { name: 'again.x12', kind: '837P', status: 'known', words: 'Already imported on 11/19/2026; nothing changed.' },
      ],
    })
    expect([claimCount(at), work.said]).toEqual([
      2,
      [
        [0, 3],
        [1, 3],
        [2, 3],
        [3, 3],
      ],
    ])
    expect(at.query((own) => handlers['exchange.list'](own, { view, window: 0 })).rows).toMatchObject([
      { name: 'b.txt', kind: '271', direction: 'in', status: 'taken', summary: '1 active.' },
      { name: 'a.dat', kind: '837P', direction: 'in', status: 'posted' },
      { kind: '270', direction: 'out', status: 'arrived', summary: '1 question to Northlake Health Plan' },
    ])
    expect(at.query(({ db }) => verifyLedger(db)).filter((one) => one.broken > 0)).toEqual([])
  })

  it('hands each part of a file to the room it concerns', async () => {
    const at = testPractice(listeners)
    batch(at, ['09:00'])
    const control = at.query((work) => claims['claims.get'](work, { id: 10001 })).control ?? ''
    const answers = [
      `${ISA}TA1*000000001*261119*0930*A*000~`,
      'GS*FA*S*R*20261119*0930*1*X*005010X231A1~ST*999*0001*005010X231A1~AK1*HC*1*005010X222A1~AK2*837*0001~IK5*A~AK9*A*1*1*1~SE*6*0001~GE*1*1~',
      'GS*HN*S*R*20261119*0930*2*X*005010X214~ST*277*0001*005010X214~BHT*0085*08*C1*20261119*0930*TH~HL*1**20*1~NM1*PR*2*P*****PI*NLHP1~TRN*1*T1~',
      'DTP*050*D8*20261119~DTP*009*D8*20261119~HL*2*1*21*1~NM1*41*2*C*****46*C1~TRN*2*B1~STC*A1:19:40*20261119*WQ*175~HL*3*2*19*1~',
      `NM1*85*2*C*****XX*1234567893~HL*4*3*PT~NM1*QC*1*Q*M****MI*NL8820417~TRN*2*${control}~STC*A2:20:PR*20261119*WQ*175~DTP*472*D8*20261105~TRN*2*ELSEWHERE~`,
      'STC*A2:20:PR*20261119*WQ*175~DTP*472*D8*20261105~SE*22*0001~GE*1*2~IEA*2*000000001~',
    ]
    const { files } = await importing(testTask(at, testFiles({ a: answers.join('') })), 'a')
    expect(files).toMatchObject([
      {
        kind: 'TA1 + 999 + 277CA',
        status: 'partly',
        words: '1 of TA1: 1 taken in. 1 of 999: 1 taken in. 1 of 277CA: 1 in part.',
        findings: 0,
      },
    ])
    expect(files[0]?.details.slice(2)).toEqual(['3. 277CA: 1 accepted, 1 not ours.', 'Segment 30: no claim of ours has this number.'])
    expect(at.query((work) => claims['claims.get'](work, { id: 10001 })).status).toBe('accepted')
  })

  it('keeps what it cannot read, and says what to do', async () => {
    const at = testPractice()
    const files = testFiles({
      empty: '',
      pdf: '%PDF-1.7 …',
      piece: 'ST*835*0001~SE*2*0001~',
      letter: 'Dear Sir or Madam',
      shell: `${ISA}IEA*0*000000001~`,
    })
    const outcome = await importing(testTask(at, files), ...files.kept.keys())
    expect(outcome.files.map(({ status, words }) => [status, words])).toEqual([
      ['unreadable', 'The file is empty. Ask the sender for it again.'],
      ['unreadable', 'This is a PDF. Parity kept it and cannot read it; ask the payer for the X12 file.'],
      [
        'unreadable',
        'The envelope (ISA) is missing, so this is a piece of an X12 file. Parity kept it; ask the sender for the whole file.',
      ],
      ['unreadable', 'This is not an X12 file: no ISA segment is in it. Parity kept it as it is and took nothing over.'],
      ['quarantined', 'There is an envelope and no transaction in it. Ask the sender for the whole file.'],
    ])
    expect(outcome.files.map((one) => one.file !== null)).toEqual([false, true, true, true, true])
  })

  it('keeps sets that it does not take over, and asks for the version it knows', async () => {
    const at = testPractice()
    const files = testFiles({
      members: interchange('834', '005010X220A1'),
      old: interchange('835', '003070X091'),
      cut: interchange('271', '005010X279A1').split('SE')[0] ?? '',
    })
    const outcome = await importing(testTask(at, files), 'members', 'old', 'cut')
    expect(outcome.files).toMatchObject([
      { kind: '834', status: 'taken', words: 'An enrollment of members (834): kept as it is, nothing is taken over from it.' },
      { kind: '835', status: 'quarantined', words: expect.stringMatching(/version that Parity does not read.*005010/) },
      {
        kind: '271',
        status: 'quarantined',
        words: expect.stringMatching(/cut off.*Ask the sender/),
        details: expect.arrayContaining([expect.stringMatching(/^Segment 3, byte 1\d\d/)]),
      },
    ])
  })

  it('reports a file that went away, and fails when there is none at all', async () => {
    const at = testPractice(listeners)
    const files = testFiles({ a: batch(testPractice(listeners), ['09:00']) })
    expect((await importing(testTask(at, files), 'gone', 'a')).files.map((one) => one.status)).toEqual(['unreadable', 'posted'])
    await expect(importing(testTask(at, files), 'gone')).rejects.toThrow('file.missing')
  })

  it('stops between two files when a person asks for it', async () => {
    const files = testFiles({ a: 'one', b: 'two', c: 'three' })
    expect((await importing(testTask(testPractice(), files, 2), 'a', 'b', 'c')).files.map((one) => one.name)).toEqual(['a', 'b'])
  })

  it('goes on behind the last part after it was cut off, and does nothing twice', async () => {
    const at = testPractice(listeners)
    const other = testPractice(listeners)
    const parts = [batch(other, ['09:00']), batch(other, ['10:00']), batch(other, ['11:00'])]
    const files = testFiles({ a: Buffer.concat(parts) })
    const whole = testTask(at, files)
    let steps = 0
    // The file is kept, the first part is taken, and the power goes in the middle of the second.
    const cut: TaskWork = {
      ...whole,
      write: (body) =>
        whole.write((own) => {
          const value = body(own)
          if (++steps === 3) throw Object.assign(new Error('gone'), { code: 'SQLITE_IOERR' })
          return value
        }),
    }
    await expect(importing(cut, 'a')).rejects.toThrow('gone')
    expect([claimCount(at), at.query((own) => handlers['exchange.list'](own, { view, window: 0 })).rows[0]?.status]).toEqual([1, 'reading'])
    expect((await importing(whole, 'a')).files).toMatchObject([{ status: 'posted', words: '3 of 837P: 3 posted.' }])
    expect([claimCount(at), (await importing(whole, 'a')).files[0]?.status]).toEqual([3, 'known'])
  })

  it('takes the same file in twice at once only once', async () => {
    const at = testPractice(listeners)
    const work = testTask(at, testFiles({ a: batch(testPractice(listeners), ['09:00', '10:00']) }))
    await Promise.all([importing(work, 'a'), importing(work, 'a')])
    expect(claimCount(at)).toBe(2)
  })

  it('undoes a part that fails, says so, and takes the others', async () => {
    const at = testPractice(listeners)
    const other = testPractice(listeners)
    const whole = testTask(at, testFiles({ a: Buffer.concat([batch(other, ['09:00']), batch(other, ['10:00'])]) }))
    let steps = 0
    const work: TaskWork = {
      ...whole,
      write: (body) =>
        whole.write((own) => {
          const value = body(own)
          if (++steps === 2) throw new TypeError('a mistake')
          return value
        }),
    }
    const { files } = await importing(work, 'a')
    expect(files).toMatchObject([{ status: 'partly', words: '2 of 837P: 1 posted, 1 quarantined.' }])
    expect(files[0]?.details).toContain('A mistake of Parity (TypeError).')
    expect(claimCount(at)).toBe(1)
  })

  it('notes test data where the practice sends none', async () => {
    const at = testPractice(listeners)
    batch(at, ['09:00'])
    const { files } = await importing(testTask(at, testFiles({ a: interchange('834', '005010X220A1', 'T') })), 'a')
    expect(files[0]?.details).toEqual(['The file says that it is a test (ISA15), and your own files are not.'])
  })

  it('does the same within the transaction of a caller', () => {
    const at = testPractice(listeners)
    const bytes = batch(testPractice(listeners), ['09:00'])
    const take = () => at.command((work) => takeFile(work, { name: 'a', bytes, post: true }))
    expect([take().status, take().status, claimCount(at)]).toEqual(['posted', 'known', 1])
  })
})

describe('a kept file', () => {
  it('is shown segment by segment with its findings, page by page', async () => {
    const at = testPractice(listeners)
    const text = Buffer.from(batch(testPractice(listeners), ['09:00']))
      .toString('latin1')
      .replace('~HI*ABK:F411', '~HI*ABK:')
    const { files } = await importing(testTask(at, testFiles({ a: text })), 'a')
    expect(files).toMatchObject([
      {
        status: 'quarantined',
        words: '0 claims taken over, 1 left out. Mend what was left out where it came from, or enter it here.',
        details: [expect.stringMatching(/^Claim at segment \d+ left out\. Segment \d+, byte \d+, HI01-2: A required element is empty\.$/)],
      },
    ])
    const id = files[0]?.file ?? 0
    const page = at.query((work) => handlers['exchange.file'](work, { id, from: 2, limit: 4 }))
    expect(page.lines.map((one) => [one.segment, one.raw.slice(0, 3)])).toEqual([
      [2, 'GS*'],
      [3, 'ST*'],
      [4, 'BHT'],
      [5, 'NM1'],
    ])
    expect(contract['exchange.file'].output.safeParse(page).error).toBeUndefined()
    const [found] = page.findings
    expect(found).toMatchObject({ code: 'EL.MISSING', severity: 'error', element: 'HI01-2' })
    expect(text.slice(found?.byte).startsWith('HI*ABK')).toBe(true)
    expect(() => at.query((work) => handlers['exchange.file'](work, { id: 999, from: 1, limit: 4 }))).toThrow('record.missing')
  })

  it('is saved byte for byte', async () => {
    const at = testPractice()
    const files = testFiles({ a: 'odd bytes ÿ\u0000\r\n' })
    const work = testTask(at, files)
    const id = (await importing(work, 'a')).files[0]?.file ?? 0
    expect(await handlers['exchange.save'](work, { id, path: 'out' })).toEqual({ path: 'out', bytes: 14 })
    expect(Buffer.from(files.kept.get('out') ?? []).equals(Buffer.from(files.kept.get('a') ?? []))).toBe(true)
  })
})

const ISA = 'ISA*00*          *00*          *ZZ*S              *ZZ*R              *261119*0930*^*00501*000000001*0*P*:~'
const interchange = (set: string, guide: string, usage = 'P'): string =>
  `${ISA.replace('*P*:', `*${usage}*:`)}GS*XX*S*R*20261119*0930*1*X*${guide}~ST*${set}*0001~SE*2*0001~GE*1*1~IEA*1*000000001~`
