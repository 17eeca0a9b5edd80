/** People, the audit log, what keeps substance-use records apart (42 CFR Part 2), what left, and what waits for a second person. */
export const trust = {
  number: 90,
  sql: `
-- Names stand in the key ring too, which the lock screen reads; what a person may do stands here alone.
create table person(
  id integer primary key,
  name text not null unique,
  role text not null check (role in ('owner', 'lead', 'biller', 'front', 'clinician', 'auditor', 'emergency')),
  part2 integer not null default 0 check (part2 in (0, 1)),
  provider integer references provider(id),
  is_active integer not null default 1 check (is_active in (0, 1)),
  is_starter integer not null default 0 check (is_starter in (0, 1)),
  last_sign_in text
) strict;

-- What was typed and not saved belongs to who typed it; until now there was one person.
update draft set key = '1 ' || key;

-- The key of the audit chain outlives a change of the store key, so it stands inside the encrypted book.
create table audit_key(id integer primary key check (id = 1), key text not null) strict;
insert into audit_key(id, key) values (1, lower(hex(randomblob(32))));

create table audit(
  seq integer primary key,
  at text not null,
  generation integer not null,
  user integer not null,
  name text not null,
  role text not null,
  device text not null,
  action text not null,
  kind text not null check (kind in ('view', 'change', 'money', 'export', 'security', 'refusal')),
  object text,
  patient integer,
  outcome text not null check (outcome in ('ok', 'failed', 'refused')),
  code text,
  fields text not null default '',
  reason text,
  -- The entries of the ledger this change made, so that every cent has its row here.
  entry_from integer,
  entry_to integer,
  request text,
  prev text not null,
  mac text not null
) strict;
create index audit_by_patient on audit(patient, seq) where patient is not null;
create index audit_by_user on audit(user, seq);
create index audit_by_time on audit(at, seq);
create index audit_by_action on audit(action, seq);
create index audit_by_entry on audit(entry_from) where entry_from is not null;
create trigger audit_stays before update on audit begin select raise(abort, 'audit rows stay'); end;
create trigger audit_remains before delete on audit begin select raise(abort, 'audit rows stay'); end;

create table part2_rule(
  id integer primary key check (id = 1),
  whole integer not null default 0 check (whole in (0, 1)),
  codes integer not null default 1 check (codes in (0, 1))
) strict;
insert into part2_rule(id) values (1);
-- What an owner may set: minutes until the window locks itself, and how much is written off without a second person.
create table limits(
  id integer primary key check (id = 1),
  idle_minutes integer not null default 10 check (idle_minutes between 1 and 30),
  write_off_biller integer not null default 5000 check (write_off_biller >= 0),
  write_off_lead integer not null default 50000 check (write_off_lead >= 0)
) strict;
insert into limits(id) values (1);
alter table provider add column part2 integer not null default 0 check (part2 in (0, 1));

create table episode(
  id integer primary key,
  patient integer not null references patient(id),
  program text not null,
  source text not null check (source in ('program', 'provider', 'code', 'whole')),
  -- Whose sessions it is about, when a clinician made it one.
  provider integer references provider(id),
  starts text not null,
  ends text,
  by text not null,
  at text not null,
  -- Taken back as a mistake, and why; the row stays.
  removed text
) strict;
create index episode_by_patient on episode(patient) where removed is null;

-- Whose patient somebody is, for the clinician who sees his own alone.
create index appointment_clinician on appointment(patient, provider);
create index charge_clinician on charge(patient, provider);

create table consent(
  id integer primary key,
  patient integer not null references patient(id),
  kind text not null check (kind in ('tpo', 'payment', 'specific', 'legal')),
  discloser text not null,
  scope text not null,
  payer integer references payer(id),
  recipient text,
  purpose text not null,
  signed_on text not null,
  signer text not null,
  relation text not null,
  method text not null,
  expires text,
  revoked_on text,
  by text not null,
  at text not null
) strict;
create index consent_by_patient on consent(patient);

create table disclosure(
  id integer primary key,
  patient integer not null references patient(id),
  day text not null,
  recipient text not null,
  what text not null,
  purpose text not null,
  basis text not null,
  consent integer references consent(id),
  -- What left: a file, a claim; so that one leaving is noted once.
  source text not null default '',
  by text not null,
  at text not null
) strict;
create index disclosure_by_patient on disclosure(patient, day);
create unique index disclosure_once on disclosure(patient, source) where source <> '';

create table approval(
  id integer primary key,
  kind text not null check (kind in ('write-off')),
  denial integer not null references denial(id),
  cents integer not null check (cents > 0),
  -- What shall be done when it is approved, as the call that asked.
  input text not null,
  asked_by integer not null references person(id),
  asked_at text not null,
  state text not null default 'waiting' check (state in ('waiting', 'approved', 'declined')),
  decided_by integer references person(id),
  decided_at text,
  note text not null default '',
  check (decided_by is null or decided_by <> asked_by or state = 'declined')
) strict;
create unique index approval_waits_once on approval(denial) where state = 'waiting';
`,
}
