/** The day on which the money of a remittance came to the bank. What was said in error stays, and says who took it back. */
export const deposits = {
  number: 490,
  sql: `
create table deposit(
  id integer primary key,
  remittance integer not null references remittance(id),
  day text not null,
  user integer not null,
  at text not null,
  undone_at text,
  undone_by integer) strict;
create unique index deposit_standing on deposit(remittance) where undone_at is null;
`,
}
