import fc from 'fast-check'

/**
 * Laws are held for the same draws on every machine, so that a run that fails can be run again, and no change is blamed for another's mistake.
 * `SEED=random` draws anew each time, and `SEED=n` as a run did that told its seed.
 */
const { SEED = '20261123' } = process.env
if (SEED !== 'random') fc.configureGlobal({ seed: parseInt(SEED, 10) })
