/** What payers were asked to authorize, and what they decided. */
export const reviews = {
  number: 230,
  sql: `
-- A request for an authorization (278), with what was asked for as it was asked, and the payer's newest decision on it. What the payer did not state is
-- null. Quantities are whole parts of the unit, as those of the authorization.
create table review(
  id integer primary key,
  authorization integer not null references authorization(id),
  -- BHT03; the traces are it, a hyphen and a number.
  reference text not null unique,
  -- UM02: initial, renewal, extension.
  certification text not null check (certification in ('I', 'R', '4')),
  asked_at text not null,
  asked_by integer not null,
  request integer not null references file(id),
  starts text not null,
  ends text not null,
  unit text not null check (unit in ('visit', 'unit', 'hour', 'day')),
  amount integer not null check (amount between 1 and 1000000),
  outcome text not null default 'asked' check (outcome in ('asked', 'certified', 'modified', 'denied', 'pended', 'contact', 'not-needed', 'cancelled',
    'rejected')),
  answer integer references file(id),
  answered_at text,
  first_segment integer,
  last_segment integer,
  number text,
  reference_said text,
  starts_said text,
  ends_said text,
  unit_said text check (unit_said in ('visit', 'unit', 'hour', 'day')),
  amount_said integer check (amount_said between 1 and 1000000),
  -- Why, line by line: the payer's reasons, refusals and messages.
  words text not null default '',
  -- Whom to call.
  contact text not null default '',
  settled_at text,
  settled_by integer,
  check ((outcome = 'asked') = (answered_at is null)),
  check ((settled_at is null) = (settled_by is null))) strict;
create index review_authorization on review(authorization, id);
`,
}
