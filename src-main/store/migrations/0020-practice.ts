/** The standing data: the practice, who it bills as, its clinicians, payers, patients, coverages, fees. */
export const practice = {
  number: 20,
  sql: `
create table practice(
  id integer primary key check (id = 1),
  name text not null,
  phone text not null default '',
  contact text not null default '',
  submitter_id text not null default '',
  -- Six characters that begin every claim number of this store, so that no other store makes the same.
  prefix text not null,
  is_sample integer not null default 0) strict;

-- Who bills: a practice has one billing provider at least; claims of before Parity may name others.
create table biller(
  id integer primary key,
  name text not null,
  first text,
  is_person integer not null default 0,
  npi text,
  tax_id text,
  tax_id_kind text not null default 'EI' check (tax_id_kind in ('EI', 'SY')),
  taxonomy text,
  line1 text not null default '', line2 text, city text not null default '', state text, zip text, country text,
  phone text,
  is_ours integer not null default 0) strict;
create unique index biller_npi on biller(npi) where npi is not null;

create table provider(
  id integer primary key,
  last text not null,
  first text,
  credential text not null default '',
  discipline text not null default 'other',
  npi text,
  taxonomy text,
  is_person integer not null default 1,
  is_active integer not null default 1) strict;
create unique index provider_npi on provider(npi) where npi is not null;

create table payer(
  id integer primary key,
  name text not null,
  edi_id text not null,
  eligibility_id text,
  kind text not null check (kind in ('commercial', 'blue', 'medicare', 'medicare-advantage', 'medicaid', 'tricare', 'other')),
  filing text not null,
  line1 text, line2 text, city text, state text, zip text,
  phone text,
  appeals_line1 text, appeals_city text, appeals_state text, appeals_zip text, appeals_fax text,
  filing_days integer not null,
  corrected_days integer not null,
  appeal_days integer not null,
  -- What the payer wants behind a video visit; an empty text is none.
  video_modifier text not null default '95',
  audio_modifier text not null default '93') strict;
create unique index payer_edi on payer(edi_id);

create table patient(
  id integer primary key,
  last text not null,
  first text not null,
  middle text,
  suffix text,
  born text,
  sex text check (sex in ('F', 'M', 'U')),
  line1 text, line2 text, city text, state text, zip text,
  phone text,
  -- LAST|FIRST in capitals, as names are compared: SQLite's own upper() knows the letters A to Z only.
  folded_name text not null,
  created_at text not null) strict;
create index patient_name on patient(last, first, id);
create index patient_folded on patient(folded_name, born);
create index patient_born on patient(born, id);

create virtual table patient_search using fts5(words, content = '', contentless_delete = 1, tokenize = 'trigram');
create trigger patient_search_insert after insert on patient begin
  insert into patient_search(rowid, words) values (new.id, new.first || ' ' || new.last || ' ' || new.first);
end;
create trigger patient_search_update after update of first, last on patient begin
  delete from patient_search where rowid = old.id;
  insert into patient_search(rowid, words) values (new.id, new.first || ' ' || new.last || ' ' || new.first);
end;
create trigger patient_search_delete after delete on patient begin
  delete from patient_search where rowid = old.id;
end;

-- The diagnoses a clinician set; a biller may flag them, never change them.
create table patient_diagnosis(
  patient integer not null references patient(id),
  position integer not null,
  code text not null,
  since text not null,
  primary key (patient, position)) strict, without rowid;

create table coverage(
  id integer primary key,
  patient integer not null references patient(id),
  payer integer not null references payer(id),
  position integer not null check (position between 1 and 11),
  member_id text not null,
  group_number text,
  plan text,
  filing text,
  relationship text not null default '18',
  -- The subscriber, when the patient is a dependent.
  subscriber_last text, subscriber_first text, subscriber_middle text, subscriber_born text, subscriber_sex text,
  starts text,
  ends text) strict;
create index coverage_patient on coverage(patient, position);
create index coverage_member on coverage(member_id);
create index coverage_payer on coverage(payer);

-- What the practice charges, from a day on.
create table fee(code text not null, starts text not null, cents integer not null check (cents >= 0), primary key (code, starts)) strict, without rowid;

-- What a payer's contract allows, from a day on.
create table rate(
  payer integer not null references payer(id),
  code text not null,
  starts text not null,
  cents integer not null check (cents >= 0),
  primary key (payer, code, starts)) strict, without rowid;

create table appointment(
  id integer primary key,
  patient integer not null references patient(id),
  provider integer not null references provider(id),
  day text not null,
  start text not null,
  stop text not null,
  service text not null,
  mode text not null check (mode in ('in-person', 'video', 'audio')),
  status text not null default 'booked' check (status in ('booked', 'held', 'cancelled', 'no-show'))) strict;
create index appointment_day on appointment(day, start, id);
create index appointment_patient on appointment(patient, day);
`,
}
