/** Several charges may stand on one claim: a charge knows its claim, and a line the charge it is of. */
export const chargesTogether = {
  number: 470,
  sql: `
alter table charge add column claim integer references claim(id);
update charge set claim = claim.id from claim where claim.charge = charge.id;
create index charge_claim on charge(claim) where claim is not null;
-- Null for a line that came in with a file, and for one that another claim bills now.
alter table claim_line add column charge integer references charge(id);
update claim_line set charge = claim.charge from claim where claim.id = claim_line.claim and claim.charge is not null;
create index claim_line_charge on claim_line(charge) where charge is not null;
drop index claim_charge;
alter table claim drop column charge;
-- A charge is billed once: its lines are never on two claims.
create trigger claim_line_once before insert on claim_line
  when new.charge is not null and exists (select 1 from claim_line where charge = new.charge and claim <> new.claim)
  begin select raise(abort, 'claim.charged-twice'); end;
create trigger charge_put_once before update of claim on charge when new.claim = old.claim
  begin select raise(abort, 'claim.charged-twice'); end;
alter table payer add column together text not null default 'none' check (together in ('none', 'day', 'week', 'month'));
`,
}
