import { expect, test } from 'vitest'
import { day } from '../../../src-shared/day.ts'
import { CHARGED, injecting } from '../../../test/support/drugs.ts'
import { book, child } from '../../../test/support/eligibility.ts'
import { CLINICIAN, COVERAGE, PATIENT, session, testPractice, type TestPractice } from '../../../test/support/practice.ts'
import { handlers as practice } from '../../practice/index.ts'
import { handlers } from '../actions.ts'

const on = day('2026-11-05')
const paste = (at: TestPractice, text: string, provider: number | null = at.provider) =>
  at.query((work) => handlers['charges.paste'](work, { text, day: on, provider }))
const addPatient = (at: TestPractice, last: string, first: string, born = '1988-01-02') =>
  at.command((work) =>
    practice['patients.save'](work, {
      ...PATIENT,
      last,
      first,
      born: day(born),
      coverages: [{ ...COVERAGE, payer: at.payer, memberId: `M${last}` }],
    }),
  ).id

test('rows under heads in any order become sessions with their codes', () => {
  const at = testPractice()
  const text = [
    'Stop\tClinician\tClient\tStart Time\tDOS\tAppointment Type\tLocation\tDx',
    '9:55 AM\tMarcus Bell, LCSW\tQuintero, Marisol\t9:00 AM\t11/05/2026\tIndividual\tTelehealth\tF33.1, F41.1',
    '2:50 PM\tBell, Marcus\tMarisol Quintero\t2:00 PM\t11/4/26\tFamily session\tOffice\t',
  ].join('\r\n')
  expect(paste(at, text, null)).toMatchObject({
    heads: ['Stop', 'Clinician', 'Client', 'Start Time', 'DOS', 'Appointment Type', 'Location', 'Dx'],
    rows: [
      {
        n: 1,
        grade: 'ready',
        words: null,
        patient: { id: at.patient },
        provider: at.provider,
        day: '2026-11-05',
        start: '09:00',
        stop: '09:55',
        service: 'individual',
        mode: 'video',
        diagnoses: 'F33.1, F41.1',
        codes: '90837',
        modifiers: '95',
        units: '1',
        place: '10',
        cents: 17500,
        minutes: 55,
      },
      { n: 2, grade: 'ready', day: '2026-11-04', service: 'family', mode: 'in-person', codes: '90847', cents: 16500 },
    ],
  })
})

test('rows without heads are told by what stands in them', () => {
  const at = testPractice()
  const text =
    '11/05/2026\tMarisol Quintero\t9:00 AM\t9:50 AM\t90834\tMarcus Bell\n11/04/2026\tMarisol Quintero\t1:00 PM\t2:00 PM\t90837\tMarcus Bell'
  expect(paste(at, text, null)).toMatchObject({
    heads: [],
    rows: [
      { grade: 'ready', start: '09:00', stop: '09:50', codes: '90834', provider: at.provider },
      { grade: 'ready', day: '2026-11-04', start: '13:00', codes: '90837' },
    ],
  })
  expect(paste(at, 'Marisol Quintero,9:00,55', null).rows).toMatchObject([
    { start: '09:00', stop: '09:55', grade: 'cannot', field: 'provider' },
  ])
})

const one = (at: TestPractice, cells: Readonly<Record<string, string>>) => {
  const all = { Patient: 'Marisol Quintero', Start: '9:00 AM', Stop: '9:55 AM', ...cells }
  return paste(at, `${Object.keys(all).join('\t')}\n${Object.values(all).join('\t')}`).rows[0]
}

test.each([
  [{ Stop: '2:05 PM', Start: '3:10 PM' }, 'cannot', 'stop', 'Start is after stop, 3:10 PM to 2:05 PM.'],
  [{ Patient: 'Nobody Known' }, 'cannot', 'patient', 'No patient named “Nobody Known”.'],
  [{ Patient: 'M Quintro' }, 'look', 'patient', 'No patient named “M Quintro”. Marisol Quintero?'],
  [{ CPT: '90806' }, 'cannot', 'code', '90806 ended on 12/31/2012.'],
  [{ Date: '13/45/2026' }, 'cannot', 'day', '“13/45/2026” is no day. Type it as 11/19/2026.'],
  [{ Date: '11/20/2026' }, 'cannot', 'day', '11/20/2026 is still to come.'],
  [{ Date: '11/05/2023' }, 'cannot', 'patient', 'No coverage of this patient holds on 11/05/2023.'],
  [{ Stop: '' }, 'cannot', 'stop', 'Neither stop nor minutes are given.'],
  [{ Start: 'noonish' }, 'cannot', 'start', '“noonish” is no time.'],
  [{ Service: 'Yoga' }, 'look', 'service', '“Yoga” is no service Parity knows. Kept as individual?'],
  [{ Service: 'Med management' }, 'cannot', 'em', 'Which E/M code? Its level comes from medical decision making, not from time.'],
  [{ Service: 'Med management', CPT: '99214' }, 'look', 'service', 'This clinician cannot bill E/M. Choose individual psychotherapy.'],
  [{ Clinician: 'Markus Bell' }, 'look', 'provider', 'No clinician named “Markus Bell”. Marcus Bell?'],
  [{ Status: 'No show' }, 'cannot', null, 'It says “No show”, so nothing is charged for it.'],
  [{ Dx: 'X99.9' }, 'look', 'diagnoses', 'X99.9 is no diagnosis code Parity knows.'],
  [{ POS: '53' }, 'look', null, 'Place 53 is not one that is charged here. Kept as the office, 11?'],
  [{ DOB: '1/1/1970' }, 'look', 'patient', 'No “Marisol Quintero” was born 1/1/1970. Marisol Quintero?'],
] as const)('a row that is not ready says why: %o', (cells, grade, field, words) => {
  expect(one(testPractice(), cells)).toMatchObject({ grade, field, words })
})

