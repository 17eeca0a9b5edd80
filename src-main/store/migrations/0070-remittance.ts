/** Remittances as read, each claim payment with what became of it. */
export const remittance = {
  number: 70,
  sql: `
create table remittance(
  id integer primary key,
  file integer not null references file(id),
  set_ordinal integer not null,
  -- SHA-256 over the canonical segments without envelope: the same payment under another name is the same.
  digest text not null unique,
  payer integer references payer(id),
  payer_name text not null,
  payer_number text not null default '',
  trace text not null,
  day text not null,
  method text not null,
  cents integer not null,
  provider_cents integer not null default 0,
  claims integer not null,
  status text not null check (status in ('rehearsed', 'posted', 'partly', 'quarantined')),
  reason text not null default '',
  off_cents integer not null default 0,
  posted_at text,
  created_at text not null) strict;
create index remittance_day on remittance(day, id);
create index remittance_status on remittance(status, day desc, id desc);
-- Payer, trace, date and amount name one payment: a second with other content waits for a person.
create unique index remittance_payment on remittance(payer_number, trace, day, cents) where status in ('posted', 'partly');

create table remit_claim(
  id integer primary key,
  remittance integer not null references remittance(id),
  n integer not null,
  control text not null,
  status text not null,
  charge integer not null,
  paid integer not null,
  patient integer not null default 0,
  contractual integer not null default 0,
  denied integer not null default 0,
  payer_control text not null default '',
  -- The payer's number of the decision this one corrects (REF F8).
  original_control text not null default '',
  patient_last text not null default '',
  patient_first text not null default '',
  member_id text not null default '',
  day text,
  codes text not null default '',
  -- The payer it was sent on to (NM1 TT).
  forwarded_to text not null default '',
  claim integer references claim(id),
  matched_by text not null default '',
  outcome text not null check (outcome in ('will-post', 'held', 'posted', 'unreadable')),
  becomes text not null default '',
  reason text not null default '',
  off_cents integer not null default 0,
  entry integer references entry(id),
  -- The earlier claim payment that this one, a reversal, took back.
  reverses integer references remit_claim(id),
  from_segment integer not null,
  to_segment integer not null,
  unique(remittance, n)) strict;
create index remit_claim_claim on remit_claim(claim);
create unique index remit_claim_reversed_once on remit_claim(reverses) where reverses is not null;

create table remit_line(
  id integer primary key,
  remit_claim integer not null references remit_claim(id),
  n integer not null,
  code text not null,
  modifiers text not null default '',
  submitted text,
  charge integer not null,
  paid integer not null,
  allowed integer,
  units integer,
  day text,
  control text,
  line integer references claim_line(id),
  matched_by text not null default '',
  segment integer not null,
  unique(remit_claim, n)) strict;
create index remit_line_line on remit_line(line);

create table remit_adjustment(
  id integer primary key,
  remit_claim integer not null references remit_claim(id),
  remit_line integer references remit_line(id),
  group_code text not null,
  reason text not null,
  cents integer not null,
  quantity integer,
  segment integer not null) strict;
create index remit_adjustment_claim on remit_adjustment(remit_claim);

create table remit_remark(
  remit_claim integer not null references remit_claim(id),
  n integer not null,
  remit_line integer references remit_line(id),
  code text not null,
  segment integer not null,
  primary key (remit_claim, n)) strict, without rowid;

create table remit_provider(
  remittance integer not null references remittance(id),
  n integer not null,
  code text not null,
  reference text not null default '',
  cents integer not null,
  segment integer not null,
  primary key (remittance, n)) strict, without rowid;
`,
}
