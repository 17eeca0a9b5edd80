import { describe, expect, it } from 'vitest'
import { day } from '../../../src-shared/day.ts'
import { readFile, setsOf } from './envelope.ts'
import { writeInterchange } from './write.ts'

const ISA = 'ISA*00*          *00*          *ZZ*SENDER         *ZZ*RECEIVER       *261109*0930*^*00501*000000101*0*T*:~'
const GS = 'GS*HC*SENDER*RECEIVER*20261109*0930*101*X*005010X222A1~'
const FILE = `${ISA}${GS}ST*837*0001*005010X222A1~BHT*0019*00*B1*20261109*0930*CH~SE*3*0001~GE*1*101~IEA*1*000000101~`
const read = (text: string | Uint8Array) => readFile(typeof text === 'string' ? Buffer.from(text, 'latin1') : text)
const said = (text: string | Uint8Array): string[] => {
  const file = read(text)
  return [...file.findings, ...setsOf(file).flatMap((set) => set.findings)].map((one) => one.code)
}
const shape = (text: string | Uint8Array) =>
  setsOf(read(text)).map((set) => [set.id, set.control, set.guide, [...set.segments].map((one) => one.id).join(' '), set.complete])
const WHOLE = [['837', '0001', '005010X222A1', 'ST BHT SE', true]]

describe('envelopes', () => {
  it('are read with any legal separators, with and without line ends', () => {
    const forms = [
      FILE,
      FILE.replaceAll('~', '~\n'),
      FILE.replaceAll('~', '~\r\n'),
      FILE.replaceAll('~', '\n'),
      FILE.replaceAll('~', '\r\n').replace('\r\nGS', '\r\nGS'),
      `\n  ${FILE}   \n`,
    ]
    for (const form of forms) expect([said(form), shape(form)]).toEqual([[], WHOLE])
    const other = FILE.replaceAll('*', '|').replaceAll(':', '>').replaceAll('~', "'")
    expect([said(other), shape(other)]).toEqual([[], WHOLE])
    expect(said(FILE.replace('*^*', '*U*'))).toEqual([])
  })

  it.each<readonly [string, string, string[]]>([
    ['a byte order mark', `\u00ef\u00bb\u00bf${FILE}`, ['FILE.BOM']],
    ['text before it', `Content-Type: text/plain\n\n${FILE}`, ['FILE.LEADING_JUNK']],
    ['lines of 80 signs', (FILE.match(/.{1,80}/g) ?? []).join('\n'), ['SEG.WRAPPED', 'SEG.WRAPPED']],
    ['an ISA that is not padded', FILE.replace('SENDER         ', 'SENDER').replace('RECEIVER       ', 'RECEIVER'), ['ISA.WIDTH']],
    ['empty elements at the end', FILE.replace('CH~', 'CH***~'), ['SEG.TRAILING']],
    ['a segment id in small letters', FILE.replace('BHT', 'bht'), ['SEG.ID']],
    ['a control number written otherwise', FILE.replace('GE*1*101', 'GE*1*0101'), ['ENV.CTL_PADDING']],
  ])('survive %s', (_name, text, codes) => {
    expect([said(text), shape(text)]).toEqual([codes, WHOLE])
  })

  it.each<readonly [string, string, string[], boolean]>([
    ['no SE', FILE.replace('SE*3*0001~', ''), ['ENV.SE_MISSING'], false],
    ['no trailers at all', FILE.slice(0, FILE.indexOf('SE*3')), ['ENV.GE_MISSING', 'ENV.IEA_MISSING', 'ENV.SE_MISSING'], false],
    ['a wrong count', FILE.replace('SE*3', 'SE*4'), ['ENV.SE_COUNT'], false],
    ['another control number in SE', FILE.replace('SE*3*0001', 'SE*3*0002'), ['ENV.CTL_MISMATCH'], false],
    [
      'a cut in the middle',
      FILE.slice(0, FILE.indexOf('930*CH')),
      ['ENV.EOF_TERM', 'ENV.GE_MISSING', 'ENV.IEA_MISSING', 'ENV.SE_MISSING'],
      false,
    ],
    ['another count of groups', FILE.replace('IEA*1', 'IEA*2'), ['ENV.IEA_COUNT'], true],
  ])('say that there is %s', (_name, text, codes, complete) => {
    expect(said(text).sort()).toEqual([...codes].sort())
    expect(setsOf(read(text))[0]?.complete).toBe(complete)
  })

  it.each<readonly [string, string, string]>([
    ['nothing', '', 'FILE.EMPTY'],
    ['blanks', ' \n\t ', 'FILE.EMPTY'],
    ['something else', 'Dear provider, your claim is in process.', 'FILE.NOT_X12'],
    ['an ISA that ends', ISA.slice(0, 60), 'ISA.SHORT'],
    ['one sign for two purposes', FILE.replace('*T*:~', '*T***'), 'ISA.DELIMS'],
  ])('of %s are refused with a reason', (_name, text, code) => expect(said(text)).toContain(code))

  it('stand one behind the other, each with its own separators, and a lost terminator loses one of them at most', () => {
    const second = FILE.replaceAll('*', '|').replaceAll('000000101', '000000102').replaceAll('~', "'")
    expect(shape(FILE + second)).toEqual([...WHOLE, ...WHOLE])
    const lost = FILE.slice(0, -1) + second
    expect(shape(lost)).toEqual([...WHOLE, ...WHOLE])
    expect(said(FILE + FILE)).toEqual(['ENV.CTL_DUP'])
  })

  it('say where: byte, ordinal in the file, ordinal in the set', () => {
    const file = read(FILE.replace('BHT*0019', 'BHT*00\u000119'))
    expect(setsOf(file)[0]?.findings[0]).toMatchObject({
      code: 'CHAR.CONTROL',
      where: { byte: FILE.indexOf('BHT'), segment: 4, inSet: 2, id: 'BHT', element: 1 },
    })
  })

  it('read letters of UTF-8 and Latin-1 as they were meant', () => {
    const utf8 = setsOf(read(Buffer.from(FILE.replace('B1', 'Núñez'), 'utf8')))[0]
    const latin = setsOf(read(Buffer.from(FILE.replace('B1', 'Núñez'), 'latin1')))[0]
    expect([[...(utf8?.segments ?? [])][1]?.elements[3], [...(latin?.segments ?? [])][1]?.elements[3]]).toEqual(['Núñez', 'Núñez'])
    expect(utf8?.findings.map((one) => one.code)).toEqual(['CHAR.NONASCII'])
  })

  it('are not written around a name that would break them', () => {
    const envelope = {
      senderQualifier: 'ZZ',
      receiverQualifier: 'ZZ',
      day: day('2026-11-22'),
      time: '0930',
      interchangeControl: 7,
    } as const
    const rest = { groupControl: 7, functional: 'HC', guide: '005010X222A1', usage: 'P' } as const
    const write = (sender: string, receiver: string) => () => writeInterchange({ ...envelope, ...rest, sender, receiver }, [])
    expect(write('US', 'THEM')).not.toThrow()
    for (const name of ['A*B', 'A~', 'A:B', 'A^', 'SIXTEEN LETTERS!', '', 'CAFÉ']) {
      expect(write(name, 'THEM')).toThrow(/^ISA06 /)
      expect(write('US', name)).toThrow(/^ISA08 /)
    }
  })
})
