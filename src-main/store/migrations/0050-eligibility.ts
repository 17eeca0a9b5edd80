/** What payers answered about coverage, and which segment each figure came from. */
export const eligibility = {
  number: 50,
  sql: `
create table inquiry(
  id integer primary key,
  appointment integer references appointment(id),
  coverage integer not null references coverage(id),
  patient integer not null references patient(id),
  payer integer not null references payer(id),
  day text not null,
  trace text not null unique,
  asked_at text not null,
  request integer references file(id),
  answer integer references file(id),
  answered_at text,
  outcome text not null default 'asked' check (outcome in ('asked', 'active', 'inactive', 'undetermined', 'rejected', 'other-administrator')),
  plan text,
  plan_begins text,
  plan_ends text,
  network text check (network in ('in', 'out')),
  copay integer,
  coinsurance integer,
  deductible integer,
  deductible_left integer,
  out_of_pocket integer,
  out_of_pocket_left integer,
  visits integer,
  visits_left integer,
  authorization text check (authorization in ('Y', 'N', 'U')),
  administrator text,
  administrator_id text,
  reject_code text,
  messages text) strict;
create index inquiry_appointment on inquiry(appointment, id);
create index inquiry_patient on inquiry(patient, day);

-- Where a figure of the card came from: the ordinal of the segment in the answer.
create table inquiry_source(
  inquiry integer not null references inquiry(id),
  field text not null,
  segment integer not null,
  primary key (inquiry, field)) strict, without rowid;
`,
}
