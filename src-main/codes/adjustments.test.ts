import { describe, expect, it } from 'vitest'
import {
  adjustmentGroups,
  adjustmentReason,
  adjustmentReasons,
  claimPaymentStatuses,
  effectOfProviderAdjustment,
  playbookFor,
  playbooks,
  providerAdjustments,
  reasonWords,
  remark,
  wordsOf,
} from './index.ts'

describe('an adjustment reason', () => {
  it('45 is an ordinary contract adjustment', () => {
    expect(adjustmentReason('45')).toMatchObject({ class: 'CTR', type: 'A', isKnown: true })
  })

  it('261 is a denial between fee items', () => {
    expect(['260', '261', '262'].map((code) => adjustmentReason(code)).map(({ class: of, type }) => [of, type])).toEqual([
      ['CTR', 'A'],
      ['COD', 'D'],
      ['CTR', 'A'],
    ])
  })

  it('has short words for a grid', () => {
    const reasons = [
      ['CO', '197'],
      ['CO', '29'],
      ['CO', '16'],
      ['CO', '22'],
      ['CO', '50'],
      ['CO', '150'],
      ['CO', '97'],
      ['PR', '1'],
      ['PR', '3'],
      ['CO', '206'],
    ] as const
    expect(reasons.map(([group, code]) => reasonWords(group, code))).toEqual([
      'CO-197, no authorization',
      'CO-29, filed too late',
      'CO-16, missing information',
      'CO-22, other payer first',
      'CO-50, not necessary',
      'CO-150, level not supported',
      'CO-97, included',
      'PR-1, deductible',
      'PR-3, copay',
      'CO-206, NPI missing',
    ])
  })

  it('that nobody knows is looked into, never written off, never the patient', () => {
    expect(adjustmentReason('999')).toEqual({
      code: '999',
      short: "See the payer's list",
      words: "code 999, see the payer's list",
      groups: [],
      class: 'OTH',
      type: null,
      route: ['INV'],
      deadline: [],
      isKnown: false,
    })
    expect(reasonWords('CO', '999')).toBe("CO-999, see the payer's list")
    expect(remark('N9999')).toMatchObject({ kind: 'S', isKnown: false, words: "code N9999, see the payer's list" })
  })

  it('each reason of the combined rows stands by itself', () => {
    const pairs = [
      ['9', '10'],
      ['69', '76'],
      ['157', '159'],
      ['250', '252'],
      ['B10', 'B14'],
      ['P1', 'P32'],
    ].flat()
    expect(pairs.filter((code) => !adjustmentReason(code).isKnown)).toEqual([])
    expect(adjustmentReason('297')).toMatchObject({ type: 'D', route: ['NXT'] })
    expect(adjustmentReason('298')).toMatchObject({ type: 'I', route: ['WAIT'] })
  })

  it('of an old remittance is kept, with what is sent today', () => {
    expect(adjustmentReason('125')).toMatchObject({ retired: true, nowSentAs: ['16'] })
    expect(adjustmentReasons.rows.filter((row) => row.retired).map((row) => row.code)).toEqual(['15', '17', '57', '62', '125', 'A2', 'B5'])
  })

  it('only the group PR may be billed to a patient', () => {
    expect(adjustmentGroups.rows.filter((row) => row.patientBillable === 'yes').map((row) => row.code)).toEqual(['PR'])
  })
})

describe('a remark', () => {
  it('that is an alert is never the cause', () => {
    expect(['MA01', 'N22', 'N781', 'N877'].map((code) => remark(code).kind)).toEqual(['A', 'A', 'A', 'A'])
    expect(remark('MA130')).toMatchObject({ kind: 'S', action: 'Send a new claim with frequency 1; do not appeal' })
  })

  it('of a range has its own words', () => {
    expect(['N255', 'N257', 'N258'].map((code) => remark(code).words)).toEqual([
      "Billing provider's taxonomy is missing or wrong",
      "Billing provider's number (NPI) is missing or wrong",
      "Billing provider's address is missing or wrong",
    ])
  })
})

