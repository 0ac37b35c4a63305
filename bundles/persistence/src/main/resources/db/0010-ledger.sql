--liquibase formatted sql

--changeset karawatt:ledger-1
CREATE TABLE ledger_account (
  code VARCHAR(20) NOT NULL PRIMARY KEY,
  name_zh VARCHAR(120) NOT NULL,
  name_en VARCHAR(120) NOT NULL,
  kind VARCHAR(12) NOT NULL
);
-- A receivable carries the id of its bill. fee_accrued is the late fee up to and including fee_to, before the minimum is applied,
-- so that a debt paid in parts is charged each day on what was open that day.
CREATE TABLE ledger_receivable (
  id BIGINT NOT NULL CONSTRAINT ledger_receivable_p PRIMARY KEY,
  account_id BIGINT NOT NULL,
  office_id BIGINT NOT NULL,
  billing_month INT NOT NULL,
  amount DECIMAL(18,2) NOT NULL,
  open_amount DECIMAL(18,2) NOT NULL,
  due_on DATE NOT NULL,
  usage_class VARCHAR(12) NOT NULL,
  fee_accrued DECIMAL(18,2) NOT NULL,
  fee_paid DECIMAL(18,2) NOT NULL,
  fee_to DATE,
  version INT NOT NULL
);
CREATE INDEX ledger_receivable_i1 ON ledger_receivable (account_id, due_on);
CREATE INDEX ledger_receivable_i2 ON ledger_receivable (billing_month, office_id);
-- Double entry as transfers: one row debits one ledger account and credits another, so a row cannot be out of balance.
CREATE TABLE ledger_transfer (
  id BIGINT NOT NULL PRIMARY KEY,
  booked_on DATE NOT NULL,
  billing_month INT NOT NULL,
  debit VARCHAR(20) NOT NULL,
  credit VARCHAR(20) NOT NULL,
  amount DECIMAL(18,2) NOT NULL,
  account_id BIGINT NOT NULL,
  office_id BIGINT NOT NULL,
  kind VARCHAR(12) NOT NULL,
  ref_id BIGINT NOT NULL,
  CONSTRAINT ledger_transfer_c CHECK (amount > 0)
);
CREATE INDEX ledger_transfer_i1 ON ledger_transfer (ref_id);
CREATE INDEX ledger_transfer_i2 ON ledger_transfer (billing_month, office_id);
CREATE TABLE ledger_payment (
  id BIGINT NOT NULL PRIMARY KEY,
  account_id BIGINT NOT NULL,
  office_id BIGINT NOT NULL,
  amount DECIMAL(18,2) NOT NULL,
  unallocated DECIMAL(18,2) NOT NULL,
  late_fee DECIMAL(18,2) NOT NULL,
  paid_on DATE NOT NULL,
  received_at ${timestamp} NOT NULL,
  received_by VARCHAR(80) NOT NULL,
  channel VARCHAR(8) NOT NULL,
  reference VARCHAR(80),
  file_id BIGINT,
  status VARCHAR(12) NOT NULL,
  version INT NOT NULL,
  CONSTRAINT ledger_payment_c CHECK (amount > 0)
);
CREATE INDEX ledger_payment_i1 ON ledger_payment (account_id);
CREATE INDEX ledger_payment_i2 ON ledger_payment (paid_on, office_id);
CREATE TABLE ledger_allocation (
  id BIGINT NOT NULL PRIMARY KEY,
  payment_id BIGINT NOT NULL,
  receivable_id BIGINT NOT NULL,
  kind VARCHAR(12) NOT NULL,
  amount DECIMAL(18,2) NOT NULL
);
CREATE INDEX ledger_allocation_i1 ON ledger_allocation (payment_id);
CREATE INDEX ledger_allocation_i2 ON ledger_allocation (receivable_id);
CREATE TABLE ledger_bank_file (
  id BIGINT NOT NULL PRIMARY KEY,
  file_name VARCHAR(200) NOT NULL,
  content_hash CHAR(64) NOT NULL,
  channel VARCHAR(8) NOT NULL,
  business_date DATE NOT NULL,
  rows_total BIGINT NOT NULL,
  rows_ok BIGINT NOT NULL,
  rows_bad BIGINT NOT NULL,
  amount_ok DECIMAL(18,2) NOT NULL,
  amount_bad DECIMAL(18,2) NOT NULL,
  status VARCHAR(12) NOT NULL,
  last_line BIGINT NOT NULL,
  imported_by VARCHAR(80) NOT NULL,
  imported_at ${timestamp} NOT NULL,
  CONSTRAINT ledger_bank_file_u UNIQUE (content_hash)
);
-- The bank's own reference makes a payment that is reported twice impossible to book twice.
CREATE TABLE ledger_bank_line (
  id BIGINT NOT NULL PRIMARY KEY,
  file_id BIGINT NOT NULL,
  line_no BIGINT NOT NULL,
  channel VARCHAR(8) NOT NULL,
  reference VARCHAR(80) NOT NULL,
  account_no VARCHAR(40) NOT NULL,
  amount DECIMAL(18,2),
  paid_on DATE,
  status VARCHAR(12) NOT NULL,
  code VARCHAR(20),
  args VARCHAR(200),
  payment_id BIGINT,
  booked_reference VARCHAR(100),
  CONSTRAINT ledger_bank_line_u1 UNIQUE (booked_reference),
  CONSTRAINT ledger_bank_line_u2 UNIQUE (file_id, line_no)
);
CREATE INDEX ledger_bank_line_i ON ledger_bank_line (paid_on);
CREATE TABLE ledger_late_fee_rule (
  id BIGINT NOT NULL PRIMARY KEY,
  usage_class VARCHAR(12) NOT NULL,
  valid_from DATE NOT NULL,
  valid_to DATE,
  rate_current_year DECIMAL(10,6) NOT NULL,
  rate_earlier_years DECIMAL(10,6) NOT NULL,
  minimum DECIMAL(10,2) NOT NULL,
  grace_days SMALLINT NOT NULL,
  CONSTRAINT ledger_late_fee_rule_u UNIQUE (usage_class, valid_from)
);
