import { describe, expect, it } from 'vitest'
import { readIntake as read } from '../../../test/support/intake.ts'

const siu = (event: string, id: string, more = ''): string =>
  [
    `MSH|^~\\&|EHR|X|PARITY|Y|20261119||SIU^${event}|1|P|2.5`,
    `SCH|P1|${id}|||||R^Routine|OFFICE^Individual therapy|50|min|^^^20261120090000^20261120095500`,
    'PID|1||MRN-7^^^X~99^^^SS||O\\T\\Neil^Ana^M||19800102|F',
    'PV1|1|10|||||1987654328^Bell^Marcus',
    'AIS|1||90837^Psychotherapy',
    'AIP|1||1987654328^Bell^Marcus',
    more,
  ]
    .filter(Boolean)
    .join('\r')

describe('HL7', () => {
  it('scheduling: who, when, with whom; a later word about a session replaces the earlier', () => {
    const { rows, unread, source } = read(
      `\v${siu('S12', 'A1')}\x1C\r${siu('S14', 'A2')}\n${siu('S15', 'A1')}\n${siu('S26', 'A3')}\nMSH|^~\\&|||||||ADT^A01\r`,
    )
    expect(source).toBe('hl7')
    expect(rows).toMatchObject([
      {
        external: 'A2',
        patientKey: 'MRN-7',
        last: 'O&Neil',
        first: 'Ana',
        born: '1980-01-02',
        sex: 'F',
        clinician: 'Bell, Marcus',
        npi: '1987654328',
        day: '2026-11-20',
        start: '09:00',
        stop: '09:55',
        service: 'individual',
        mode: 'video',
        code: '90837',
        status: 'booked',
      },
      { external: 'A1', status: 'cancelled' },
      { external: 'A3', status: 'no-show' },
    ])
    expect(unread.map(({ is, field }) => [is, field])).toEqual([
      ['other', 'MSH-9'],
      ['other', ''],
    ])
  })
  it('charges, with separators and escapes of its own', () => {
    const text = [
      'MSH#*%!$#E#X#P#Y#2026##DFT*P03',
      'PID###7##Lee!S!Ana*Ana##19800102#F',
      'PV1##11#####1987654328*Bell*Marcus',
      'IN1####Northlake!F!Plan################################NL88',
      'FT1##T1##20261118090000*20261118095500##CG#90837####175.00########F411%F32.1#1987654328*Bell*Marcus#####90837#95%HO',
      'FT1##T2##20261118##CR#90837',
      'FT1##T3##x##CG#90837',
    ].join('\r')
    const { rows, unread } = read(text)
    expect(rows).toMatchObject([
      {
        place: 'message 1, segment 5',
        external: 'T1',
        last: 'Lee*Ana',
        payer: 'Northlake#Plan',
        memberId: 'NL88',
        start: '09:00',
        stop: '09:55',
        modifiers: '95 HO',
        diagnoses: 'F411 F32.1',
        fee: 17500,
      },
    ])
    expect(unread.map(({ place, is }) => [place, is])).toEqual([
      ['message 1, segment 6, FT1-6', 'other'],
      ['message 1, segment 7, FT1-4', 'cannot'],
    ])
  })
  it('a message without its patient, clinician or day says which', () => {
    const without = (name: string): string =>
      siu('S12', 'A1')
        .split('\r')
        .filter((line) => !line.startsWith(name))
        .join('\r')
    const fields = [
      without('PID'),
      without('SCH'),
      siu('S12', 'A1').replaceAll('1987654328^Bell^Marcus', ''),
      siu('S12', 'A1').replace('^^^20261120090000', '^^^2026'),
      siu('S12', 'A1').replace('19800102', '1980'),
    ].map((text) => read(text).unread[0]?.field)
    expect(fields).toEqual(['PID', 'SCH', 'AIP-3', 'SCH-11', 'PID-7'])
  })
})
