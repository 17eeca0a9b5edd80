/** Rules that the practice writes itself, what they hold and who let it go; findings have the grades for it. */
export const claimRules = {
  number: 200,
  sql: `
create table claim_rule(
  id integer primary key,
  n integer not null,
  name text not null,
  conditions text not null,
  action text not null,
  starts text,
  ends text,
  is_on integer not null default 0 check (is_on in (0, 1)),
  user integer not null,
  saved_at text not null,
  -- The back-test of the rule as it stands.
  tried text,
  removed_at text) strict;
create unique index claim_rule_name on claim_rule(name) where removed_at is null;

create table claim_pass(
  claim integer not null references claim(id),
  rule text not null,
  user integer not null,
  at text not null,
  why text not null,
  primary key (claim, rule)) strict, without rowid;

create table claim_finding_graded(
  claim integer not null references claim(id),
  n integer not null,
  rule text not null,
  grade text not null check (grade in ('stop', 'hold', 'warning', 'repair', 'tag')),
  words text not null,
  field text not null default '',
  box text not null default '',
  source text not null default '',
  primary key (claim, n)) strict, without rowid;
insert into claim_finding_graded(claim, n, rule, grade, words, field, box, source)
  select claim, n, rule, grade, words, field, box, source from claim_finding;
drop table claim_finding;
alter table claim_finding_graded rename to claim_finding;
`,
}