test('a visit with therapy whose minutes of therapy nobody gave is asked about', () => {
  const at = testPractice()
  at.command((work) => practice['providers.save'](work, { ...CLINICIAN, id: at.provider, discipline: 'physician', taxonomy: '2084P0800X' }))
  const cells = { CPT: '99213 90836', Service: '' }
  expect(one(at, cells)).toMatchObject({
    grade: 'cannot',
    field: 'therapyMinutes',
    words: 'How many of the 55 minutes were psychotherapy? Those of the E/M do not count, so only the clinician can say.',
  })
  expect(one(at, { ...cells, Minutes: '40' })).toMatchObject({ grade: 'ready', codes: '99213, 90836' })
})

test('what is ready may still be said something of', () => {
  const at = testPractice()
  expect(one(at, { CPT: '90837', Stop: '9:50 AM' })).toMatchObject({
    grade: 'ready',
    codes: '90834',
    words: '90837 was typed. 50 minutes supports 90834; 90837 needs 53 or more. Saved as 90834, $35.00 less.',
  })
  expect(one(at, { Stop: '9:12 AM' })).toMatchObject({ grade: 'ready', codes: '', minutes: 12 })
})

test('a session that is charged, or stands twice in the paste, is found', () => {
  const at = testPractice()
  at.command((work) => handlers['charges.save'](work, session(at)))
  const rows = paste(
    at,
    'Patient\tStart\tStop\nMarisol Quintero\t9:00 AM\t9:55 AM\nMarisol Quintero\t11:00 AM\t11:50 AM\nQuintero, Marisol\t11:00\t11:50\nMarisol Quintero\t9:30 AM\t10:30 AM',
  ).rows
  expect(rows.map(({ grade, words }) => [grade, words])).toEqual([
    ['look', 'This patient is already charged 9:00 AM to 9:55 AM.'],
    ['ready', null],
    ['look', 'The same session as row 2.'],
    ['look', 'This patient’s other session runs 9:00 AM to 9:55 AM.'],
  ])
})

// What a paste says of its last row, and what that row becomes; the rows before it are ready.
test.each<readonly [string, readonly (readonly [start: string, stop: string, service: string])[], string, string, string | null]>([
  [
    'a group after a family session, marked as separate',
    [
      ['9:00', '9:45', 'Family session'],
      ['14:00', '14:50', 'Group'],
    ],
    'ready',
    '90853 59',
    null,
  ],
  [
    'one that is marked as separate',
    [
      ['9:00', '9:45', 'Individual'],
      ['14:00', '14:50', 'Family session'],
    ],
    'ready',
    '90847 59',
    null,
  ],
  [
    'one that the row before needs a mark for',
    [
      ['9:00', '9:50', 'Family session'],
      ['14:00', '14:45', 'Individual'],
    ],
    'look',
    '90834',
    '90847 of row 1 was separate from 90834 and needs 59 to say so.',
  ],
  [
    'therapy beside an evaluation',
    [
      ['9:00', '10:00', 'Intake'],
      ['14:00', '14:50', 'Individual'],
    ],
    'look',
    '',
    '90834 is not billed beside 90791 of row 1. Psychotherapy is not billed with a diagnostic evaluation by the same clinician on the same day.',
  ],
  [
    'a crisis after therapy',
    [
      ['9:00', '9:45', 'Individual'],
      ['14:00', '15:00', 'Crisis'],
    ],
    'look',
    '90839',
    '90834 of row 1 is not billed beside 90839: leave that row out. Crisis therapy excludes other psychiatric services by the same clinician on the same day.',
  ],
  [
    'times that meet',
    [
      ['9:00', '9:50', 'Individual'],
      ['9:40', '10:30', 'Individual'],
    ],
    'look',
    '90834',
    'This patient’s session of row 1 runs 9:00 AM to 9:50 AM.',
  ],
  [
    'the same session two rows before',
    [
      ['9:00', '9:50', 'Individual'],
      ['14:00', '14:50', 'Family session'],
      ['9:00', '9:50', 'Individual'],
    ],
    'look',
    '90834',
    'The same session as row 1.',
  ],
])('rows of one paste are held against each other: %s', (_case, sessions, grade, codes, words) => {
  const at = testPractice()
  const text = ['Patient\tStart\tStop\tService\tLocation', ...sessions.map((cells) => ['Marisol Quintero', ...cells, 'Office'].join('\t'))]
  const rows = paste(at, text.join('\n')).rows
  const last = rows.at(-1)
  expect(rows.slice(0, -1).map((row) => row.grade)).toEqual(sessions.slice(1).map(() => 'ready'))
  expect([last?.grade, [last?.codes, last?.modifiers].filter(Boolean).join(' '), last?.words]).toEqual([grade, codes, words])
})

