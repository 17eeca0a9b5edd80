/** Sessions that came in a file of another system. */
export const intake = {
  number: 170,
  sql: `
-- One import, and what it brought.
create table intake_import(
  id integer primary key,
  at text not null,
  by integer not null,
  name text not null,
  source text not null,
  added integer not null default 0,
  changed integer not null default 0,
  cancelled integer not null default 0,
  withdrawn_at text) strict;

-- What an import said of a session, and what stood here before when it changed one: so an import can be taken back.
create table intake_session(
  import integer not null references intake_import(id),
  appointment integer not null references appointment(id),
  source text not null,
  -- The number of the session in the system it comes from.
  external text,
  code text not null default '',
  modifiers text not null default '',
  pos text not null default '',
  units integer,
  cents integer,
  was text,
  primary key (import, appointment)) strict, without rowid;
create index intake_session_appointment on intake_session(appointment, import);

-- Who is meant by a name or number of another system, once a person said so or the import made them.
create table intake_person(
  source text not null,
  is_clinician integer not null,
  key text not null,
  patient integer references patient(id),
  provider integer references provider(id),
  primary key (source, is_clinician, key)) strict, without rowid;
create index intake_person_patient on intake_person(patient);

-- What a person said of the columns of a table, under a digest of its heads.
create table intake_mapping(heads text primary key, columns text not null) strict, without rowid;
`,
}
