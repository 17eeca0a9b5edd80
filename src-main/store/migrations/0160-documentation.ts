/** Which facts of a session's record are there. */
export const documentation = {
  number: 160,
  sql: `
-- Facts only, never a word of a note: 1 it is there, 0 it is not, null nobody looked.
create table documentation(
  charge integer primary key references charge(id),
  times integer check (times in (0, 1)),
  modality integer check (modality in (0, 1)),
  location integer check (location in (0, 1)),
  necessity integer check (necessity in (0, 1)),
  plan integer check (plan in (0, 1)),
  signed_on text,
  user integer not null,
  at text not null) strict;
`,
}
