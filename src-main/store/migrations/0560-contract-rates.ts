/** Rates of a contract for some lines alone, with a day on which they end. */
export const contractRates = {
  number: 560,
  sql: `
create table rate_kept(
  id integer primary key,
  payer integer not null references payer(id),
  code text not null,
  -- What a line must have for the rate to hold; empty when it holds whatever the line has. Modifiers in their order, parted by a space.
  plan text not null default '',
  credential text not null default '',
  place text not null default '',
  modifiers text not null default '',
  starts text not null,
  ends text check (ends >= starts),
  cents integer not null check (cents >= 0),
  unique (payer, code, plan, credential, place, modifiers, starts)) strict;
insert into rate_kept(payer, code, starts, cents) select payer, code, starts, cents from rate;
drop table rate;
alter table rate_kept rename to rate;
`,
}
