import categoriesFile from '../../resources/codes/claim-status-categories.json' with { type: 'json' }
import statusFile from '../../resources/codes/claim-status.json' with { type: 'json' }
import entitiesFile from '../../resources/codes/entities.json' with { type: 'json' }
import { type Coded, type Table, table, unknownWords } from './table.ts'

export type ClaimStatusCategory = Coded & {
  /** Opens a sentence: `Rejected`. */
  readonly lead: string
  readonly bucket: 'accepted' | 'rejected' | 'pending' | 'act' | 'final' | 'not-found' | 'retry' | 'info'
  readonly fix: string
}

/** `{entity}` in the words stands for the party that the status names. */
export type ClaimStatus = Coded & { readonly fix: string; readonly retired?: boolean }

/** Source: X12 external list 507 in our words. */
export const claimStatusCategories = table<ClaimStatusCategory>(categoriesFile)

/** Source: X12 external list 508 in our words. */
export const claimStatuses = table<ClaimStatus>(statusFile)

/** The status codes worded without a party, for where the party stands beside the code. */
export const claimStatusTexts: Table<Coded> = {
  get rows() {
    return claimStatuses.rows.map(partyless)
  },
  find(code) {
    const row = claimStatuses.find(code)
    return row && partyless(row)
  },
}

const partyless = ({ code, words }: Coded): Coded => ({ code, words: withParty(words, undefined) })

/** Who a code speaks of, worded for the middle of a sentence. Source: element 98. */
export const entities = table<Coded>(entitiesFile)

/** One composite of STC as a sentence for a biller: `Rejected: rendering provider's NPI`. Source: lists 507 and 508, element 98. */
export function claimStatusWords(category: string, status: string, entity?: string): string {
  const lead = claimStatusCategories.find(category)?.lead ?? `Status ${category}`
  return `${lead}: ${withParty(claimStatuses.find(status)?.words ?? unknownWords(status), entity)}`
}

function withParty(words: string, entity: string | undefined): string {
  if (entity === undefined || entity === '') return words.replaceAll("{entity}'s ", '').replaceAll('{entity}', 'a party of the claim')
  return words.replaceAll('{entity}', entities.find(entity)?.words ?? `party ${entity}`)
}
