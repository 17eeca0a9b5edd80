/** What a practice takes a reason of a payer to come of, where a person said otherwise than the rules do. */
export const denialCauses = {
  number: 660,
  sql: `
create table denial_cause(
  payer integer not null references payer(id),
  group_code text not null,
  reason text not null,
  -- The remarks beside it, in order.
  remarks text not null,
  cause text not null,
  said_on text not null,
  primary key (payer, group_code, reason, remarks)) strict, without rowid;
`,
}