test('rows after those of an earlier paste are counted on, and named so', () => {
  const at = testPractice()
  const text = 'Patient\tStart\tStop\nMarisol Quintero\t9:00\t9:50\nMarisol Quintero\t9:00\t9:50'
  const { rows } = at.query((work) => handlers['charges.paste'](work, { text, day: on, provider: at.provider, after: 40 }))
  expect(rows.map(({ n, words }) => [n, words])).toEqual([
    [41, null],
    [42, 'The same session as row 41.'],
  ])
})

test('a paste asks when one clinician is with two patients at a time, but not of a group nor of two clinicians', () => {
  const at = testPractice()
  addPatient(at, 'Reyes', 'Ana')
  at.command((work) => practice['providers.save'](work, { ...CLINICIAN, last: 'Ito', first: 'Hana', npi: '1234567893' }))
  const second = (service: string, clinician: string, day = '11/05/2026') =>
    paste(
      at,
      `Patient\tDate\tStart\tStop\tService\tClinician\nMarisol Quintero\t11/05/2026\t9:00\t9:50\t${service}\tMarcus Bell\nAna Reyes\t${day}\t9:30\t10:20\t${service}\t${clinician}`,
    ).rows.map((row) => row.words)
  expect(second('Individual', 'Marcus Bell')).toEqual([null, 'The clinician’s session of row 1 runs 9:00 AM to 9:50 AM.'])
  expect(second('Group', 'Marcus Bell')).toEqual([null, null])
  expect(second('Individual', 'Hana Ito')).toEqual([null, null])
  expect(second('Individual', 'Marcus Bell', '11/04/2026')).toEqual([null, null])
})

test('a row is of the session that is booked, and says what the booking says', () => {
  const at = testPractice()
  const morning = book(at, on)
  const later = at.command((work) =>
    practice['appointments.save'](work, {
      patient: at.patient,
      provider: at.provider,
      day: on,
      start: '14:00',
      stop: '14:50',
      service: 'individual',
      mode: 'video',
    }),
  ).id
  const rows = paste(at, 'Patient\tStart\tMinutes\nMarisol Quintero\t2:05 PM\t50\nMarisol Quintero\t\t').rows
  expect(rows.map(({ appointment, grade }) => [appointment, grade])).toEqual([
    [later, 'ready'],
    [morning, 'ready'],
  ])
})

test('two of one name are told apart by birth, and asked about without it', () => {
  const at = testPractice()
  child(at)
  const younger = addPatient(at, 'Quintero', 'Marisol', '2001-02-03')
  expect(one(at, { DOB: '02/03/2001' })).toMatchObject({ grade: 'ready', patient: { id: younger } })
  expect(one(at, {})).toMatchObject({ grade: 'look', patient: null, offers: [{ id: at.patient }, { id: younger }] })
})

test('the exports of other systems are known by their heads', () => {
  const at = testPractice()
  at.command((work) => practice['providers.save'](work, { ...CLINICIAN, last: 'Ito', first: 'Hana', npi: '1234567893' }))
  book(at, on)
  const theirs = 'Date of Service,Client,Clinician,Billing Code,Rate per Unit,Units\n11/05/2026,Marisol Quintero,Marcus Bell,90834,140,1'
  expect(paste(at, theirs, null).rows).toMatchObject([{ grade: 'ready', codes: '90834' }])
  const others = [
    'Billing Transactions',
    'Date\tType\tService Code\tLast Name\tFirst Name\tDOB\tClinician Name\tPOS\tPrimary Diagnosis',
    '11/05/2026\tMissed Appointment\t90834\tQuintero\tMarisol\t05/19/1990\tMarcus Bell\t10\tF41.1',
  ].join('\n')
  expect(paste(at, others, null).rows).toMatchObject([{ grade: 'cannot', patient: { id: at.patient }, mode: 'video' }])
})

