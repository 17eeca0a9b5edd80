/** Who else is on a claim, where it took place, what the patient paid on it; and which of that a payer is told. */
export const claimParties = {
  number: 410,
  sql: `
create table claim_party(
  claim integer primary key references claim(id),
  -- AMT F5, in cents.
  paid integer check (paid > 0),
  -- 2310A.
  referrer_last text,
  referrer_first text,
  referrer_npi text,
  -- 2310C.
  site_name text,
  site_npi text,
  site_line1 text,
  site_city text,
  site_state text,
  site_zip text) strict;

-- What the patient paid is told to a payer that asks for it: many pay that much less.
alter table payer add column tells_paid integer not null default 0 check (tells_paid in (0, 1));
alter table payer add column wants_referrer integer not null default 0 check (wants_referrer in (0, 1));
alter table payer add column names_site integer not null default 1 check (names_site in (0, 1));
alter table payer add column names_taxonomy integer not null default 1 check (names_taxonomy in (0, 1));
`,
}
