import { describe, expect, it } from 'vitest'
import { explain, rawSegments } from './index.ts'

/** An envelope whose elements are parted by one sign, and one whose elements are parted by another. */
const isa = (sign: string, component: string, end: string, control: string): string =>
  [
    'ISA',
    '00',
    ' '.repeat(10),
    '00',
    ' '.repeat(10),
    'ZZ',
    'SENDER'.padEnd(15),
    'ZZ',
    'RECEIVER'.padEnd(15),
    '261119',
    '1200',
    '^',
    '00501',
    control,
    '0',
    'P',
    component,
  ]
    .join(sign)
    .concat(end)
const two = Buffer.from(
  isa('*', ':', '~', '000000001') +
    'GS*HP*A*B*20261119*1200*1*X*005010X221A1~ST*835*0001~N1*PR*Clínica Núñez~SE*3*0001~GE*1*1~IEA*1*000000001~\n' +
    isa('|', '>', '!', '000000002') +
    'GS|HP|A|B|20261119|1200|1|X|005010X221A1!ST|835|0001!N1|PR|A*B Health!SE|3|0001!GE|1|1!IEA|1|000000002!',
  'utf8',
)

describe('segments as they stand', () => {
  const lines = explain(two)

  it('knows what parts the elements in each interchange', () => {
    expect(lines.map(({ raw, sign }) => `${raw.split(sign)[0]} ${sign}`)).toEqual([
      ...['ISA', 'GS', 'ST', 'N1', 'SE', 'GE', 'IEA'].map((id) => `${id} *`),
      ...['ISA', 'GS', 'ST', 'N1', 'SE', 'GE', 'IEA'].map((id) => `${id} |`),
    ])
    expect(lines[10]?.raw.split('|')).toEqual(['N1', 'PR', 'A*B Health'])
  })

  it('shows letters beyond ASCII as they are meant', () => {
    expect(lines[3]?.raw).toBe('N1*PR*Clínica Núñez')
  })

  it('tells where a segment begins, to the byte', () => {
    for (const { byte, raw, sign } of lines) {
      const id = raw.split(sign)[0] ?? ''
      expect(two.subarray(byte, byte + id.length + 1).toString('latin1')).toBe(id + sign)
    }
  })

  it('gives single segments without reading the rest by its guide', () => {
    expect([...rawSegments(two, [4, 11])]).toEqual([
      [4, 'N1*PR*Clínica Núñez'],
      [11, 'N1|PR|A*B Health'],
    ])
  })
})
