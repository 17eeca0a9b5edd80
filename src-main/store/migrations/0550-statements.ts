/**
 * What patients are asked for on paper. A statement keeps what it said and the file it was; a new one is another row. Who gets none for now stands in
 * `statement_hold`; what the practice says on each, and when, in `statement_terms`.
 */
export const statements = {
  number: 550,
  sql: `
create table statement_terms(
  id integer primary key check (id = 1),
  policy text not null,
  -- One for what is open for 30 days at most, 60, 90, and longer.
  fresh text not null,
  month text not null,
  two_months text not null,
  old text not null,
  least integer not null check (least >= 0),
  every integer not null check (every >= 0),
  pay_within integer not null check (pay_within > 0)) strict;

create table statement_hold(
  patient integer primary key references patient(id),
  why text not null check (why <> ''),
  at text not null,
  by integer not null) strict;

create table statement(
  id integer primary key,
  number text not null unique,
  patient integer not null references patient(id),
  day text not null,
  pay_by text not null,
  cents integer not null check (cents > 0),
  -- Held for the patient and taken off what is asked.
  waiting integer not null check (waiting >= 0),
  fresh integer not null,
  month integer not null,
  two_months integer not null,
  old integer not null,
  -- Exactly what was printed.
  file integer not null references file(id),
  at text not null,
  by integer not null,
  check (fresh + month + two_months + old = cents)) strict;
create index statement_patient on statement(patient, day);

create trigger statement_kept before update on statement begin select raise(abort, 'ledger.append-only'); end;
create trigger statement_stays before delete on statement begin select raise(abort, 'ledger.append-only'); end;
`,
}
