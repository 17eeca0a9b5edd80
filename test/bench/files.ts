/*
 * Files of any size for measuring: invented claims whose every amount adds up. Seeded, so that each run reads the same bytes.
 */

/** A small generator of whole numbers below a bound (mulberry32). */
export function seeded(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296) * below)
  }
}

const LAST = ['DOE', 'ROE', 'POE', 'LOE', 'SMITH', 'GARCIA', 'NGUYEN', 'OKAFOR', 'KOWALSKI', 'ANDERSON']
const FIRST = ['JANE', 'SAM', 'DREW', 'KIM', 'MORGAN', 'TAYLOR', 'CASEY', 'ROBIN', 'ALEX', 'QUINN']
const CODES = ['90837', '90834', '90832', '90791', '99214', '90836', '90847', '90853']

const isa = (kind: string, guide: string): string =>
  `ISA*00*          *00*          *ZZ*EXPAYERID      *ZZ*RECEIVERID     *261117*2310*^*00501*000000201*0*T*:~GS*${kind}*EXPAYERID*RECEIVERID*20261117*2310*201*X*${guide}~`

const amount = (cents: number): string => {
  const size = Math.abs(cents)
  const fraction = String(size % 100)
    .padStart(2, '0')
    .replace(/0+$/, '')
  return `${cents < 0 ? '-' : ''}${Math.floor(size / 100)}${fraction && `.${fraction}`}`
}
const dayOf = (n: number): string => `2026${String(1 + (n % 9)).padStart(2, '0')}${String(1 + (n % 28)).padStart(2, '0')}`

/** The segments of an 835 of so many claims, a piece at a time: about 20 segments and 1.9 lines a claim. */
export function* remittanceText(claims: number): Generator<string> {
  const below = seeded(20261122)
  const body: string[] = []
  let [paidTotal, count] = [0, 0]
  const put = (segment: string): void => {
    body.push(segment)
    count++
  }
  const pieces: string[] = []
  const flush = (): void => {
    pieces.push(`${body.join('~')}~`)
    body.length = 0
  }
  put('LX*1')
  for (let n = 1; n <= claims; n++) {
    const lines = 1 + below(3)
    const isReversal = below(60) === 0
    const sign = isReversal ? -1 : 1
    const parts = Array.from({ length: lines }, () => {
      const charge = 5000 + below(30_000)
      const contractual = below(charge >> 1)
      const patient = below(3) === 0 ? 0 : below((charge - contractual) >> 1)
      return { charge, contractual, patient, paid: charge - contractual - patient, code: CODES[below(8)] ?? '' }
    })
    const charge = parts.reduce((all, one) => all + one.charge, 0) * sign
    const paid = parts.reduce((all, one) => all + one.paid, 0) * sign
    const owed = isReversal ? 0 : parts.reduce((all, one) => all + one.patient, 0)
    paidTotal += paid
    put(
      `CLP*MH${100_000 + n}*${isReversal ? 22 : 1}*${amount(charge)}*${amount(paid)}*${owed > 0 ? amount(owed) : ''}*12*20263${1_000_000 + n}*11*1`,
    )
    put(`NM1*QC*1*${LAST[below(10)]}*${FIRST[below(10)]}****MI*XYZ${100_000_000 + below(900_000_000)}`)
    put(`NM1*82*1*RIVERA*ALEX****XX*1987654328`)
    put(`REF*1L*GRP${1000 + below(9000)}`)
    put(`DTM*050*${dayOf(n)}`)
    if (!isReversal) put(`AMT*AU*${amount(paid + owed)}`)
    parts.forEach((one, at) => {
      put(`SVC*HC:${one.code}${below(2) === 0 ? ':95' : ''}*${amount(one.charge * sign)}*${amount(one.paid * sign)}**${sign}`)
      put(`DTM*472*${dayOf(n + at)}`)
      if (one.contractual > 0) put(`CAS*CO*45*${amount(one.contractual * sign)}`)
      if (one.patient > 0) put(`CAS*PR*${1 + below(3)}*${amount(one.patient * sign)}`)
      put(`REF*6R*MH${100_000 + n}L${at + 1}`)
      if (!isReversal) put(`AMT*B6*${amount(one.charge - one.contractual)}`)
      if (below(4) === 0) put('LQ*HE*N130')
    })
    if (body.length > 4000) flush()
  }
  const plb = paidTotal > 0 ? 1250 : 0
  if (plb > 0) put(`PLB*1234567893*20261231*WO:2026100000321*${amount(plb)}`)
  flush()
  const head = [
    'ST*835*0001',
    `BPR*I*${amount(paidTotal - plb)}*C*ACH*CCP*01*999999992*DA*123456*1999888777**01*999988880*DA*98765*20261119`,
    'TRN*1*EFT20261119001*1999888777',
    'REF*EV*RECEIVERID',
    'DTM*405*20261117',
    'N1*PR*EXAMPLE HEALTH PLAN*XV*EX001',
    'N3*1 PAYER PLAZA',
    'N4*COLUMBUS*OH*43215',
    'REF*2U*EX001',
    'PER*CX*PROVIDER SERVICES*TE*5555550199',
    'PER*BL*EDI SUPPORT*TE*5555550198*EM*EDI@PLAN.EXAMPLE',
    'N1*PE*ELM STREET COUNSELING PLLC*XX*1234567893',
    'N3*100 ELM ST*STE 200',
    'N4*SPRINGFIELD*IL*627010001',
    'REF*TJ*123456789',
  ]
  yield `${isa('HP', '005010X221A1')}${head.join('~')}~`
  yield* pieces
  yield `SE*${count + head.length + 1}*0001~GE*1*201~IEA*1*000000201~`
}

