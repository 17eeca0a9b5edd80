/** Charges that were taken back before their claim left. */
export const withdrawals = {
  number: 130,
  sql: `
-- A charge that was taken back stays, and says when and by whom. Its session can be charged again.
alter table charge add column withdrawn_at text;
alter table charge add column withdrawn_by integer;
-- What was typed beside the facts of the session (JSON), so that the row can come back as it was.
alter table charge add column entered text;
-- What its session was marked as before it was charged.
alter table charge add column session_was text;
drop index charge_appointment;
create unique index charge_appointment on charge(appointment) where appointment is not null and withdrawn_at is null;
`,
}
