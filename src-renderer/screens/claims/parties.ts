import { z } from 'zod'
import type { Input, Output } from '../../../src-shared/contract/index.ts'
import { cents } from '../../../src-shared/money.ts'

/* Who else a claim names, as the form has it: a person without a last name and a place without a name are none. */

type Claim = Output<'claims.get'>

const text = z.string().trim().nullable()
export const Parties = {
  paid: z.int().min(0).nullable(),
  referrerLast: text,
  referrerFirst: text,
  referrerNpi: text,
  siteName: text,
  siteNpi: text,
  siteLine1: text,
  siteCity: text,
  siteState: text,
  siteZip: text,
}
const Whole = z.strictObject(Parties)
export type PartyFields = z.infer<typeof Whole>

export const partyFields = ({ paid, referrer, site }: Claim): PartyFields => ({
  paid,
  referrerLast: referrer?.last ?? null,
  referrerFirst: referrer?.first ?? null,
  referrerNpi: referrer?.npi ?? null,
  siteName: site?.name ?? null,
  siteNpi: site?.npi ?? null,
  siteLine1: site?.line1 ?? null,
  siteCity: site?.city ?? null,
  siteState: site?.state ?? null,
  siteZip: site?.zip ?? null,
})

/** As the engine takes them. */
export const partiesIn = (form: PartyFields): Pick<Input<'claims.mend'>, 'paid' | 'referrer' | 'site'> => ({
  paid: form.paid === null ? null : cents(form.paid),
  referrer: form.referrerLast ? { last: form.referrerLast, first: form.referrerFirst ?? '', npi: form.referrerNpi ?? '' } : null,
  site: form.siteName
    ? {
        name: form.siteName,
        npi: form.siteNpi || null,
        line1: form.siteLine1 ?? '',
        city: form.siteCity ?? '',
        state: form.siteState ?? '',
        zip: form.siteZip ?? '',
      }
    : null,
})