/** An 837P of so many claims, of at most 5,000 a set, half of them of dependents: about 18 segments a claim. */
export function* claimsText(claims: number): Generator<string> {
  const below = seeded(20261123)
  yield isa('HC', '005010X222A1')
  let sets = 0
  for (let from = 1; from <= claims; from += 5000) {
    const control = String(++sets).padStart(4, '0')
    const body = [
      `ST*837*${control}*005010X222A1`,
      `BHT*0019*00*B${control}*20261109*0930*CH`,
      'NM1*41*2*ELM STREET COUNSELING PLLC*****46*SUBMITTERID',
      'PER*IC*PAT BILLER*TE*5555550100*EX*12',
      'NM1*40*2*EXAMPLE CLEARINGHOUSE*****46*RECEIVERID',
      'HL*1**20*1',
      'PRV*BI*PXC*261QM0801X',
      'NM1*85*2*ELM STREET COUNSELING PLLC*****XX*1234567893',
      'N3*100 ELM ST*STE 200',
      'N4*SPRINGFIELD*IL*627010001',
      'REF*EI*123456789',
    ]
    let level = 1
    for (let n = from; n < from + 5000 && n <= claims; n++) {
      const isDependent = below(2) === 0
      const [last, first] = [LAST[below(10)] ?? '', FIRST[below(10)] ?? '']
      const person = ['N3*12 OAK AVE', 'N4*SPRINGFIELD*IL*62704', `DMG*D8*19${50 + below(49)}0214*F`]
      body.push(`HL*${++level}*1*22*${isDependent ? 1 : 0}`, `SBR*P*${isDependent ? '' : '18'}*GRP1234******CI`)
      const own = level
      body.push(`NM1*IL*1*${last}*${first}****MI*XYZ${100_000_000 + below(900_000_000)}`)
      if (!isDependent) body.push(...person)
      body.push('NM1*PR*2*EXAMPLE HEALTH PLAN*****PI*EX001')
      if (isDependent) body.push(`HL*${++level}*${own}*23*0`, 'PAT*19', `NM1*QC*1*${last}*${FIRST[below(10)]}`, ...person)
      const charges = Array.from({ length: 1 + below(3) }, () => 5000 + below(30_000))
      body.push(`CLM*MH${100_000 + n}*${amount(charges.reduce((all, one) => all + one, 0))}***10:B:1*Y*A*Y*Y`, 'HI*ABK:F411*ABF:F329')
      body.push('NM1*82*1*RIVERA*ALEX****XX*1987654328', 'PRV*PE*PXC*1041C0700X')
      charges.forEach((charge, at) =>
        body.push(
          `LX*${at + 1}`,
          `SV1*HC:${CODES[below(8)]}:95*${amount(charge)}*UN*1***1:2`,
          `DTP*472*D8*${dayOf(n + at)}`,
          `REF*6R*MH${100_000 + n}L${at + 1}`,
        ),
      )
    }
    yield `${body.join('~')}~SE*${body.length + 1}*${control}~`
  }
  yield `GE*${sets}*201~IEA*1*000000201~`
}
