/** What a payer told of a request. */
export type CallSaid = 'in-review' | 'not-received' | 'decided' | 'other'

/** What it made of one that was taken back: nothing yet, cancelled, not decided, or it goes on. */
export type WithdrawalOutcome = 'asked' | 'cancelled' | 'open' | 'refused'