test('more rows than a person looks through are refused', () => {
  const at = testPractice()
  expect(() => paste(at, 'x y\t9:00\n'.repeat(1100))).toThrow('paste.large')
})

const HEADS = 'Patient\tDate\tStart\tStop\tService\tCode\tUnits\tNDC\tNDC Qty\tNDC Unit\tRx Number\tPlace'
const visit = (...cells: readonly string[]): string => `${HEADS}\nMarisol Quintero\t11/05/2026\t9:00 AM\t9:20 AM\t${cells.join('\t')}`

test('a drug in a row is one with its units, its NDC and its prescription, and the injection is charged beside it', () => {
  const at = testPractice()
  const provider = injecting(at)
  const [row] = paste(at, visit('LAI injection', 'J2426, 96372', '156', '50458-563-01', '1.5', 'mL', 'RX7741', '11'), provider).rows
  expect(row).toMatchObject({
    grade: 'ready',
    service: 'injection',
    mode: 'in-person',
    code: '',
    codes: '96372, J2426',
    units: '1, 156',
    cents: CHARGED.injection + CHARGED.drug,
    drugs: [
      { code: 'J2426', units: '156', ndc: '50458-563-01', quantity: '1.5', unit: 'ML', isInjected: true, kind: 'XZ', number: 'RX7741' },
    ],
  })
})

test.each([
  ['as on a form', ['', 'J2426', '156', 'N450458056301 ML1.5', '', ''], { ndc: '50458056301', quantity: '1.5', unit: 'ML' }],
  ['quantity and unit in one cell', ['', 'J2426', '156.0', '50458-563-01', '1.5 ML', ''], { units: '156', quantity: '1.5', unit: 'ML' }],
  ['in the words of the package', ['', 'J2426', '156', '50458-563-01', '1', 'syringe'], { quantity: '1', unit: 'UN' }],
  ['without an NDC', ['Injection', 'J2426', '156', '', '', ''], { ndc: '', quantity: '', unit: null, isInjected: true }],
  ['as a tablet, which nobody injects', ['Injection', 'J0571', '1', '', '', ''], { code: 'J0571', isInjected: false }],
])('an NDC is read %s', (_, cells, drug) => {
  const at = testPractice()
  const [row] = paste(at, visit(...cells, '', '11'), injecting(at)).rows
  expect(row).toMatchObject({ service: 'injection', drugs: [drug] })
})

test.each([
  ['without its units', ['J2426', '', '50458-563-01', '1.5', 'ML'], /^How many units of J2426 were given\?/],
  ['whose NDC lost a zero', ['J2426', '156', '5045856301', '1.5', 'ML'], /^Ten digits without hyphens/],
  ['without its quantity', ['J2426', '156', '50458-563-01', '', ''], /^How much of J2426/],
  ['whose unit is none', ['J2426', '156', '50458-563-01', '1.5', 'spoons'], /^How much of J2426/],
  ['that no code bills', ['96372', '1', '50458-563-01', '1.5', 'ML'], /^Which drug was it\?/],
  ['of which there are two', ['J2426, J3490', '156', '50458-563-01', '1.5', 'ML'], /^How many units of J3490/],
])('a drug %s is asked about before it is saved', (_, [code = '', ...cells], words) => {
  const at = testPractice()
  expect(paste(at, visit('Injection', code, ...cells, '', '11'), injecting(at)).rows).toMatchObject([
    { grade: 'cannot', field: 'drugs', words: expect.stringMatching(words) },
  ])
})

test('a level beside an injection stays an office visit', () => {
  const at = testPractice()
  const [row] = paste(at, visit('Med management', '99213, 96372, J2426', '156', '50458-563-01', '1.5', 'ML', '', '11'), injecting(at)).rows
  expect(row).toMatchObject({ grade: 'ready', service: 'em', em: '99213', modifiers: '25', codes: '99213, 96372, J2426' })
})

test('an NDC with its hyphens is known without heads; eleven digits alone are not', () => {
  const at = testPractice()
  const line = (ndc: string): string => `11/05/2026\tMarisol Quintero\t9:00 AM\t9:20 AM\tJ2426\t${ndc}`
  const ndcOf = (ndc: string) => paste(at, line(ndc)).rows[0]?.drugs[0]?.ndc
  expect(['50458-563-01', '50458056301'].map(ndcOf)).toEqual(['50458-563-01', ''])
})
