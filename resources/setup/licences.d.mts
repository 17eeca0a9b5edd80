import type { Plugin } from 'vite'

export declare function licences(): readonly {
  readonly name: string
  readonly version: string
  readonly licence: string
  readonly text: string
}[]
export declare function licencesModule(): Plugin
