/** The clearinghouse’s own report may be missing, too: what a table allows is said anew. */
export const clearinghouseSilence = {
  number: 480,
  sql: `
create table claim_silence_now(
  claim integer primary key references claim(id),
  missing text not null check (missing in ('answer', 'passage', 'acceptance', 'remittance')),
  -- The day it is waited from, and how many days were waited: business days for answers, days for a remittance.
  since text not null,
  days integer not null,
  -- From how many cases of the payer the wait was learned; 0 where it is the usual one.
  learned integer not null,
  at text not null) strict;
insert into claim_silence_now select claim, missing, since, days, learned, at from claim_silence;
drop trigger claim_silence_over;
drop table claim_silence;
alter table claim_silence_now rename to claim_silence;
create trigger claim_silence_over after update of status on claim when new.status <> 'silent' begin
  delete from claim_silence where claim = new.id;
end;
`,
}
