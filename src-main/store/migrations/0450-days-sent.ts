import { claimRow } from './0110-lists.ts'

const sentOn = "date(claim.sent_at, 'localtime')"

/** The list of claims has the day a claim left where the practice works; in UTC an American evening is tomorrow. */
export const daysSent = {
  number: 450,
  sql: `
drop trigger claim_row_new;
drop trigger claim_row_sent;
drop trigger claim_row_made_anew;
create trigger claim_row_new after insert on claim begin
  ${claimRow('claim.id = new.id', sentOn)}
end;
create trigger claim_row_sent after update of batch, sent_at on claim begin
  update claim_row set batch = coalesce((select reference from batch where batch.id = new.batch), ''),
    sent_on = coalesce(date(new.sent_at, 'localtime'), '') where id = new.id;
end;
create trigger claim_row_made_anew after update of patient, origin, first_day, cents, payer, provider on claim begin
  delete from claim_row where id = new.id;
  ${claimRow('claim.id = new.id', sentOn)}
end;
update claim_row set sent_on = days.sent_on
  from (select id, ${sentOn} as sent_on from claim where sent_at is not null) as days
  where claim_row.id = days.id and claim_row.sent_on <> days.sent_on;
`,
}
