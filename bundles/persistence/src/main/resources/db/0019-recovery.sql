--liquibase formatted sql

--changeset karawatt:recovery-1
-- Money recovered or refunded beside the regular bill. inputs is all that it was computed from, prices included, so that it can be computed
-- again. The receivable of an approved one carries its id.
CREATE TABLE billing_recovery (
  id BIGINT NOT NULL PRIMARY KEY,
  kind VARCHAR(20) NOT NULL,
  account_id BIGINT NOT NULL,
  account_no VARCHAR(20) NOT NULL,
  office_id BIGINT NOT NULL,
  usage_class VARCHAR(12) NOT NULL,
  on_day DATE NOT NULL,
  reason VARCHAR(200) NOT NULL,
  status VARCHAR(12) NOT NULL,
  amount DECIMAL(18,2) NOT NULL,
  energy_kwh DECIMAL(18,4) NOT NULL,
  currency CHAR(3) NOT NULL,
  inputs ${clob} NOT NULL,
  proposed_by VARCHAR(80) NOT NULL,
  proposed_at ${timestamp} NOT NULL,
  decided_by VARCHAR(80),
  decided_at ${timestamp},
  note VARCHAR(200),
  billing_month INT,
  due_on DATE
);
CREATE INDEX billing_recovery_i1 ON billing_recovery (account_id, id);
CREATE INDEX billing_recovery_i2 ON billing_recovery (status, id);
CREATE INDEX billing_recovery_i3 ON billing_recovery (billing_month, office_id);
CREATE TABLE billing_recovery_line (
  recovery_id BIGINT NOT NULL,
  line_no SMALLINT NOT NULL,
  component VARCHAR(20) NOT NULL,
  item VARCHAR(40) NOT NULL,
  name_zh VARCHAR(200) NOT NULL,
  name_en VARCHAR(200) NOT NULL,
  tou VARCHAR(12),
  tier SMALLINT,
  quantity DECIMAL(24,10) NOT NULL,
  unit VARCHAR(8) NOT NULL,
  price DECIMAL(18,10) NOT NULL,
  factor DECIMAL(18,10) NOT NULL,
  amount DECIMAL(18,2) NOT NULL,
  CONSTRAINT billing_recovery_line_p PRIMARY KEY (recovery_id, line_no)
);
-- The values of the rules, each in force until the next of its name begins. A ceiling is the most that may be decided.
CREATE TABLE billing_recovery_rule (
  name VARCHAR(40) NOT NULL,
  valid_from DATE NOT NULL,
  rule_value DECIMAL(14,4) NOT NULL,
  ceiling BOOLEAN NOT NULL,
  source_zh VARCHAR(200) NOT NULL,
  source_en VARCHAR(200) NOT NULL,
  CONSTRAINT billing_recovery_rule_p PRIMARY KEY (name, valid_from)
);
-- A refund becomes an advance without money having come in.
ALTER TABLE ledger_payment DROP CONSTRAINT ledger_payment_c;
ALTER TABLE ledger_payment ADD CONSTRAINT ledger_payment_c CHECK (amount >= 0);
