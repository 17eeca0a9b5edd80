import { crc32, deflateRawSync } from 'node:zlib'

/** A ZIP archive of these parts. */
export function archive(parts: Readonly<Record<string, string>>, change: (head: Buffer) => void = () => undefined): Uint8Array {
  const bodies: Buffer[] = []
  const heads: Buffer[] = []
  let at = 0
  for (const [name, text] of Object.entries(parts)) {
    const [bytes, title] = [Buffer.from(text), Buffer.from(name)]
    const packed = deflateRawSync(bytes)
    const head = Buffer.alloc(46)
    head.writeUInt32LE(0x02014b50, 0)
    head.writeUInt16LE(8, 10)
    head.writeUInt32LE(crc32(bytes), 16)
    head.writeUInt32LE(packed.length, 20)
    head.writeUInt32LE(bytes.length, 24)
    head.writeUInt16LE(title.length, 28)
    head.writeUInt32LE(at, 42)
    change(head)
    const local = Buffer.alloc(30)
    local.writeUInt32LE(0x04034b50, 0)
    local.writeUInt16LE(title.length, 26)
    bodies.push(local, title, packed)
    heads.push(head, title)
    at += 30 + title.length + packed.length
  }
  const directory = Buffer.concat(heads)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(Object.keys(parts).length, 10)
  end.writeUInt32LE(directory.length, 12)
  end.writeUInt32LE(at, 16)
  return Buffer.concat([...bodies, directory, end])
}

/** A workbook of one sheet. Styles: 0 plain, 1 a date, 2 a date with its time, 3 a time, 4 a date in words of its own. */
export const workbook = (rows: string, { is1904 = false, texts = '' } = {}): Record<string, string> => ({
  'xl/workbook.xml': `<workbook xmlns:r="r">${is1904 ? '<workbookPr date1904="1"/>' : ''}<sheets><sheet name="Notes" sheetId="1" r:id="rId9"/><sheet name="Sessions" sheetId="2" r:id="rId1"/></sheets></workbook>`,
  'xl/_rels/workbook.xml.rels':
    '<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/><Relationship Id="rId9" Target="/xl/worksheets/sheet2.xml"/></Relationships>',
  'xl/styles.xml':
    '<styleSheet><numFmts><numFmt numFmtId="170" formatCode="[$-409]d&quot; of &quot;mmmm\\ yyyy"/></numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="22"/><xf numFmtId="20"/><xf numFmtId="170"/></cellXfs></styleSheet>',
  'xl/sharedStrings.xml': `<sst>${texts}</sst>`,
  'xl/worksheets/sheet1.xml': `<x:worksheet xmlns:x="m"><x:sheetData>${rows.replaceAll(/<(\/?)(row|c|v|f|is|t)\b/g, '<$1x:$2')}</x:sheetData></x:worksheet>`,
  'xl/worksheets/sheet2.xml': '<worksheet><sheetData/></worksheet>',
})
