/** What an owner wants to hold before many remittances are posted at once. That a remittance balances always holds. */
export const postingGates = {
  number: 580,
  sql: `
create table posting_gate(
  id integer primary key check (id = 1),
  -- Every claim payment in it can be posted.
  whole integer not null default 1 check (whole in (0, 1)),
  -- It takes no earlier payment back.
  takebacks integer not null default 1 check (takebacks in (0, 1)),
  -- It has no adjustment that is about no claim (PLB).
  provider integer not null default 1 check (provider in (0, 1)),
  -- It has no reason that the code table does not know.
  codes integer not null default 1 check (codes in (0, 1)),
  -- Its money came, by the bank or by hand.
  money integer not null default 0 check (money in (0, 1)),
  -- The largest payment, in cents; 0 where there is no limit.
  most integer not null default 0 check (most >= 0)) strict;
insert into posting_gate(id) values (1);
`,
}
