--liquibase formatted sql

--changeset karawatt:plan-1
-- What a row is owed for: a bill (BILL; PLANNED when a budget plan has taken it over and nothing is owed for it itself), or an INSTALMENT
-- or SETTLEMENT of such a plan, which do not count as billed, or a RECOVERY, whose id is the recovery's.
ALTER TABLE ledger_receivable ADD COLUMN kind VARCHAR(12) DEFAULT 'BILL' NOT NULL;
-- running_account is the account while the plan runs and null afterwards, so that an account has one running plan.
CREATE TABLE ledger_plan (
  id BIGINT NOT NULL CONSTRAINT ledger_plan_p PRIMARY KEY,
  account_id BIGINT NOT NULL,
  running_account BIGINT,
  office_id BIGINT NOT NULL,
  start_month INT NOT NULL,
  end_month INT NOT NULL,
  review_month INT NOT NULL,
  review_share DECIMAL(5,4) NOT NULL,
  review VARCHAR(8) NOT NULL,
  agreed_by VARCHAR(80) NOT NULL,
  agreed_at ${timestamp} NOT NULL,
  settled_on DATE,
  version INT NOT NULL,
  CONSTRAINT ledger_plan_u UNIQUE (running_account)
);
CREATE INDEX ledger_plan_i ON ledger_plan (account_id);
CREATE TABLE ledger_plan_instalment (
  plan_id BIGINT NOT NULL,
  from_month INT NOT NULL,
  amount DECIMAL(18,2) NOT NULL,
  CONSTRAINT ledger_plan_instalment_p PRIMARY KEY (plan_id, from_month),
  CONSTRAINT ledger_plan_instalment_f FOREIGN KEY (plan_id) REFERENCES ledger_plan (id)
);
-- The balance of a plan is the sum of its entries. ref_id is the bill, the month of an instalment, or the entry itself for a settlement:
-- a month that is posted twice cannot make two instalments.
CREATE TABLE ledger_plan_entry (
  id BIGINT NOT NULL CONSTRAINT ledger_plan_entry_p PRIMARY KEY,
  plan_id BIGINT NOT NULL,
  kind VARCHAR(12) NOT NULL,
  ref_id BIGINT NOT NULL,
  receivable_id BIGINT NOT NULL,
  account_id BIGINT NOT NULL,
  billing_month INT NOT NULL,
  office_id BIGINT NOT NULL,
  amount DECIMAL(18,2) NOT NULL,
  CONSTRAINT ledger_plan_entry_u UNIQUE (plan_id, kind, ref_id),
  CONSTRAINT ledger_plan_entry_f FOREIGN KEY (plan_id) REFERENCES ledger_plan (id)
);
CREATE INDEX ledger_plan_entry_i1 ON ledger_plan_entry (receivable_id);
CREATE INDEX ledger_plan_entry_i2 ON ledger_plan_entry (billing_month);
