/** Saved views that are shared, and how each person has them: their order, and which stand on the rail. */
export const lists = {
  number: 110,
  sql: `
alter table saved_view add column is_shared integer not null default 0 check (is_shared in (0, 1));
create table view_place(
  person integer not null,
  view integer not null references saved_view(id),
  position integer,
  is_on_rail integer not null default 0 check (is_on_rail in (0, 1)),
  primary key (person, view)) strict, without rowid;
create index view_place_view on view_place(view);
`,
}
