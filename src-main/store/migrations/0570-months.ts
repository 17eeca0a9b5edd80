/**
 * The months of the books. An entry belongs to the month of its day; one whose month was closed before it came belongs to the first open one, and keeps
 * its day. Sums of months are kept by triggers beside the postings, and recomputed by `verify`.
 */
export const months = {
  number: 570,
  sql: `
-- A month that was closed. One that was opened again stays, and says by whom and why.
create table closing(
  id integer primary key,
  month text not null check (month glob '[12][0-9][0-9][0-9]-[01][0-9]'),
  at text not null,
  by integer not null,
  -- SHA-256 over the entries of the month and their postings, as they were.
  digest text not null,
  -- What was not finished, which whoever closed it knew: JSON of kinds, how many and how much.
  unfinished text not null,
  reopened_at text,
  reopened_by integer,
  why text) strict;
create unique index closing_standing on closing(month) where reopened_at is null;

-- The figures of that moment: per account what stood before the month ('opening'), and what the entries of each kind did.
create table closing_sum(
  closing integer not null references closing(id),
  what text not null,
  account text not null,
  cents integer not null,
  primary key (closing, what, account)) strict, without rowid;

-- An entry that came when the month of its day was closed, and the month it belongs to.
create table late_entry(
  entry integer primary key references entry(id),
  month text not null) strict;
create index late_entry_month on late_entry(month);

create table month_sum(
  month text not null,
  what text not null,
  account text not null,
  cents integer not null,
  primary key (month, what, account)) strict, without rowid;

-- Each entry with its month and what it is. An entry that takes another back is what that one was, unless a payer's remittance took the money back.
create view entry_month as
select e.id, coalesce(late_entry.month, substr(e.day, 1, 7)) as month,
  case
    when (e.reverses is not null and e.source = 'remittance') or (o.reverses is not null and o.source = 'remittance')
      or (p.reverses is not null and p.source = 'remittance') then 'takeback'
    when coalesce(p.kind, o.kind, e.kind) = 'remittance' then 'insurance'
    when coalesce(p.kind, o.kind, e.kind) = 'patient'
      and (select sum(cents) from posting where entry = coalesce(p.id, o.id, e.id) and account = 'payment') < 0 then 'refund'
    else coalesce(p.kind, o.kind, e.kind) end as what
from entry as e
left join entry as o on o.id = e.reverses
left join entry as p on p.id = o.reverses
left join late_entry on late_entry.entry = e.id;

insert into month_sum(month, what, account, cents)
select month, what, account, sum(cents) from entry_month join posting on posting.entry = entry_month.id group by month, what, account;

create trigger seal_months after insert on seal begin
  insert into month_sum(month, what, account, cents)
    select month, what, account, sum(cents) from entry_month join posting on posting.entry = entry_month.id
      where entry_month.id = new.entry group by account
    on conflict(month, what, account) do update set cents = cents + excluded.cents;
end;

create trigger seal_open before insert on seal
  when (select month from entry_month where id = new.entry) <= (select max(month) from closing where reopened_at is null)
  begin select raise(abort, 'ledger.closed'); end;
create trigger late_entry_later before insert on late_entry
  when new.month <= (select substr(day, 1, 7) from entry where id = new.entry) or exists (select 1 from seal where entry = new.entry)
  begin select raise(abort, 'ledger.sealed'); end;
create trigger late_entry_kept before update on late_entry begin select raise(abort, 'ledger.append-only'); end;
create trigger late_entry_stays before delete on late_entry begin select raise(abort, 'ledger.append-only'); end;

create trigger closing_later before insert on closing
  when new.reopened_at is not null or new.month <= (select max(month) from closing where reopened_at is null)
  begin select raise(abort, 'ledger.closed'); end;
create trigger closing_kept before update of id, month, at, by, digest, unfinished on closing
  begin select raise(abort, 'ledger.append-only'); end;
create trigger closing_reopened before update of reopened_at, reopened_by, why on closing
  when old.reopened_at is not null or coalesce(new.why, '') = '' or new.reopened_at is null
    or old.month < (select max(month) from closing where reopened_at is null)
  begin select raise(abort, 'ledger.append-only'); end;
create trigger closing_stays before delete on closing begin select raise(abort, 'ledger.append-only'); end;
create trigger closing_sum_kept before update on closing_sum begin select raise(abort, 'ledger.append-only'); end;
create trigger closing_sum_stays before delete on closing_sum begin select raise(abort, 'ledger.append-only'); end;
`,
}
