import { acknowledgeClaims, payClaims, readClaims, type Decision } from '../../src-main/practice-payer/index.ts'
import { day } from '../../src-shared/day.ts'
import { cents } from '../../src-shared/money.ts'
import type { Canaries } from './canary.ts'

/*
 * Files that a practice receives, about people who are canaries.
 */

const PAYER = { name: 'EXAMPLE HEALTH PLAN', id: 'EX001', taxNumber: '341000001' }
const TO = { name: 'ASPEN ROW COUNSELING', npi: '1234567893', taxId: '123456789', submitter: 'ASPENROW' }

/** An 837P of before Parity: a claim for each of them, with a note. */
export function claimFile({ people, notes }: Canaries): Buffer {
  const head = [
    'ISA*00*          *00*          *ZZ*ASPENROW       *ZZ*EX001          *261109*0930*^*00501*000000301*0*P*:',
    'GS*HC*ASPENROW*EX001*20261109*0930*301*X*005010X222A1',
  ]
  const set = [
    'ST*837*0001*005010X222A1',
    'BHT*0019*00*B0001*20261109*0930*CH',
    'NM1*41*2*ASPEN ROW COUNSELING*****46*ASPENROW',
    'PER*IC*PAT BILLER*TE*5555550100',
    'NM1*40*2*EXAMPLE HEALTH PLAN*****46*EX001',
    'HL*1**20*1',
    'PRV*BI*PXC*261QM0801X',
    'NM1*85*2*ASPEN ROW COUNSELING*****XX*1234567893',
    'N3*410 ALDER STREET',
    'N4*FAIRMONT*OH*440001234',
    'REF*EI*123456789',
    ...people.flatMap(({ last, first, street, memberId, number }, n) => [
      `HL*${n + 2}*1*22*0`,
      `SBR*P*18*${number}******CI`,
      `NM1*IL*1*${last.toUpperCase()}*${first.toUpperCase()}****MI*${memberId}`,
      `N3*${street.toUpperCase()}`,
      'N4*FAIRMONT*OH*44000',
      'DMG*D8*19800214*F',
      `REF*SY*${number}`.slice(0, 20),
      'NM1*PR*2*EXAMPLE HEALTH PLAN*****PI*EX001',
      `CLM*OLD${100 + n}*175***10:B:1*Y*A*Y*Y`,
      `NTE*ADD*${(notes[n % notes.length] ?? '').toUpperCase()}`,
      'HI*ABK:F411',
      'NM1*82*1*BELL*MARCUS****XX*1400079194',
      'PRV*PE*PXC*1041C0700X',
      'LX*1',
      'SV1*HC:90837:95*175*UN*1***1',
      'DTP*472*D8*20261005',
      `REF*6R*OLD${100 + n}L1`,
    ]),
  ]
  return Buffer.from([...head, ...set, `SE*${set.length + 1}*0001`, 'GE*1*301', 'IEA*1*000000301', ''].join('~'), 'latin1')
}

const decisionsOn = (claims: Uint8Array): Decision[] =>
  readClaims(claims).map((place, n) => ({
    place,
    payerControl: `EX26100000${n}`,
    lines: place.claim.lines.map(({ service: { charge } }) => ({
      allowed: cents(0),
      paid: cents(0),
      adjustments: [{ group: 'CO', reason: '197', amount: charge }],
      remarks: ['N54'],
    })),
  }))

const when = { day: day('2026-11-10'), time: '0615' }

/** The payer took all of them. */
export const acceptance = (claims: Uint8Array): Uint8Array => acknowledgeClaims(claims, decisionsOn(claims), PAYER, 801, when)

/** The payer denied all of them. */
export const denials = (claims: Uint8Array): Uint8Array =>
  payClaims(decisionsOn(claims), { trace: 'EFT0098841277', day: when.day, method: 'ACH' }, PAYER, TO, 802, when)
