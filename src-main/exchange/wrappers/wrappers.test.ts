import { describe, expect, it } from 'vitest'
import { segmentsOf, fileOf } from '../../../test/support/remittances.ts'
import { zipOf, type ZipEntry } from '../../../test/support/zip.ts'
import { unwrap } from './index.ts'

const ERA = Buffer.from(fileOf([segmentsOf({ trace: 'T1' })]))
const names = async (bytes: Uint8Array): Promise<readonly string[] | string | undefined> => {
  const found = await unwrap(bytes)
  return found && ('refused' in found ? found.refused : found.files.map((one) => one.name))
}
const whole = async (bytes: Uint8Array): Promise<boolean[]> => {
  const found = await unwrap(bytes)
  return found && 'files' in found ? found.files.map((one) => ERA.equals(one.bytes)) : []
}

describe('an archive', () => {
  it('holds its files byte for byte; folders and what a system leaves beside them are no files', async () => {
    const zip = zipOf(
      { name: 'november/', bytes: '' },
      { name: 'november/a.835', bytes: ERA },
      { name: '__MACOSX/november/._a.835', bytes: 'x' },
      { name: '.DS_Store', bytes: 'x' },
      { name: 'b', bytes: ERA },
    )
    expect([await names(zip), await whole(zip)]).toEqual([
      ['november/a.835', 'b'],
      [true, true],
    ])
  })

  const faults: readonly (readonly [string, RegExp, readonly ZipEntry[]])[] = [
    ['a name that leads out', /lead out/, [{ name: '../a', bytes: 'x' }]],
    ['a name from the root', /lead out/, [{ name: '/etc/a', bytes: 'x' }]],
    ['a name of a drive', /lead out/, [{ name: 'C:/a', bytes: 'x' }]],
    ['a name with a backslash', /lead out/, [{ name: 'in\\a', bytes: 'x' }]],
    ['a link', /link/, [{ name: 'a', bytes: '/etc/passwd', mode: 0o120_777 }]],
    ['two of one name', /same name/, [{ name: 'a', bytes: 'x' }, { name: 'A', bytes: 'y' }]], // prettier-ignore
    ['a password', /password/, [{ name: 'a', bytes: 'x', flags: 1 }]],
    ['a hundredfold', /unfold/, [{ name: 'a', bytes: Buffer.alloc(3_000_000) }]],
    ['more than it says', /damaged/, [{ name: 'a', bytes: Buffer.alloc(3_000_000), size: 10 }]],
    ['two hundred megabytes', /unfold/, [{ name: 'a', bytes: 'x', size: 201 * 1024 * 1024 }]],
    ['too many', /more than 1000 files/, Array.from({ length: 1001 }, (_, n) => ({ name: `f${n}`, bytes: 'x' }))],
  ]
  it.each(faults)('with %s is refused whole', async (_, why, entries) => {
    expect(await names(zipOf({ name: 'good', bytes: ERA }, ...entries))).toMatch(why)
  })

  it('that is cut off is refused; the document of an office program is none', async () => {
    expect(await names(zipOf({ name: 'a', bytes: ERA }).subarray(0, -30))).toMatch(/damaged/)
    expect(await names(zipOf({ name: '[Content_Types].xml', bytes: 'x' }))).toBeUndefined()
  })
})

const lines = (...all: readonly string[]): Buffer => Buffer.from(all.join('\r\n'), 'latin1')
const folded = ERA.toString('base64').replaceAll(/(.{76})/g, '$1\r\n')
const HEADS = ['From: payer@example.org', 'Subject: Remittances', 'MIME-Version: 1.0']
const attachment = [
  'Content-Type: application/octet-stream; name="a.835"',
  'Content-Transfer-Encoding: base64',
  'Content-Disposition: attachment;',
  '\tfilename="C:\\out\\a.835"',
  '',
  folded,
]

describe('a message', () => {
  it('holds its attachments, however deep, beside letter, picture and signature', async () => {
    const mail = lines(
      ...HEADS,
      'Content-Type: multipart/mixed;',
      ' boundary="outer"',
      '',
      'This is a message in parts.',
      '--outer',
      'Content-Type: multipart/alternative; boundary=inner',
      '',
      '--inner',
      '',
      'See what is attached.',
      '--inner',
      'Content-Type: text/html; name=letter.html',
      '',
      '<p>See what is attached.</p>',
      '--inner--',
      '--outer',
      ...attachment,
      '--outer',
      'Content-Type: image/png; name=logo.png',
      '',
      'png',
      '--outer',
      'Content-Type: message/rfc822',
      '',
      ...HEADS,
      ...attachment,
      '--outer--',
      '',
    )
    expect([await names(mail), await whole(mail)]).toEqual([
      ['a.835', 'a.835'],
      [true, true],
    ])
  })

  it.each([
    ['as it is', '8bit', ERA.toString('latin1')],
    [
      'quoted',
      'quoted-printable',
      ERA.toString('latin1')
        .replaceAll('=', '=3D')
        .replaceAll(/(.{70})/g, '$1=\r\n'),
    ],
    ['in base 64', 'base64', folded],
  ])('that is the file itself, %s', async (_, encoding, body) => {
    const mail = lines(...HEADS, 'Content-Type: application/edi-x12', `Content-Transfer-Encoding: ${encoding}`, '', body)
    expect([await names(mail), await whole(mail)]).toEqual([['part 1'], [true]])
  })

  it('whose heads were lost, or that was cut off behind the file', async () => {
    expect(await whole(lines('--mark', ...attachment, '--mark--'))).toEqual([true])
    expect(await whole(lines('--mark', ...attachment))).toEqual([true])
  })

  it('that is enciphered is refused with what to do; a letter without a file is no wrapper, nor is X12', async () => {
    const type = 'Content-Type: application/pkcs7-mime; smime-type=enveloped-data; name=smime.p7m'
    expect(await names(lines(...HEADS, type, '', 'x'))).toMatch(/enciphered/)
    expect(await names(lines(...HEADS, '', 'Dear Sir or Madam'))).toBeUndefined()
    expect(await names(ERA)).toBeUndefined()
    expect(await names(lines('Report: of claims', '', 'x'))).toBeUndefined()
  })
})
