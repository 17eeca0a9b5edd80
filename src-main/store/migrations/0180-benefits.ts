/** Benefit cards whole, what was said by telephone, and who else carries mental health. */
export const benefits = {
  number: 180,
  sql: `
-- Why an answer came to its outcome, in words; the segment stands in inquiry_source.
alter table inquiry add column reason text;
alter table inquiry add column copay_rule text check (copay_rule in ('first', 'after'));
alter table inquiry add column telehealth text check (telehealth in ('Y', 'N', 'U'));
-- A Qualified Medicare Beneficiary.
alter table inquiry add column dual text check (dual = 'Y');
alter table inquiry add column deductible_family integer;
alter table inquiry add column deductible_family_left integer;
alter table inquiry add column out_of_pocket_family integer;
alter table inquiry add column out_of_pocket_family_left integer;
-- The same of care out of network, where the answer states it apart.
alter table inquiry add column out_copay integer;
alter table inquiry add column out_coinsurance integer;
alter table inquiry add column out_deductible integer;
alter table inquiry add column out_deductible_left integer;
alter table inquiry add column out_out_of_pocket integer;
alter table inquiry add column out_out_of_pocket_left integer;
-- Asked under another member id than that of the coverage: at an administrator.
alter table inquiry add column member_id text;
-- Who said it on the telephone, and the number of the call; an answer of a file has neither.
alter table inquiry add column told_by text;
alter table inquiry add column told_reference text;

-- A coverage that carries mental health in place of another one of the patient, from its first day on.
alter table coverage add column carve_of integer references coverage(id) on delete set null;

-- What was learned of payers whose mental health is with somebody else: by group and by the beginning of the member id. It names no patient.
create table carve_out(
  payer integer not null references payer(id),
  group_number text not null,
  prefix text not null,
  administrator integer not null references payer(id),
  times integer not null default 1,
  learned_at text not null,
  primary key (payer, group_number, prefix, administrator)) strict, without rowid;
`,
}
