import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { SHAPES } from '../../src-shared/contract/fields.ts'
import { PracticeFields } from '../../src-shared/contract/store.ts'
import { day } from '../../src-shared/day.ts'
import { cents } from '../../src-shared/money.ts'
import { clock, counted, Day, Money, timeLeft } from './figures.tsx'
import { Segments } from './Segments.tsx'
import { checkedBy, sentenceOf } from './problems.ts'
import { drawingOf, LOOKS } from './shapes.ts'
import { Status } from './Status.tsx'

const words = (markup: string): string => markup.replaceAll(/<[^>]*>/g, '')

test('every shape has a drawing, a word and a colour', () => {
  expect(SHAPES.filter((shape) => drawingOf(shape).length === 0)).toEqual([])
  for (const shape of SHAPES) {
    expect(words(renderToStaticMarkup(<Status shape={shape} />))).toBe(LOOKS[shape].word)
  }
})

test('money says nothing happened, nothing in all, and not told, each in its own way', () => {
  const said = (of: Parameters<typeof Money>[0]): string => words(renderToStaticMarkup(<Money {...of} />))
  expect(said({ cents: cents(123_450) })).toBe('1,234.50')
  expect(said({ cents: cents(-9500), inWords: true })).toBe('−$95.00')
  expect(said({ cents: cents(0) })).toBe('–')
  expect(said({ cents: cents(0), isSum: true })).toBe('0.00')
  expect(said({ cents: null })).toBe('not stated')
})

test('a day has its year, and what is left of it has words', () => {
  expect(words(renderToStaticMarkup(<Day day={day('2026-11-19')} />))).toBe('11/19/2026')
  const today = day('2026-11-19')
  expect(timeLeft(today, day('2026-11-23'))).toEqual({ words: '4 days', family: 'bad' })
  expect(timeLeft(today, day('2026-12-11'))).toEqual({ words: '22 days', family: 'warn' })
  expect(timeLeft(today, today).words).toBe('today')
  expect(timeLeft(today, day('2026-11-18'))).toEqual({ words: '1 day late', family: 'bad' })
  expect([clock('00:05'), clock('12:00'), clock('14:30')]).toEqual(['12:05 AM', '12:00 PM', '2:30 PM'])
  expect([counted(1, 'claim'), counted(2000, 'claim')]).toEqual(['1 claim', '2,000 claims'])
})

test('the elements that matter are marked, in segments of any separator', () => {
  const markup = renderToStaticMarkup(
    <Segments
      lines={[
        { segment: 41, byte: 0, loop: '', raw: 'CAS*CO*45*57', sign: '*', words: 'Contractual', marks: [1, 3] },
        { segment: 1, byte: 0, loop: '', raw: 'ISA|00|x', sign: '|', words: 'The envelope', marks: [1] },
      ]}
    />,
  )
  expect([...markup.matchAll(/<mark>(.*?)<\/mark>/g)].map(([, marked]) => marked)).toEqual(['CO', '57', '00'])
  expect(words(markup)).toContain('CAS*CO*45*57')
})

test('a form says what is needed in sentences', async () => {
  const check = checkedBy(PracticeFields)
  const values = {
    name: '',
    npi: '1234567890',
    taxId: '12345678',
    taxonomy: '261QM0801X',
    line1: 'PO Box 7',
    line2: null,
    city: 'Fairmont',
    state: 'OH',
    zip: '44000',
    phone: '5550100142',
    contact: 'Dana',
    submitterId: 'X1',
  }
  const { errors } = await check(values, undefined, { fields: {}, shouldUseNativeValidation: false })
  const said = Object.fromEntries(
    Object.entries(errors).map(([field, error]) => [field, sentenceOf(String((error as { message?: string }).message))]),
  )
  expect(said).toEqual({
    name: 'This is needed.',
    npi: 'It needs a valid NPI: ten digits with the right check digit.',
    taxId: 'It needs nine digits.',
    line1: 'It needs a street address; a PO box is not allowed here.',
    zip: 'It needs nine digits; claims need the ZIP+4.',
  })
})
