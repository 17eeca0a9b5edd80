import { describe, expect, it } from 'vitest'
import { asked, claim, silentClaims, status, taken, tracesOf } from '../../../test/support/status.ts'
import { charge } from '../../../test/support/claims.ts'
import { PAYER } from '../../../test/support/practice.ts'
import { testFiles, testTask } from '../../../test/support/task.ts'
import { contract } from '../../../src-shared/contract/index.ts'
import { handlers as practice } from '../../practice/index.ts'
import { handlers } from '../index.ts'
import { isGrave, readAny, readFile, setsOf } from '../../x12/index.ts'

const facts = (text: string): string[] => text.split('~').filter((one) => /^(BHT|NM1|DMG|TRN|REF|AMT|DTP|SVC|HL)/.test(one))
const findings = (text: string) => setsOf(readFile(Buffer.from(text, 'latin1'))).flatMap((raw) => readAny(raw).reading.findings)

describe('asking a payer how claims stand', () => {
  it('writes a sound 276 with our number, the charge and the day', async () => {
    const at = silentClaims()
    const text = await asked(at)
    expect(findings(text).filter(isGrave)).toEqual([])
    expect(facts(text).map((one) => one.replace(/20261201\*\d{4}/, 'NOW'))).toEqual([
      expect.stringMatching(/^BHT\*0010\*13\*\w+S000001\*NOW$/),
      'HL*1**20*1',
      'NM1*PR*2*NORTHLAKE HEALTH PLAN*****PI*NLHP1',
      'HL*2*1*21*1',
      'NM1*41*2*CEDAR HOLLOW BEHAVIORAL HEALTH*****46*CEDARHOLLOW',
      'HL*3*2*19*1',
      'NM1*1P*2*CEDAR HOLLOW BEHAVIORAL HEALTH*****XX*1234567893',
      'HL*4*3*22*0',
      'DMG*D8*19900519*F',
      'NM1*IL*1*QUINTERO*MARISOL****MI*NL8820417',
      expect.stringMatching(/^TRN\*1\*\w+S000001-1$/),
      `REF*EJ*${claim(at).control ?? ''}`,
      'AMT*T3*175',
      `DTP*472*D8*${claim(at).day.replaceAll('-', '')}`,
    ])
  })

  it('asks under the payer’s id for claim status, in the file and around it, where it has one of its own', async () => {
    const at = silentClaims()
    at.command((work) => practice['payers.save'](work, { ...PAYER, id: at.payer, statusId: 'NLSTAT' }))
    const text = await asked(at)
    expect(text.slice(0, 106)).toContain('*ZZ*NLSTAT ')
    expect(facts(text)).toContain('NM1*PR*2*NORTHLAKE HEALTH PLAN*****PI*NLSTAT')
  })

  it('asks line by line where a person wants it', async () => {
    const text = await asked(silentClaims(), [10001], true)
    expect(findings(text).filter(isGrave)).toEqual([])
    expect(facts(text).filter((one) => /^(SVC|REF\*FJ)/.test(one))).toEqual([
      expect.stringMatching(/^SVC\*HC:\d{5}(:\w\w)*\*175\*+1$/),
      expect.stringMatching(/^REF\*FJ\*\w+L1$/),
    ])
  })

  it('puts the claims of one payer into one file, each with a trace of its own that never comes back', async () => {
    const at = silentClaims(['09:00', '11:00'])
    const first = tracesOf(await asked(at, [10001, 10002]))
    at.clock.set('2026-12-11')
    const second = tracesOf(await asked(at, [10001, 10002]))
    expect(new Set([...first, ...second]).size).toBe(4)
  })

  it('leaves out what cannot be asked about, each with its reason, and asks about nothing twice', async () => {
    const at = silentClaims()
    const { claim: fresh } = charge(at, { start: '15:00', stop: '15:55' })
    const ids = [10001, fresh ?? 0]
    const preview = () => at.query((work) => handlers['inquiries.preview'](work, { ids }))
    expect(preview()).toMatchObject({ will: 1, parts: [{ words: 'Northlake Health Plan', n: 1 }], wont: [{ words: 'Not sent yet', n: 1 }] })
    const reply = await handlers['inquiries.ask'](testTask(at, testFiles()), { ids, lines: false })
    expect(contract['inquiries.ask'].output.safeParse(reply).error).toBeUndefined()
    expect(reply).toMatchObject({ files: [{ asked: 1 }], skipped: [{ id: fresh, why: 'Not sent yet.' }], left: 0 })
    expect(preview().wont).toContainEqual({ words: 'Asked already, the answer is awaited', n: 1 })
    await expect(asked(at)).rejects.toThrow('inquiry.none')
  })

  it('is not done of a claim that left a few days ago', async () => {
    const at = silentClaims()
    at.clock.set('2026-11-23')
    await expect(asked(at)).rejects.toThrow('inquiry.none')
    expect(status(at).whyNot).toBe('Sent less than 5 business days ago.')
  })

  it('stands in the history of the claim, and takes the place of its silence', async () => {
    const at = silentClaims()
    const text = await asked(at)
    expect(claim(at).history[0]).toMatchObject({ words: 'Status asked', detail: `276, ${tracesOf(text)[0] ?? ''}`, who: null })
    expect(status(at)).toMatchObject({ last: { told: 'asked', again: '2026-12-04' }, questions: [{ isAnswered: false }] })
    expect(claim(at).next.title).toBe('Northlake Health Plan was asked how it stands')
    expect(contract['inquiries.get'].output.safeParse(status(at)).error).toBeUndefined()
  })
})

