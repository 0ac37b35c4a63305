--liquibase formatted sql

--changeset karawatt:correction-1
-- The bills of an account and month are numbered in the order of their days, whatever their kind; a reversal has the number of what it
-- takes back below zero, and a corrected bill the next free one. So whoever bills days that somebody else bills meanwhile, or reverses
-- a bill that somebody else reverses, meets this constraint.
ALTER TABLE billing_bill DROP CONSTRAINT billing_bill_u;
ALTER TABLE billing_bill ADD CONSTRAINT billing_bill_u UNIQUE (account_id, billing_month, seq);
-- The bill that a reversal takes back or a corrected bill stands for.
ALTER TABLE billing_bill ADD COLUMN origin_id BIGINT;
-- open_bill_id is the bill while the correction waits for its decision: one at a time.
CREATE TABLE billing_correction (
  id BIGINT NOT NULL PRIMARY KEY,
  bill_id BIGINT NOT NULL,
  open_bill_id BIGINT,
  account_id BIGINT NOT NULL,
  office_id BIGINT NOT NULL,
  reason_code VARCHAR(20) NOT NULL,
  reason VARCHAR(200) NOT NULL,
  status VARCHAR(12) NOT NULL,
  amount_before DECIMAL(18,2) NOT NULL,
  amount_after DECIMAL(18,2) NOT NULL,
  bills INT NOT NULL,
  difference DECIMAL(18,2) NOT NULL,
  proposed_by VARCHAR(80) NOT NULL,
  proposed_at ${timestamp} NOT NULL,
  decided_by VARCHAR(80),
  decided_at ${timestamp},
  note VARCHAR(200),
  reversal_id BIGINT,
  corrected_id BIGINT,
  CONSTRAINT billing_correction_u UNIQUE (open_bill_id)
);
CREATE INDEX billing_correction_i1 ON billing_correction (bill_id);
CREATE INDEX billing_correction_i2 ON billing_correction (status, id);
CREATE TABLE billing_correction_reading (
  correction_id BIGINT NOT NULL,
  reading_id BIGINT NOT NULL,
  kind VARCHAR(12) NOT NULL,
  value_before DECIMAL(14,4) NOT NULL,
  value_after DECIMAL(14,4) NOT NULL,
  CONSTRAINT billing_correction_reading_p PRIMARY KEY (correction_id, reading_id)
);
-- Advances of accounts are looked for at each issue of bills.
DROP INDEX ledger_payment_i1;
CREATE INDEX ledger_payment_i1 ON ledger_payment (account_id, unallocated);
