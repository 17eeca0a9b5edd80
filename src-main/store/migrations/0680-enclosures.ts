/** Pages of the record that go with an appeal, as they leave: on US Letter, whatever they were; and which exhibits go, in which order. */
export const enclosures = {
  number: 680,
  sql: `
create table enclosure(
  id integer primary key,
  appeal integer not null references appeal(id),
  kind text not null check (kind in ('treatment-plan', 'note', 'scale', 'statement', 'criteria', 'authorization', 'representative', 'decision', 'proof', 'other')),
  title text not null,
  -- Why the argument needs it (45 CFR 164.502(b)).
  shows text not null,
  -- What the file was called, and its bytes' digest.
  name text not null,
  sha256 text not null,
  pages integer not null check (pages between 1 and 500),
  pdf blob not null,
  added_at text not null,
  added_by integer not null) strict;
create index enclosure_appeal on enclosure(appeal, id);

-- The exhibits by their ids, parted by spaces; null is those its template wants.
alter table appeal add column exhibits text;
`,
}
