/** How long a payer may take to decide on a request, why it decided so, what it said when somebody asked, and requests that were taken back. */
export const reviewCalls = {
  number: 270,
  sql: `
alter table review add column urgent integer not null default 0 check (urgent in (0, 1));
-- The day from which it is work for a person: an answer is late, or a person wanted to look again. Null is at once.
alter table review add column again text;
-- The codes of the reasons of the decision (HCR03), parted by spaces.
alter table review add column reasons text not null default '';
-- A request that was taken back (UM02 3): when, by whom, the file that says so, its BHT03, and what the payer made of it.
alter table review add column withdrawn_at text;
alter table review add column withdrawn_by integer;
alter table review add column withdrawal integer references file(id);
alter table review add column withdrawal_reference text;
alter table review add column withdrawal_outcome text check (withdrawal_outcome in ('asked', 'cancelled', 'open', 'refused'));
alter table review add column withdrawal_answer integer references file(id);
alter table review add column withdrawal_words text not null default '';
create unique index review_withdrawal on review(withdrawal_reference) where withdrawal_reference is not null;
update review set again = date(substr(asked_at, 1, 10), '+8 days') where outcome = 'asked';

-- What a payer told of a request, on the telephone or on its site; append-only, and a later one takes the place of the one before.
create table review_call(
  id integer primary key,
  review integer not null references review(id),
  at text not null,
  user integer not null,
  way text not null check (way in ('phone', 'portal')),
  told_by text not null,
  -- The number of the call.
  reference text not null,
  said text not null check (said in ('in-review', 'not-received', 'decided', 'other')),
  note text not null,
  again text,
  check (way = 'portal' or (told_by <> '' and reference <> ''))) strict;
create index review_call_of on review_call(review, id);
create trigger review_call_kept before update on review_call begin select raise(abort, 'review.append-only'); end;
create trigger review_call_stays before delete on review_call begin select raise(abort, 'review.append-only'); end;
`,
}
