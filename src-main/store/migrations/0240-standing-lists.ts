/** Fees for some lines alone, the practice's own words for codes, and what an import of a list brought. */
export const standingLists = {
  number: 240,
  sql: `
create table fee_kept(
  code text not null,
  -- Those that must all be on the line, in their order; empty when the fee holds whatever is on it.
  modifiers text not null default '',
  -- A credential or a clinician whose sessions it holds for; empty and 0 when it holds for all.
  credential text not null default '',
  provider integer not null default 0,
  starts text not null,
  cents integer not null check (cents >= 0),
  primary key (code, modifiers, credential, provider, starts)) strict, without rowid;
insert into fee_kept(code, starts, cents) select code, starts, cents from fee;
drop table fee;
alter table fee_kept rename to fee;

create table own_code(code text primary key, words text not null) strict, without rowid;

create table list_import(
  id integer primary key,
  kind text not null check (kind in ('payers', 'fees', 'codes')),
  at text not null,
  by integer not null,
  name text not null,
  added integer not null,
  changed integer not null,
  withdrawn_at text) strict;

-- What an import wrote, and what stood there before: so it can be taken back as a whole.
create table list_import_row(
  import integer not null references list_import(id),
  n integer not null,
  what text not null check (what in ('payer', 'fee', 'words')),
  key text not null,
  was text,
  now text not null,
  primary key (import, n)) strict, without rowid;
`,
}
