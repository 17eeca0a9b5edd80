/*
 * Shapes of files that a careless reader needs the square of the time for. Each is about so many bytes long.
 */

const isa = (terminator = '~', control = 1): string =>
  `ISA*00*          *00*          *ZZ*SENDER         *ZZ*RECEIVER       *261109*0930*^*00501*${String(control).padStart(9, '0')}*0*T*:${terminator}`
const open = (functional: string, guide: string, set: string): string =>
  `${isa()}GS*${functional}*S*R*20261109*0930*1*X*${guide}~ST*${set}*0001*${guide}~`
const CLAIM = `${open('HC', '005010X222A1', '837')}BHT*0019*00*B1*20261109*0930*CH~`
const REMITTANCE = `${open('HP', '005010X221A1', '835')}BPR*I*0*C*NON************20261109~TRN*1*1*1999999999~`
const STATUS = `${open('HN', '005010X212', '277')}BHT*0010*08*R1*20261120*0801*DG~`
const LEVELS = 'HL*1**20*1~PRV*BI*PXC*261QM0801X~NM1*85*2*C*****XX*1234567893~HL*2*1*22*0~SBR*P*18*******CI~NM1*IL*1*DOE*JANE****MI*X1~'

const filled = (head: string, piece: string, bytes: number): string =>
  head + piece.repeat(Math.max(1, Math.ceil((bytes - head.length) / piece.length)))
/** Pieces that differ by their number. */
function counted(head: string, piece: (n: number) => string, bytes: number): string {
  const parts = [head]
  for (let n = 1, length = head.length; length < bytes; n++) {
    const own = piece(n)
    parts.push(own)
    length += own.length
  }
  return parts.join('')
}

/** The text of each shape at a size; each character is one byte. */
export const SHAPES: Readonly<Record<string, (bytes: number) => string>> = {
  'no terminator': (bytes) => filled(isa(), 'NM1*QC*1*DOE*JANE*', bytes),
  'no element separator': (bytes) => filled(CLAIM, 'NM1QC1DOEJANE~', bytes),
  'segments of one byte': (bytes) => filled(CLAIM, 'A~', bytes),
  'segments of one element': (bytes) => filled(CLAIM, 'A*~', bytes),
  'terminators alone': (bytes) => filled(CLAIM, '~', bytes),
  'one huge element': (bytes) => `${filled(`${CLAIM}NTE*ADD*`, 'X', bytes)}~`,
  'one segment of huge width': (bytes) => `${filled(`${CLAIM}NTE`, '*A', bytes)}~`,
  'all components': (bytes) => `${filled(`${CLAIM}HI*ABK`, ':F331', bytes)}~`,
  'all repetitions': (bytes) => `${filled(`${open('HB', '005010X279A1', '271')}EB*1**30`, '^30', bytes)}~`,
  'repetitions in segments of legal length': (bytes) =>
    filled(`${open('HB', '005010X279A1', '271')}BHT*0022*11*1*20261109*0930~`, `EB*1**30${'^30'.repeat(20_000)}~`, bytes),
  'levels, each below the one before': (bytes) => counted(STATUS, (n) => `HL*${n}*${n === 1 ? '' : n - 1}*22*1~`, bytes),
  'levels of one payer, each with its subscriber': (bytes) =>
    counted(`${STATUS}HL*1**20*1~`, (n) => `HL*${n + 1}*${n % 2 === 1 ? 1 : n}*${n % 2 === 1 ? 21 : 19}*1~`, bytes),
  'levels of one number': (bytes) => filled(STATUS, 'HL*1*1*22*1~', bytes),
  'one claim of endless lines': (bytes) =>
    counted(
      `${CLAIM}${LEVELS}CLM*A*100***11:B:1*Y*A*Y*Y~HI*ABK:F331~`,
      (n) => `LX*${n}~SV1*HC:90837*1*UN*1***1~DTP*472*D8*20261105~`,
      bytes,
    ),
  'one claim payment of endless adjustments': (bytes) =>
    filled(`${REMITTANCE}LX*1~CLP*A*1*100*0**12*P~NM1*QC*1*DOE~`, 'CAS*CO*45*1*1*253*.01~', bytes),
  'claim payments that do not add up': (bytes) =>
    filled(`${REMITTANCE}LX*1~`, 'CLP*A*1*100*1**12*P~NM1*QC*1*DOE~SVC*HC:90837*50*60~DTM*472*20261105~', bytes),
  'headers with other terminators': (bytes) => counted('', (n) => isa(["'", '\n', '!', '|', '~', ';'][n % 6], n), bytes),
  'headers that are cut': (bytes) => filled('', 'ISA*00*          *00*          *ZZ*SENDER  ', bytes),
  'interchanges without end': (bytes) =>
    counted('', (n) => `${isa('~', n)}GS*HP*S*R*20261109*0930*${n}*X*005010X221A1~ST*835*0001~`, bytes),
  'unknown segments': (bytes) => filled(CLAIM, 'ZZZ*1*2*3~', bytes),
  'known segments in wrong places': (bytes) => filled(CLAIM, 'SVD*PLAN*1~CAS*CO*45*1~', bytes),
  'errors alone': (bytes) => filled(REMITTANCE, 'CLP*****x*~SVC*x*y*z~CAS*QQ*1*a~DTM*472*20269999~', bytes),
  'control characters': (bytes) => filled(CLAIM, 'NM1*\u0001\u0002*\u00ff\u00fe~', bytes),
  'line breaks inside segments': (bytes) => filled(CLAIM, 'NM1*Q\r\nC*1\n~', bytes),
  'blanks alone': (bytes) => filled(CLAIM, ' \r\n\t', bytes),
  'text before a header': (bytes) => filled('', 'VISA CARD ISA *', bytes),
  'no X12': (bytes) => filled('', 'Dear provider, your claim is in process.\n', bytes),
}
