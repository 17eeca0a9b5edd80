/** Claims that leave on paper. */
export const paperClaims = {
  number: 340,
  sql: `
-- How a claim left: in a file, or printed on the form that its file holds.
alter table submission add column way text not null default 'file' check (way in ('file', 'paper'));

-- How far each printer stands off the red form, in hundredths of an inch: to the right, and down.
create table form_printer(
  name text primary key,
  across integer not null check (across between -100 and 100),
  down integer not null check (down between -100 and 100)) strict, without rowid;
`,
}
