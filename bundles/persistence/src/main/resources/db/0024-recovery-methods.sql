--liquibase formatted sql

--changeset karawatt:recovery-methods-1
-- Reversals of approved recoveries. The status of the recovery says whether one waits or has been booked, so that there is only one of these.
CREATE TABLE billing_recovery_reversal (
  id BIGINT NOT NULL PRIMARY KEY,
  recovery_id BIGINT NOT NULL,
  reason VARCHAR(200) NOT NULL,
  status VARCHAR(12) NOT NULL,
  proposed_by VARCHAR(80) NOT NULL,
  proposed_at ${timestamp} NOT NULL,
  decided_by VARCHAR(80),
  decided_at ${timestamp},
  note VARCHAR(200),
  booked_on DATE
);
CREATE INDEX billing_recovery_reversal_i ON billing_recovery_reversal (recovery_id, id);

--changeset karawatt:recovery-methods-2
-- Advances that are paid out to the customer, and of which payments they were.
CREATE TABLE ledger_payout (
  id BIGINT NOT NULL PRIMARY KEY,
  account_id BIGINT NOT NULL,
  office_id BIGINT NOT NULL,
  amount DECIMAL(18,2) NOT NULL,
  channel VARCHAR(8) NOT NULL,
  reference VARCHAR(80),
  reason VARCHAR(200) NOT NULL,
  status VARCHAR(12) NOT NULL,
  proposed_by VARCHAR(80) NOT NULL,
  proposed_at ${timestamp} NOT NULL,
  decided_by VARCHAR(80),
  decided_at ${timestamp},
  note VARCHAR(200),
  paid_on DATE,
  CONSTRAINT ledger_payout_c CHECK (amount > 0)
);
CREATE INDEX ledger_payout_i1 ON ledger_payout (account_id, id);
CREATE INDEX ledger_payout_i2 ON ledger_payout (status, id);
CREATE TABLE ledger_payout_part (
  payout_id BIGINT NOT NULL,
  payment_id BIGINT NOT NULL,
  amount DECIMAL(18,2) NOT NULL,
  CONSTRAINT ledger_payout_part_p PRIMARY KEY (payout_id, payment_id)
);
CREATE INDEX ledger_payout_part_i ON ledger_payout_part (payment_id);
