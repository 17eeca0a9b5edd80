/** What is expected on a claim and has not come. */
export const claimSilence = {
  number: 370,
  sql: `
create table claim_silence(
  claim integer primary key references claim(id),
  missing text not null check (missing in ('answer', 'acceptance', 'remittance')),
  -- The day it is waited from, and how many days were waited: business days for answers, days for a remittance.
  since text not null,
  days integer not null,
  -- From how many cases of the payer the wait was learned; 0 where it is the usual one.
  learned integer not null,
  at text not null) strict;
create trigger claim_silence_over after update of status on claim when new.status <> 'silent' begin
  delete from claim_silence where claim = new.id;
end;
`,
}
