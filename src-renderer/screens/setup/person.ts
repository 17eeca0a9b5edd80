import type { Output } from '../../../src-shared/contract/index.ts'

/** One who may sign in, as the list of people has it. */
export type Person = Output<'people.list'>[number]
