import { describe, expect, it } from 'vitest'
import { day } from '../../../src-shared/day.ts'
import { xlsxOf } from '../../exports/xlsx.ts'
import { readStatement } from './index.ts'

const TODAY = day('2026-11-19')
const read = (text: string, account = 'Operating') => {
  const told = readStatement(Buffer.from(text), account, TODAY)
  return told.is === 'read' ? told.statement : { lines: [], unread: [], out: 0, why: told.why }
}
const short = (text: string) => read(text).lines.map((one) => [one.day, one.cents, one.description, one.reference])

const OFX_1 = `OFXHEADER:100
DATA:OFXSGML
VERSION:102

<OFX><BANKMSGSRSV1><STMTTRNRS><STMTRS><CURDEF>USD
<BANKACCTFROM><BANKID>044000037<ACCTID>000123456789<ACCTTYPE>CHECKING</BANKACCTFROM>
<BANKTRANLIST><DTSTART>20261101<DTEND>20261119
<STMTTRN>
<TRNTYPE>CREDIT
<DTPOSTED>20261118120000[-5:EST]
<TRNAMT>1234.50
<FITID>A-1
<NAME>NORTHLAKE HCCLAIMPMT
<MEMO>TRN*1*EFT20261117001*1999888777 &amp; more
</STMTTRN>
<STMTTRN>
<TRNTYPE>DEBIT
<DTPOSTED>20261118
<TRNAMT>-80.00
<FITID>A-2
<NAME>RENT
</STMTTRN>
</BANKTRANLIST></STMTRS></STMTTRNRS></BANKMSGSRSV1></OFX>`

const OFX_2 = `<?xml version="1.0" encoding="UTF-8"?>
<?OFX OFXHEADER="200" VERSION="220" SECURITY="NONE" OLDFILEUID="NONE" NEWFILEUID="NONE"?>
<OFX><BANKMSGSRSV1><STMTTRNRS><STMTRS><CURDEF>USD</CURDEF><BANKACCTFROM><ACCTID>55501234</ACCTID></BANKACCTFROM><BANKTRANLIST>
<STMTTRN><TRNTYPE>DEP</TRNTYPE><DTPOSTED>20261117</DTPOSTED><TRNAMT>+99,10</TRNAMT><FITID>X9</FITID><CHECKNUM>4471</CHECKNUM><NAME>DEPOSIT</NAME></STMTTRN>
</BANKTRANLIST></STMTRS></STMTTRNRS></BANKMSGSRSV1></OFX>`

describe('a list of a bank', () => {
  it('has its heads found below a title, and money that went out is left out', () => {
    const text =
      'Account 12345,,\nDate,Description,Amount,Running Bal.\n11/01/2026,Beginning balance as of 11/01/2026,,"1,000.00"\n11/17/2026,"NORTHLAKE, HCCLAIMPMT","$1,234.50","2,234.50"\n11/18/26,RENT,(80.00),\n11/18/2026,FEE,5.00-,\n'
    expect(short(text)).toEqual([['2026-11-17', 123_450, 'NORTHLAKE, HCCLAIMPMT', '']])
    expect(read(text)).toMatchObject({ out: 2, unread: [] })
  })

  it('is read by debit and credit, by a word beside the amount, and by the better date', () => {
    expect(
      short(
        'Transaction Date;Posting Date;Payee;Debit;Credit;Reference\n11/15/2026;11/16/2026;RENT;80.00;;\n11/15/2026;11/17/2026;HARBOR;;40.5;R-7\n',
      ),
    ).toEqual([['2026-11-17', 4050, 'HARBOR', 'R-7']])
    expect(short('Details,Posting Date,Description,Amount\nDEBIT,11/16/2026,RENT,80.00\nCREDIT,11/16/2026,HARBOR,12\n')).toEqual([
      ['2026-11-16', 1200, 'HARBOR', ''],
    ])
  })

  it('names its account by its last digits, and by what a person calls it where it says none', () => {
    expect(read('Date,Amount,Account\n11/16/2026,5,xxxx-1234\n').lines[0]?.account).toBe('Account …1234')
    expect(read('Date,Amount,Name\n11/16/2026,5,A\n').lines[0]?.account).toBe('Operating')
  })

  it('may be a workbook', async () => {
    const columns = ['Date', 'Description', 'Amount'].map((title) => ({ title, is: 'text' as const }))
    const bytes = await xlsxOf({ name: 'Bank', columns, rows: [['11/16/2026', 'HARBOR', '12.00']] })
    const told = readStatement(bytes, 'Operating', TODAY)
    expect(told.is === 'read' && told.statement.lines.map(({ cents }) => cents)).toEqual([1200])
  })

  it('says of a row that cannot be read where, which field and why, and brings the others', () => {
    const text =
      'Date,Description,Deposit,Withdrawal\n31/31/2026,A,5,\n11/16/2026,B,five,\n,C,5,\n11/16/2026,D,,\n11/25/2026,E,5,\n11/16/2026,F,1.234,\n11/16/2026,G,7,\n'
    expect(read(text).unread).toEqual([
      { place: 'row 2', field: 'Date', why: 'Its day cannot be read.' },
      { place: 'row 3', field: 'Deposit', why: 'Its amount cannot be read.' },
      { place: 'row 4', field: 'Date', why: 'It says no day.' },
      { place: 'row 5', field: 'Deposit', why: 'It says no amount.' },
      { place: 'row 6', field: 'Date', why: 'Its day is still to come.' },
      { place: 'row 7', field: 'Deposit', why: 'Its amount cannot be read.' },
    ])
    expect(short(text)).toEqual([['2026-11-16', 700, 'G', '']])
  })

  it.each([
    ['', 'The file is empty.'],
    ['Name,Born\nA,B\n', 'names a date'],
    ['Date,Description\n11/16/2026,A\n', 'names an amount'],
    ['%PDF-1.7', 'PDF'],
  ])('is none where %s', (text, why) => {
    expect(read(text)).toMatchObject({ lines: [], why: expect.stringContaining(why) as string })
  })
})

