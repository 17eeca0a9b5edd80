/** What was fetched from the other side, by what it looked like there: it is not fetched again, whether or not it was left where it lay. */
export const fetched = {
  number: 310,
  sql: `
create table fetched(
  connection integer not null references connection(id),
  path text not null,
  size integer not null,
  modified text not null,
  file integer references file(id),
  at text not null,
  -- What was to be done with it over there is done.
  settled integer not null default 0 check (settled in (0, 1)),
  primary key (connection, path, size, modified)) strict, without rowid;
`,
}