describe('a provider-level adjustment', () => {
  it('reduces the payment when it is positive, whatever its reason', () => {
    expect([4000, -125, 0].map((cents) => effectOfProviderAdjustment(cents))).toEqual(['reduces', 'raises', 'nothing'])
  })

  it('WO withholds money when positive and opens a debt when negative', () => {
    expect(providerAdjustments.find('WO')).toMatchObject({
      sign: '±',
      positive: expect.stringContaining('withheld'),
      negative: expect.stringContaining('debt'),
    })
    expect(providerAdjustments.find('L6')).toMatchObject({ sign: '-' })
  })
})

describe('what a payer did with a claim', () => {
  it('forwarded claims are not billed to the next payer, reversals are no denials, a predetermination is no money', () => {
    expect(claimPaymentStatuses.find('19')).toMatchObject({ isForwarded: true, payerOrder: 1 })
    expect(claimPaymentStatuses.find('22')).toMatchObject({ isReversal: true, postsMoney: true })
    expect(claimPaymentStatuses.find('25')).toMatchObject({ postsMoney: false })
    expect(wordsOf(claimPaymentStatuses, '99')).toBe("code 99, see the payer's list")
  })
})

describe('the playbook of a denial', () => {
  const idOf = (...denial: Parameters<typeof playbookFor>): string | undefined => playbookFor(...denial)?.id

  const denials: readonly (readonly [name: string, denial: Parameters<typeof playbookFor>, id: string])[] = [
    ['no authorization', ['CO', '197', ['N54']], 'D-AUTH-1'],
    ['the carve-out', ['CO', '109', []], 'D-CARVE-1'],
    ['sent on to the behavioral plan', ['OA', '300', []], 'D-CARVE-1'],
    ['coverage that ended', ['PR', '27', []], 'D-ELIG-1'],
    ['the contract, when the group is CO', ['CO', '45', []], 'D-FREE-1'],
    ['the network, when the group is PR', ['PR', '45', []], 'D-OON-1'],
    ['used-up visits', ['PR', '119', []], 'D-LIM-1'],
    ['a repeated evaluation, by its remark', ['CO', '119', ['M90']], 'D-FREQ-1'],
    ['a repeated evaluation, by its code', ['CO', '119', [], { procedure: '90791' }], 'D-FREQ-1'],
    ['a missing number', ['CO', '16', ['MA01', 'N290']], 'D-COD-1'],
    ['a mismatched number', ['CO', '16', ['N516']], 'D-PROV-INFO'],
    ['a missing modifier, which comes as 16', ['CO', '16', ['N822']], 'D-MOD-1'],
    ['other coverage', ['CO', '22', ['MA04']], 'D-COB-1'],
    ['other coverage before Medicare', ['CO', '22', ['MA04'], { payer: 'medicare' }], 'D-MSP'],
    ['a QMB patient', ['PR', '2', ['N782']], 'D-QMB'],
    ['a reason under an unusual group', ['PI', '197', []], 'D-AUTH-1'],
  ]

  it.each(denials)('is that of %s', (_name, denial, id) => {
    expect(idOf(...denial)).toBe(id)
  })

  it('is none for an ordinary coinsurance, a bare 16, or an unknown reason', () => {
    expect([idOf('PR', '2', []), idOf('CO', '16', []), idOf('CO', 'A1', []), idOf('CO', '999', ['N54'])]).toEqual(Array(4).fill(undefined))
  })

  it('exists once for each reason that it claims, so that each can be reached', () => {
    const unreachable = playbooks.filter((playbook) =>
      playbook.reasons.every((reason) => {
        const line = {
          ...(playbook.procedures?.[0] && { procedure: playbook.procedures[0] }),
          ...(playbook.payer && { payer: playbook.payer }),
        }
        return idOf(reason.slice(0, 2), reason.slice(3), playbook.rarcs, line) !== playbook.id
      }),
    )
    expect(unreachable.map((playbook) => playbook.id)).toEqual([])
  })
})
