/** A claim goes to one payer after the other: whose turn it is, and whose it was. */
export const payerTurns = {
  number: 320,
  sql: `
-- 1 is the first payer that the claim is billed to; coverage, payer, limit and the payer's number are those of the turn.
alter table claim add column turn integer not null default 1 check (turn between 1 and 11);
-- How the claim stood when it was opened to be voided or billed to the next payer; null once it left again.
alter table claim add column opened_from text;
alter table submission add column turn integer not null default 1;
-- The turn of the payer that decided.
alter table remit_claim add column turn integer not null default 1;
update remit_claim set turn = case status when '2' then 2 when '20' then 2 when '3' then 3 when '21' then 3 else 1 end;

-- Turns that are over: whom the claim was billed to, and what went with it.
create table claim_turn(
  claim integer not null references claim(id),
  turn integer not null,
  coverage integer not null references coverage(id),
  payer integer not null references payer(id),
  payer_control text,
  file_by text not null,
  primary key (claim, turn)) strict, without rowid;
create index claim_turn_coverage on claim_turn(coverage);
`,
}