describe('an OFX file', () => {
  it('of version 1 has no end tags', () => {
    expect(read(OFX_1)).toEqual({
      lines: [
        {
          place: 'line 8',
          account: 'Account …6789',
          day: '2026-11-18',
          cents: 123_450,
          description: 'NORTHLAKE HCCLAIMPMT TRN*1*EFT20261117001*1999888777 & more',
          reference: '',
          bankId: 'A-1',
        },
      ],
      unread: [],
      out: 1,
      saysAccount: true,
    })
  })

  it('of version 2 is XML, and a comma may stand for the point', () => {
    expect(read(OFX_2).lines).toMatchObject([{ account: 'Account …1234', day: '2026-11-17', cents: 9910, reference: '4471', bankId: 'X9' }])
  })

  it('says of a movement that cannot be read its line, the field and why', () => {
    const bad = (from: string, to: string) => read(OFX_1.replace(from, to)).unread
    expect(bad('<FITID>A-1', '<FITID>')).toEqual([{ place: 'line 8', field: 'FITID', why: 'It has no id of the bank.' }])
    expect(bad('20261118120000[-5:EST]', '20261399')).toEqual([{ place: 'line 8', field: 'DTPOSTED', why: 'Its day cannot be read.' }])
    expect(bad('<DTPOSTED>20261118120000[-5:EST]', '')).toEqual([{ place: 'line 8', field: 'DTPOSTED', why: 'It says no day.' }])
    expect(bad('20261118120000[-5:EST]', '20261201')).toEqual([{ place: 'line 8', field: 'DTPOSTED', why: 'Its day is still to come.' }])
    expect(bad('1234.50', '12x')).toEqual([{ place: 'line 8', field: 'TRNAMT', why: 'Its amount cannot be read.' }])
    expect(bad('<TRNAMT>1234.50', '')).toEqual([{ place: 'line 8', field: 'TRNAMT', why: 'It says no amount.' }])
    expect(bad('<FITID>A-2', '<FITID>A-1')).toEqual([
      { place: 'line 16', field: 'FITID', why: 'The same id stands in the file with another day or amount.' },
    ])
  })

  it.each([
    ['<CURDEF>USD', '<CURDEF>CAD', 'another currency'],
    ['<STMTRS>', '<CCSTMTRS>', 'credit card'],
    ['<STMTRS>', '<INVSTMTRS>', 'no statement of a bank account'],
  ])('is refused where %s is %s', (from, to, why) => {
    expect(read(OFX_1.replace(from, to))).toMatchObject({ lines: [], why: expect.stringContaining(why) as string })
  })
})
