// @ts-check
import { homedir } from 'node:os'
import { join } from 'node:path'

/** The folder of the project. */
export const root = join(import.meta.dirname, '..', '..')

/** @param {...string} parts */
export const inProject = (...parts) => join(root, ...parts)

/** What is kept between runs and belongs to no project: the development runtime. */
export const cacheFolder = join(process.env['XDG_CACHE_HOME'] || join(homedir(), '.cache'), 'parity-runtime')
