import { describe, expect, it } from 'vitest'
import { holdsCardNumber } from './card.ts'

describe('a card number in a text', () => {
  it.each(['4242424242424242', '4242 4242 4242 4242', 'card 5555-5555-5555-4444 exp 12/29', '378282246310005', '6011111111111117'])(
    'is found: %s',
    (text) => expect(holdsCardNumber(text)).toBe(true),
  )

  it.each(['4242 4242 4242 4242 12/29', '4242424242424242 123', '4242424242424242 1229 123', '7 4242-4242-4242-4242'])(
    'is found among other digits: %s',
    (text) => expect(holdsCardNumber(text)).toBe(true),
  )

  it.each(['', '1042', 'check 100042', 'approval 042871', '4242424242424241', 'terminal 7, slip 20261119', '555-0100-142'])(
    'is not seen where there is none: %s',
    (text) => expect(holdsCardNumber(text)).toBe(false),
  )
})
