/** Charges, and the claims made of them. */
export const claims = {
  number: 60,
  sql: `
create table charge(
  id integer primary key,
  appointment integer references appointment(id),
  patient integer not null references patient(id),
  provider integer not null references provider(id),
  coverage integer references coverage(id),
  day text not null,
  start text not null,
  stop text not null,
  minutes integer not null,
  service text not null,
  mode text not null,
  place text not null,
  outcome text not null check (outcome in ('billed', 'unbillable')),
  reason text not null default '',
  cents integer not null,
  user integer not null,
  created_at text not null) strict;
create unique index charge_appointment on charge(appointment) where appointment is not null;
create index charge_day on charge(day, start, id);
create index charge_patient on charge(patient, day);

create table charge_line(
  charge integer not null references charge(id),
  n integer not null,
  code text not null,
  modifiers text not null default '',
  units integer not null,
  pointers text not null,
  cents integer not null,
  primary key (charge, n)) strict, without rowid;

create table charge_diagnosis(
  charge integer not null references charge(id),
  n integer not null,
  code text not null,
  primary key (charge, n)) strict, without rowid;

create table claim(
  id integer primary key,
  charge integer references charge(id),
  patient integer not null references patient(id),
  coverage integer not null references coverage(id),
  payer integer not null references payer(id),
  biller integer not null references biller(id),
  provider integer references provider(id),
  status text not null check (status in ('draft', 'ready', 'held', 'rejected', 'sent', 'received', 'accepted', 'silent', 'paid', 'partly-paid', 'short',
    'with-patient', 'denied', 'appealed', 'overturned', 'reversed', 'voided', 'closed')),
  frequency text not null default '1',
  place text not null,
  first_day text not null,
  last_day text not null,
  codes text not null,
  cents integer not null,
  payer_control text,
  authorization text,
  origin text not null check (origin in ('charge', 'file')),
  -- The living submission's batch; a claim is in one at most.
  batch integer references batch(id),
  file_by text not null,
  created_at text not null,
  sent_at text,
  status_at text not null) strict;
-- A charge becomes one claim.
create unique index claim_charge on claim(charge) where charge is not null;
create index claim_status on claim(status, first_day desc, id desc);
create index claim_day on claim(first_day, id);
create index claim_patient on claim(patient, first_day);
create index claim_payer on claim(payer, first_day, id);
create index claim_payer_control on claim(payer_control) where payer_control is not null;
create index claim_cents on claim(cents, id);
create index claim_batch on claim(batch) where batch is not null;

create table claim_line(
  id integer primary key,
  claim integer not null references claim(id),
  n integer not null,
  code text not null,
  modifiers text not null default '',
  units integer not null,
  pointers text not null,
  day text not null,
  through text,
  place text not null,
  cents integer not null,
  control text not null,
  unique(claim, n)) strict;
create index claim_line_control on claim_line(control);

create table claim_diagnosis(
  claim integer not null references claim(id),
  n integer not null,
  code text not null,
  primary key (claim, n)) strict, without rowid;

create table claim_finding(
  claim integer not null references claim(id),
  n integer not null,
  rule text not null,
  grade text not null check (grade in ('stop', 'warning', 'repair')),
  words text not null,
  field text not null default '',
  box text not null default '',
  source text not null default '',
  primary key (claim, n)) strict, without rowid;

-- Each time a claim leaves it has a number of its own (CLM01), and keeps it for ever.
create table submission(
  id integer primary key,
  claim integer not null references claim(id),
  n integer not null,
  control text not null,
  frequency text not null,
  batch integer references batch(id),
  file integer references file(id),
  from_segment integer,
  to_segment integer,
  -- What came back on this submission, whatever became of the claim since.
  answer text check (answer in ('received', 'accepted', 'rejected')),
  at text not null,
  unique(claim, n)) strict;
create index submission_control on submission(control);
-- Payers return numbers in capitals, without leading zeros, cut to twenty characters.
create index submission_control_loose on submission(ltrim(upper(control), '0'));
create index submission_batch on submission(batch);

-- What happened to a claim, newest last.
create table claim_event(
  id integer primary key,
  claim integer not null references claim(id),
  at text not null,
  day text not null,
  shape text not null,
  words text not null,
  detail text not null default '',
  user integer,
  file integer references file(id),
  segment integer) strict;
create index claim_event_claim on claim_event(claim, id);
`,
}
