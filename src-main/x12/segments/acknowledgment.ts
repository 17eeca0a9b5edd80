import { envelopeNotes } from '../../codes/index.ts'
import { coded, composite, id, listed, opt, repeated, req, segment, whole } from '../grammar/words.ts'

/* Segments of the acknowledgments: 999 (005010X231A1), 997 (005010X230) and TA1. A value that was turned back may be a patient's. */

/** Errors of a segment, IK304. */
const SEGMENT_ERROR = {
  '1': 'unknown segment',
  '2': 'unexpected segment',
  '3': 'required segment missing',
  '4': 'loop too often',
  '5': 'segment too often',
  '6': 'segment is not of this set',
  '7': 'segment not in its place',
  '8': 'elements in error',
} as const
const GUIDE_SEGMENT_ERROR = {
  ...SEGMENT_ERROR,
  I4: 'segment not used by the guide',
  I6: 'segment missing that the situation asks for',
  I7: 'loop too seldom',
  I8: 'segment too seldom',
  I9: 'segment there that the situation forbids',
} as const

/** Errors of an element, IK403. */
const ELEMENT_ERROR = {
  '1': 'required element missing',
  '2': 'element missing that another asks for',
  '3': 'too many elements',
  '4': 'too short',
  '5': 'too long',
  '6': 'character not allowed',
  '7': 'code not valid',
  '8': 'date not valid',
  '9': 'time not valid',
  '10': 'elements exclude each other',
  '12': 'too many repetitions',
  '13': 'too many components',
} as const
const GUIDE_ELEMENT_ERROR = {
  ...ELEMENT_ERROR,
  I6: 'code not used by the guide',
  I9: 'element missing that the situation asks for',
  I10: 'element not used by the guide',
  I11: 'too few repetitions',
  I12: 'does not fit its pattern',
  I13: 'element there that the situation forbids',
} as const

/** Errors of a transaction set, IK502 to IK506. */
const SET_ERROR = {
  '1': 'set not supported',
  '2': 'trailer missing (SE)',
  '3': 'control numbers of header and trailer differ',
  '4': 'count of segments wrong',
  '5': 'segments in error',
  '6': 'set identifier missing or wrong',
  '7': 'control number missing or wrong',
  '8': 'authentication key unknown',
  '9': 'encryption key unknown',
  '10': 'authentication or encryption service not available',
  '11': 'security recipient unknown',
  '12': 'message too short or not complete',
  '13': 'message damaged',
  '15': 'security originator unknown',
  '16': 'decryption failed',
  '17': 'security not supported',
  '18': 'set does not belong to the group',
  '19': 'guide wrong (ST03)',
  '23': 'control number twice in the group',
  '24': 'security header S3 without trailer',
  '25': 'security trailer S3 without header',
  '26': 'security header S4 without trailer',
  '27': 'security trailer S4 without header',
} as const
const GUIDE_SET_ERROR = { ...SET_ERROR, I5: 'segments break the guide', I6: 'guide not supported' } as const

/** Errors of a group, AK905 to AK909. */
const GROUP_ERROR = coded({
  '1': 'group not supported',
  '2': 'version of the group not supported',
  '3': 'trailer missing (GE)',
  '4': 'control numbers of header and trailer differ',
  '5': 'count of sets wrong',
  '6': 'control number not well formed',
  '10': 'authentication key unknown',
  '11': 'encryption key unknown',
  '12': 'authentication or encryption service not available',
  '13': 'security recipient unknown',
  '14': 'security originator unknown',
  '15': 'decryption failed',
  '16': 'security not supported',
  '17': 'message damaged',
  '18': 'message too short or not complete',
  '19': 'control number twice in the interchange',
  '23': 'security header S3 without trailer',
  '24': 'security trailer S3 without header',
  '25': 'security header S4 without trailer',
  '26': 'security trailer S4 without header',
})

const STATUS = {
  A: 'accepted',
  E: 'accepted, errors noted',
  M: 'rejected, authentication failed',
  R: 'rejected',
  W: 'rejected, assurance failed',
  X: 'rejected, not decrypted',
} as const

const IN_SEGMENT = composite(
  req('element', whole(2)),
  opt('component', whole(2), 'when a component is in error'),
  opt('repetition', whole(4), 'when the element is repeated'),
)

