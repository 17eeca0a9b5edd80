import {
  PDFArray,
  PDFDict,
  PDFDocument,
  PDFName,
  PDFNumber,
  PDFRawStream,
  concatTransformationMatrix,
  drawObject,
  popGraphicsState,
  pushGraphicsState,
  type PDFPage,
} from '@cantoo/pdf-lib'

/* Pages of any size laid onto US Letter, in points, with room for the foot of a packet. */

const LETTER = { width: 612, height: 792 }
/** Below it the foot is stamped. */
const FOOT = 56
const EDGE = 20
const ROOM = { width: LETTER.width - 2 * EDGE, height: LETTER.height - FOOT - EDGE }

type Matrix = readonly [a: number, b: number, c: number, d: number, e: number, f: number]

/**
 * The pages of a PDF on US Letter, each upright and no larger than it was. What lies on a page (signatures, marks, filled fields) becomes part of it; what
 * could run, lead elsewhere or tell of whoever wrote it stays behind.
 * @throws when the PDF is damaged
 */
export async function layPages(given: PDFDocument): Promise<PDFDocument> {
  const laid = await PDFDocument.create({ updateMetadata: false })
  for (const page of given.getPages()) {
    flatten(given, page)
    const sheet = laid.addPage([LETTER.width, LETTER.height])
    if (!page.node.Contents()) continue
    const embedded = await laid.embedPage(page, boxOf(page))
    const turned = ((page.getRotation().angle % 360) + 360) % 360
    const isAcross = turned === 90 || turned === 270
    const seen = isAcross ? { width: embedded.height, height: embedded.width } : embedded
    const scale = Math.min(1, ROOM.width / seen.width, ROOM.height / seen.height)
    const left = (LETTER.width - seen.width * scale) / 2
    const bottom = LETTER.height - EDGE - seen.height * scale
    const matrix = turnedBy(turned, embedded.width, embedded.height)
    const name = sheet.node.newXObject('Page', embedded.ref)
    sheet.pushOperators(
      pushGraphicsState(),
      concatTransformationMatrix(scale, 0, 0, scale, left, bottom),
      concatTransformationMatrix(...matrix),
      drawObject(name),
      popGraphicsState(),
    )
  }
  return laid
}

/** What a reader shows of a page: the crop box, within the media box. */
function boxOf(page: PDFPage): { left: number; bottom: number; right: number; top: number } {
  const [crop, media] = [page.getCropBox(), page.getMediaBox()]
  const left = Math.max(crop.x, media.x)
  const bottom = Math.max(crop.y, media.y)
  const right = Math.min(crop.x + crop.width, media.x + media.width)
  const top = Math.min(crop.y + crop.height, media.y + media.height)
  if (right - left > 1 && top - bottom > 1) return { left, bottom, right, top }
  return { left: media.x, bottom: media.y, right: media.x + media.width, top: media.y + media.height }
}

/** A page of this size, turned clockwise, with its lower left corner at the origin. */
function turnedBy(angle: number, width: number, height: number): Matrix {
  if (angle === 90) return [0, -1, 1, 0, 0, width]
  if (angle === 180) return [-1, 0, 0, -1, width, height]
  return angle === 270 ? [0, 1, -1, 0, height, 0] : [1, 0, 0, 1, 0, 0]
}

const HIDDEN = 0b10
const NO_VIEW = 0b10_0000

/** Draws what lies on a page by its own appearance (ISO 32000-1, 12.5.5, algorithm 8.1). */
function flatten({ context }: PDFDocument, page: PDFPage): void {
  const annotations = page.node.lookupMaybe(PDFName.of('Annots'), PDFArray)
  if (!annotations) return
  for (let n = 0; n < annotations.size(); n++) {
    const own = annotations.lookup(n)
    if (!(own instanceof PDFDict)) continue
    const flags = own.lookupMaybe(PDFName.of('F'), PDFNumber)?.asNumber() ?? 0
    const isPopup = own.lookup(PDFName.of('Subtype')) === PDFName.of('Popup')
    if (isPopup || (flags & (HIDDEN | NO_VIEW)) !== 0) continue
    const look = appearanceOf(own)
    const place = numbersOf(own.lookup(PDFName.of('Rect')))
    const box = look && numbersOf(look.dict.lookup(PDFName.of('BBox')))
    if (!look || place?.length !== 4 || box?.length !== 4) continue
    const matrix = numbersOf(look.dict.lookup(PDFName.of('Matrix')))
    const onto = fitting(box, matrix?.length === 6 ? matrix : [1, 0, 0, 1, 0, 0], place)
    if (!onto) continue
    const name = page.node.newXObject('Mark', context.getObjectRef(look) ?? context.register(look))
    page.pushOperators(pushGraphicsState(), concatTransformationMatrix(...onto), drawObject(name), popGraphicsState())
  }
}

/** How an annotation looks as it stands: a box that is ticked has several looks. */
function appearanceOf(own: PDFDict): PDFRawStream | undefined {
  const usual = own.lookupMaybe(PDFName.of('AP'), PDFDict)?.lookup(PDFName.of('N'))
  if (usual instanceof PDFRawStream) return usual
  const state = own.lookup(PDFName.of('AS'))
  const chosen = usual instanceof PDFDict && state instanceof PDFName ? usual.lookup(state) : undefined
  return chosen instanceof PDFRawStream ? chosen : undefined
}

const numbersOf = (value: unknown): number[] | undefined =>
  value instanceof PDFArray ? value.asArray().map((_, n) => value.lookupMaybe(n, PDFNumber)?.asNumber() ?? 0) : undefined

/** The matrix that brings a turned box onto its place; undefined for a box without extent. */
function fitting(
  box: readonly number[],
  [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0]: readonly number[],
  place: readonly number[],
): Matrix | undefined {
  const [x1 = 0, y1 = 0, x2 = 0, y2 = 0] = box
  const corners = [
    [x1, y1],
    [x2, y1],
    [x1, y2],
    [x2, y2],
  ].map(([x = 0, y = 0]) => [a * x + c * y + e, b * x + d * y + f] as const)
  const xs = corners.map(([x]) => x)
  const ys = corners.map(([, y]) => y)
  const [left, bottom, width, height] = [
    Math.min(...xs),
    Math.min(...ys),
    Math.max(...xs) - Math.min(...xs),
    Math.max(...ys) - Math.min(...ys),
  ]
  const [p1 = 0, q1 = 0, p2 = 0, q2 = 0] = place
  if (width === 0 || height === 0) return undefined
  const [sx, sy] = [Math.abs(p2 - p1) / width, Math.abs(q2 - q1) / height]
  return [sx, 0, 0, sy, Math.min(p1, p2) - left * sx, Math.min(q1, q2) - bottom * sy]
}
