--liquibase formatted sql

--changeset karawatt:billing-1
-- One account is billed once per month, kind and sequence: the constraint that makes a double bill impossible.
CREATE TABLE billing_bill (
  id BIGINT NOT NULL PRIMARY KEY,
  account_id BIGINT NOT NULL,
  billing_month INT NOT NULL,
  kind VARCHAR(8) NOT NULL,
  seq SMALLINT NOT NULL,
  office_id BIGINT NOT NULL,
  usage_class VARCHAR(12) NOT NULL,
  period_from DATE NOT NULL,
  period_to DATE NOT NULL,
  tariff_code VARCHAR(60) NOT NULL,
  tariff_id BIGINT NOT NULL,
  engine VARCHAR(40) NOT NULL,
  energy_kwh DECIMAL(18,4) NOT NULL,
  tier_months SMALLINT NOT NULL,
  amount DECIMAL(18,2) NOT NULL,
  currency CHAR(3) NOT NULL,
  due_on DATE NOT NULL,
  issued_at ${timestamp} NOT NULL,
  run_id BIGINT,
  status VARCHAR(12) NOT NULL,
  calculation ${blob} NOT NULL,
  CONSTRAINT billing_bill_u UNIQUE (account_id, billing_month, kind, seq)
);
CREATE INDEX billing_bill_i ON billing_bill (billing_month, office_id);
CREATE TABLE billing_line (
  bill_id BIGINT NOT NULL,
  line_no SMALLINT NOT NULL,
  billing_month INT NOT NULL,
  component VARCHAR(20) NOT NULL,
  item VARCHAR(40) NOT NULL,
  tou VARCHAR(12),
  tier SMALLINT,
  quantity DECIMAL(18,4) NOT NULL,
  unit VARCHAR(8) NOT NULL,
  price DECIMAL(18,10) NOT NULL,
  amount DECIMAL(18,2) NOT NULL,
  CONSTRAINT billing_line_p PRIMARY KEY (bill_id, line_no)
);
