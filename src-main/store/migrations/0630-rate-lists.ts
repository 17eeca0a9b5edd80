/** Contract rates come in by tables as well, and are taken back as a whole. */
export const rateLists = {
  number: 630,
  sql: `
create table list_import_kept(
  id integer primary key,
  kind text not null check (kind in ('payers', 'fees', 'codes', 'rates')),
  at text not null,
  by integer not null,
  name text not null,
  added integer not null,
  changed integer not null,
  withdrawn_at text) strict;
insert into list_import_kept select id, kind, at, by, name, added, changed, withdrawn_at from list_import;

create table list_import_row_kept(
  import integer not null references list_import_kept(id),
  n integer not null,
  what text not null check (what in ('payer', 'fee', 'words', 'rate')),
  key text not null,
  was text,
  now text not null,
  primary key (import, n)) strict, without rowid;
insert into list_import_row_kept select import, n, what, key, was, now from list_import_row;

drop table list_import_row;
drop table list_import;
alter table list_import_kept rename to list_import;
alter table list_import_row_kept rename to list_import_row;
`,
}
