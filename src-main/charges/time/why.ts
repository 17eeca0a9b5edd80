import type { Rung } from './ladders.ts'

/* The sentences of a rung. */

/** `53 minutes or more is 90837.` */
export const reachOf = (rung: Rung, next: Rung | undefined): string => {
  if (rung.more) return `${rung.from} to ${rung.more.from - 1} minutes are ${rung.code}.`
  return next ? `${rung.from} to ${next.from - 1} minutes are ${rung.code}.` : `${rung.from} minutes or more is ${rung.code}.`
}

export const firstWhy = (rung: Rung): string => `The first ${(rung.more?.from ?? rung.from) - 1} minutes are ${rung.code}.`
const steps = (step: number): string => (step === 60 ? 'hour' : step === 30 ? 'half hour' : `${step} minutes`)

export function whole(rung: Rung, extra: number, reach: string): string {
  if (extra === 0 || !rung.more) return reach
  return `The first ${rung.more.from - 1} minutes are ${rung.code}, each begun ${steps(rung.more.step)} from minute ${rung.more.from} one ${rung.more.code}.`
}

export function moreWhy(minutes: number, { more }: Rung, extra: number): string {
  if (!more) return ''
  const next = more.from + extra * more.step
  return `${extra === 1 ? 'One unit' : `${extra} units`} of ${more.code}: minute ${more.from}${extra > 1 ? ` and each ${more.step} after it` : ''}. ${minutes} is short of ${next}, where the next begins.`
}

export function margin(minutes: number, rung: Rung, under: Rung | undefined): string {
  const spare = minutes - rung.from
  if (spare > 3 || under === undefined) return ''
  return spare === 0 ? `One fewer would be ${under.code}.` : `${spare + 1} fewer would be ${under.code}.`
}
