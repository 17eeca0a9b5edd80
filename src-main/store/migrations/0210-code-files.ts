/** Published files of codes that a practice took in. */
export const codeFiles = {
  number: 210,
  sql: `
create table code_import(
  id integer primary key,
  kind text not null check (kind in ('icd10', 'hcpcs', 'ptp', 'mue', 'places', 'telehealth', 'cpt')),
  name text not null,
  sha256 text not null,
  -- From which date of service on it holds.
  starts text not null,
  at text not null,
  person integer not null,
  who text not null,
  rows integer not null,
  passed integer not null,
  bad integer not null,
  added integer not null,
  ended integer not null,
  changed integer not null,
  untouched integer not null,
  -- An import whose rows are not all there yet holds for nothing.
  is_whole integer not null default 0 check (is_whole in (0, 1)),
  withdrawn_at text,
  withdrawn_by integer) strict;
create index code_import_kind on code_import(kind, starts, id);

create table code_row(
  import integer not null references code_import(id),
  code text not null,
  other text not null,
  starts text not null,
  ends text,
  value text not null,
  words text not null,
  primary key (import, code, other, starts)) strict, without rowid;
`,
}