export const AK1 = segment(
  'AK1',
  'Group answered',
  req('functional', id(2, 2)),
  req('control', id(1, 9)),
  opt('version', id(1, 12), 'when the group names one'),
)
export const AK2 = segment(
  'AK2',
  'Set answered',
  req('set', id(3, 3)),
  req('control', id(4, 9)),
  opt('guide', id(1, 35), 'when the set names one (ST03)'),
)

/** The loop is told in up to four characters; some senders give its whole name, which is read as well. */
export const IK3 = segment(
  'IK3',
  'Segment in error',
  req('segment', id(2, 3)),
  req('position', whole(10)),
  opt('loop', id(1, 6), 'when the segment stands in a loop'),
  opt('error', coded(GUIDE_SEGMENT_ERROR), 'when there is a code for it'),
)
/** What led to the error: the segment that calls for another, or the unit of business it is of (`CLM01` with the number of the claim). */
export const CTX = segment(
  'CTX',
  'Context',
  req('context', repeated(composite(req('name', id(1, 35)), opt('value', id(1, 35), 'when it names a unit of business')), 10)),
  opt('segment', id(2, 3), 'when a situation caused the error'),
  opt('position', whole(10), 'when a situation caused the error'),
  opt('loop', id(1, 6), 'when that segment stands in a loop'),
  opt('element', IN_SEGMENT, 'when an element caused the error'),
  opt('reference', composite(req('element', whole(4)), opt('component', whole(4))), 'when an element caused the error'),
)
export const IK4 = segment(
  'IK4',
  'Element in error',
  req('position', IN_SEGMENT),
  opt('reference', whole(4), 'when the element has a number in the dictionary'),
  req('error', coded(GUIDE_ELEMENT_ERROR)),
  opt('bad', id(1, 99), 'when the value may be told'),
)

const setErrors = <const W extends Readonly<Record<string, string>>>(words: W) =>
  [
    opt('error1', coded(words), 'when it is not accepted as it is'),
    opt('error2', coded(words), 'when there are more'),
    opt('error3', coded(words), 'when there are more'),
    opt('error4', coded(words), 'when there are more'),
    opt('error5', coded(words), 'when there are more'),
  ] as const
export const IK5 = segment('IK5', 'Set status', req('status', coded(STATUS)), ...setErrors(GUIDE_SET_ERROR))

export const AK9 = segment(
  'AK9',
  'Group status',
  req('status', coded({ ...STATUS, P: 'accepted in part' })),
  req('included', whole(6)),
  req('received', whole(6)),
  req('accepted', whole(6)),
  opt('error1', GROUP_ERROR, 'when something is wrong with the group itself'),
  opt('error2', GROUP_ERROR, 'when there are more'),
  opt('error3', GROUP_ERROR, 'when there are more'),
  opt('error4', GROUP_ERROR, 'when there are more'),
  opt('error5', GROUP_ERROR, 'when there are more'),
)

/* The 997 says the same of the standard alone. */

export const AK3 = segment(
  'AK3',
  'Segment in error',
  req('segment', id(2, 3)),
  req('position', whole(10)),
  opt('loop', id(1, 6), 'when the segment stands in a loop'),
  opt('error', coded(SEGMENT_ERROR), 'when there is a code for it'),
)
export const AK4 = segment(
  'AK4',
  'Element in error',
  req('position', IN_SEGMENT),
  opt('reference', whole(4), 'when the element has a number in the dictionary'),
  req('error', coded(ELEMENT_ERROR)),
  opt('bad', id(1, 99), 'when the value may be told'),
)
export const AK5 = segment('AK5', 'Set status', req('status', coded(STATUS)), ...setErrors(SET_ERROR))

/** TA1, which stands in the envelope and belongs to no set: whose envelope it answers, and what became of it. */
export const TA1 = segment(
  'TA1',
  'Interchange acknowledgment',
  req('control', id(9, 9)),
  req('date', id(6, 6)),
  req('time', id(4, 4)),
  req('status', coded({ A: 'accepted', E: 'accepted, errors noted', R: 'rejected' })),
  req('note', listed(envelopeNotes, 3, 3, 'whole')),
)
