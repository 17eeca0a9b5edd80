/** What the practice shows a CORE server to prove who it is, and what it asks such a server for. */
export const clientCertificates = {
  number: 460,
  sql: `
alter table connection add column proof text not null default 'password' check (proof in ('password', 'certificate', 'both'));
-- How the other side calls the payloads it is asked for; partners differ.
alter table connection add column remittance_type text not null default 'X12_835_Request_005010X221A1';
alter table connection add column claim_answer_type text not null default 'X12_005010_Request_Batch_Results_277CA';
-- Whether a 999 is sent for each remittance that was picked up.
alter table connection add column acknowledges integer not null default 1 check (acknowledges in (0, 1));

-- Either the certificates and the private key as PEM, or a PKCS#12 file as it was given; and what opens the key.
alter table connection_secret add column certificates text;
alter table connection_secret add column certificate_key text;
alter table connection_secret add column bundle blob;
alter table connection_secret add column certificate_phrase text;

-- What of a client certificate may be shown.
create table connection_certificate(
  connection integer primary key references connection(id),
  subject text not null,
  issuer text not null,
  serial text not null,
  starts text not null,
  ends text not null) strict;
`,
}