describe('a 276 that is turned back', () => {
  const envelope = (text: string, status: string) =>
    `ISA*00*          *00*          *ZZ*NLHP1          *ZZ*CEDARHOLLOW    *261201*0801*^*00501*000000777*0*T*:~TA1*${text.slice(90, 99)}*261201*0801*${status}*${status === 'R' ? '024' : '000'}~IEA*0*000000777~`

  it('by its envelope ends the question, and it may be asked anew', async () => {
    const at = silentClaims()
    const text = await asked(at)
    expect(await taken(at, envelope(text, 'A'))).toMatchObject({ status: 'taken', words: 'The file with 1 question was taken.' })
    expect(status(at).last?.told).toBe('asked')
    expect(await taken(at, envelope(text, 'R'))).toMatchObject({
      status: 'taken',
      words: expect.stringMatching(/^1 question turned back\./),
    })
    expect(status(at)).toMatchObject({ last: { told: 'retry', again: null }, whyNot: null, questions: [{ isAnswered: true }] })
    expect(tracesOf(await asked(at))).toHaveLength(1)
  })

  it('for its form says where', async () => {
    const at = silentClaims()
    const text = await asked(at)
    const group = /GS\*HR\*[^~]*\*(\d+)\*X/.exec(text)?.[1] ?? ''
    const answer = [
      'ISA*00*          *00*          *ZZ*NLHP1          *ZZ*CEDARHOLLOW    *261201*0801*^*00501*000000778*0*T*:',
      'GS*FA*NLHP1*CEDARHOLLOW*20261201*0801*1*X*005010X231A1',
      'ST*999*0001*005010X231A1',
      `AK1*HR*${group}*005010X212`,
      'AK2*276*0001*005010X212',
      'IK3*DMG*9*2000*8',
      'IK5*R*5',
      'AK9*R*1*1*0',
      'SE*7*0001',
      'GE*1*1',
      'IEA*1*000000778',
      '',
    ].join('~')
    expect(await taken(at, answer)).toMatchObject({ status: 'taken', words: expect.stringContaining('turned back for its form (DMG:') })
    expect(claim(at).history[0]).toMatchObject({ words: 'The question was not answered' })
  })
})
