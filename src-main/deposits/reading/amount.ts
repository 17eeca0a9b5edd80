import { parseMoney, type Cents } from '../../../src-shared/money.ts'

/** Reads an amount as banks write it: `$1,234.50`, `(12.30)`, `-12.30`, `12.30-`, `+12.30`; undefined when it is none. */
export function amountOf(text: string): Cents | undefined {
  const plain = text.replaceAll(/\s|USD/g, '')
  const signed = plain.replace(/^\((.*)\)$/, '-$1').replace(/^(.*\d)-$/, '-$1')
  return parseMoney(
    signed
      .replace(/^\+/, '')
      .replace(/^\$-/, '-$')
      .replace(/^(-?)\$/, '$1'),
    true,
  )
}
