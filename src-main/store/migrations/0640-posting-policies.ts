/** What a practice does with a reason of its payers instead of the usual. */
export const postingPolicies = {
  number: 640,
  sql: `
create table posting_policy(
  id integer primary key,
  group_code text not null check (group_code in ('CO', 'PI', 'OA', 'PR')),
  reason text not null,
  -- Of this payer alone; none for all of them.
  payer integer references payer(id),
  does text not null check (does in ('apply', 'track', 'ignore', 'ask'))) strict;
create unique index posting_policy_of on posting_policy(group_code, reason, coalesce(payer, 0));
-- What it was when this reason was posted: a policy that changes later changes nothing that stands.
alter table remit_adjustment add column does text check (does in ('apply', 'track', 'ignore', 'ask'));
`,
}
