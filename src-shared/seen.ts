/*
 * Signs that are not seen and yet change what is: they turn the order of what follows, hide, or steer a terminal. In text of others they are shown by
 * their number, so that `invoice[U+202E]fdp.exe` is what it is. What languages need stays: joiners (U+200C, U+200D), marks on letters, and right-to-left
 * letters themselves.
 */

/** Controls but for tab and line breaks; soft hyphen, grapheme joiner, bidi controls, zero widths, annotations, tags, halves of pairs. */
const HIDDEN =
  // eslint-disable-next-line no-control-regex, no-misleading-character-class -- finding them is the purpose
  /[\0-\x08\x0B\x0C\x0E-\x1F\x7F-\x9F\u00AD\u034F\u061C\u115F\u1160\u17B4\u17B5\u180E\u200B\u200E\u200F\u2028-\u202E\u2060-\u206F\u3164\uFEFF\uFFA0\uFFF0-\uFFFB]|\p{Surrogate}|[\u{E0000}-\u{E007F}]/u
const EACH = new RegExp(HIDDEN.source, 'gu')

/** Text with its hidden signs shown, as `[U+202E]`; the same text when it has none. */
export const seen = (text: string): string =>
  HIDDEN.test(text) ? text.replace(EACH, (sign) => `[U+${(sign.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}]`) : text
