import { describe, expect, it } from 'vitest'
import { session, testPractice } from '../../test/support/practice.ts'
import { handlers as charges } from '../charges/index.ts'
import { cents } from '../../src-shared/money.ts'
import { verifyLedger } from '../ledger/index.ts'
import { fileBytes } from '../store/index.ts'
import {
  claimAcknowledgment,
  implementationAcknowledgment,
  readAny,
  readFile,
  setsOf,
  USUAL,
  writeInterchange,
  writeSet,
  type Acknowledgment277,
  type Acknowledgment999,
} from '../x12/index.ts'
import { answerClaims, answerSyntax, handlers, listeners, sendClaims } from './index.ts'
import { recheck } from './making.ts'

const view = { filters: [], sort: [] }

describe('from a session to an accepted claim', () => {
  it('makes a checked claim of a charge, with the code its minutes support', () => {
    const at = testPractice(listeners)
    const saved = at.command((work) => charges['charges.save'](work, session(at)))
    expect(saved).toMatchObject({ outcome: 'billed', status: 'ready' })
    const page = at.query((work) => handlers['claims.list'](work, { view, window: 0 }))
    expect(at.query((work) => handlers['claims.totals'](work, { view }))).toMatchObject({ total: 1, sums: { charge: 17500, owed: 17500 } })
    expect(page).toMatchObject({
      rows: [{ id: 10001, status: 'ready', codes: '90837 95', patient: 'Marisol Quintero' }],
    })
    expect(at.query(({ db }) => verifyLedger(db)).filter((one) => one.broken > 0)).toEqual([])
  })

  it('makes one claim of a charge, whoever asks again', () => {
    const at = testPractice(listeners)
    const { charge } = at.command((work) => charges['charges.save'](work, session(at)))
    const again = () => at.command((work) => listeners.forEach((listener) => listener(work, { is: 'charge-saved', charge })))
    expect(again).toThrow('claim.charged-twice')
  })

  it('writes an 837P that reads back without a finding, and sends each claim once', () => {
    const at = testPractice(listeners)
    at.command((work) => charges['charges.save'](work, session(at)))
    at.command((work) => charges['charges.save'](work, session(at, { start: '11:00', stop: '11:40', mode: 'in-person' })))
    const sent = at.command((work) => sendClaims(work, { usage: 'P' }))
    expect(sent.batches).toMatchObject([{ claims: 2, cents: 31500 }])
    const bytes = at.query(({ db }) => fileBytes(db, sent.batches[0]?.file ?? 0)) ?? new Uint8Array()
    const file = readFile(bytes)
    const [set] = setsOf(file).map(readAny)
    expect([...file.findings, ...(set?.reading.findings ?? [])]).toEqual([])
    expect(() => at.command((work) => sendClaims(work, { usage: 'P' }))).toThrow('claim.none')
  })

  it('moves a claim on with the 999 and the 277CA, and frees one that is turned back', () => {
    const at = testPractice(listeners)
    at.command((work) => charges['charges.save'](work, session(at)))
    at.command((work) => charges['charges.save'](work, session(at, { start: '11:00', stop: '11:40' })))
    const [batch] = at.command((work) => sendClaims(work, { usage: 'P' })).batches
    const syntax: Acknowledgment999 = {
      group: { functional: 'HC', control: '1', version: '005010X222A1' },
      answers: [{ set: { set: '837', control: '0001', guide: '005010X222A1' }, status: { status: 'A' } }],
      status: { status: 'A', included: 1, received: 1, accepted: 1 },
    }
    expect(at.command((work) => answerSyntax(work, syntax, batch?.file ?? 0)).words).toMatch(/was taken/)
    const controls = [10001, 10002].map((id) => at.query((work) => handlers['claims.get'](work, { id })).control ?? '')
    const answer = acknowledgment(controls[0] ?? '', controls[1] ?? '')
    expect(at.command((work) => answerClaims(work, answer, batch?.file ?? 0)).words).toBe('1 accepted, 1 turned back.')
    const [first, second] = [10001, 10002].map((id) => at.query((work) => handlers['claims.get'](work, { id })))
    expect(first).toMatchObject({ status: 'accepted', payerControl: 'PCN1' })
    expect(second).toMatchObject({ status: 'rejected', next: { action: 'open-clinicians' } })
    expect(second?.history[0]?.detail).toMatch(/NPI/)
    const again = at.command((work) => {
      recheck(work, 10002)
      return sendClaims(work, { usage: 'P' })
    })
    expect(again.batches).toMatchObject([{ claims: 1 }])
    expect(at.query((work) => handlers['claims.get'](work, { id: 10002 })).control).toMatch(/-0010002-02$/)
  })

  it('writes acknowledgments that a reader takes without a finding', () => {
    const writing = writeSet(claimAcknowledgment, acknowledgment('A', 'B'), '0001', USUAL)
    expect(writing.ok).toBe(true)
    if (!writing.ok) return
    const text = writeInterchange(
      {
        senderQualifier: 'ZZ',
        sender: 'P',
        receiverQualifier: 'ZZ',
        receiver: 'R',
        day: at().today(),
        time: '0930',
        interchangeControl: 1,
        groupControl: 1,
        functional: 'HN',
        guide: '005010X214',
        usage: 'T',
      },
      [writing.written.segments],
    )
    const [set] = setsOf(readFile(Buffer.from(text))).map(readAny)
    expect(set?.reading.findings).toEqual([])
    expect(implementationAcknowledgment.id).toBe('999')
  })
})

const at = () => testPractice().clock

function acknowledgment(accepted: string, rejected: string): Acknowledgment277 {
  const day = at().today()
  const name = { kind: '1' as const, name: 'QUINTERO', first: 'MARISOL', idQualifier: 'MI' as const, id: 'NL8820417' }
  const stated = { day, amount: cents(17500) }
  const served = { when: { from: day } }
  return {
    beginning: { purpose: '08', reference: 'CA1', day, time: '0930', kind: 'TH' },
    sources: [
      {
        level: {},
        name: { entity: 'PR', kind: '2', name: 'NORTHLAKE', idQualifier: 'PI', id: 'NLHP1' },
        receipt: { trace: { trace: 'T1' }, received: { when: { from: day } }, processed: { when: { from: day } } },
        receivers: [
          {
            level: {},
            name: { kind: '2', name: 'CEDAR HOLLOW', idQualifier: '46', id: 'CEDARHOLLOW' },
            batch: {
              trace: { trace: 'B1' },
              statuses: [{ first: { category: 'A1', status: '19', entity: '40' }, action: 'WQ', day, amount: cents(35000) }],
            },
            providers: [
              {
                level: {},
                name: { kind: '2', name: 'CEDAR HOLLOW', idQualifier: 'XX', id: '1234567893' },
                patients: [
                  {
                    level: {},
                    name,
                    claims: [
                      {
                        trace: { trace: accepted },
                        statuses: [{ first: { category: 'A2', status: '20', entity: 'PR' }, action: 'WQ', ...stated }],
                        day: served,
                        payerControl: { value: 'PCN1' },
                      },
                    ],
                  },
                  {
                    level: {},
                    name,
                    claims: [
                      {
                        trace: { trace: rejected },
                        statuses: [{ first: { category: 'A7', status: '562', entity: '82' }, action: 'U', ...stated }],
                        day: served,
                      },
                    ],
                  },
                ],
              },
            ],
          },
        ],
      },
    ],
  }
}
