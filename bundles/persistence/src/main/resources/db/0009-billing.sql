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

--changeset karawatt:billing-2
-- Studies compute bills and issue none. A study belongs to its run; what it found for an account is one row, which goes with the study.
CREATE TABLE billing_study (
  run_id BIGINT NOT NULL PRIMARY KEY,
  kind VARCHAR(12) NOT NULL,
  billing_month INT NOT NULL,
  office_code VARCHAR(20) NOT NULL,
  office_path VARCHAR(200) NOT NULL,
  from_tariff VARCHAR(60),
  to_tariff_id BIGINT,
  done SMALLINT NOT NULL
);
CREATE TABLE billing_study_account (
  run_id BIGINT NOT NULL,
  account_id BIGINT NOT NULL,
  account_no VARCHAR(20) NOT NULL,
  office_id BIGINT NOT NULL,
  usage_class VARCHAR(12) NOT NULL,
  tier SMALLINT,
  bill_id BIGINT,
  bill_month INT,
  energy_kwh DECIMAL(18,4),
  amount_before DECIMAL(18,2),
  amount_after DECIMAL(18,2),
  difference DECIMAL(18,2),
  outcome VARCHAR(9) NOT NULL,
  code VARCHAR(30),
  message_zh VARCHAR(500),
  message_en VARCHAR(500),
  CONSTRAINT billing_study_account_p PRIMARY KEY (run_id, account_id)
);
-- Sums by office, so that everybody sees those of his own offices; dimension ALL, CLASS, TIER or DECILE.
CREATE TABLE billing_study_sum (
  run_id BIGINT NOT NULL,
  office_id BIGINT NOT NULL,
  dimension VARCHAR(6) NOT NULL,
  item VARCHAR(12) NOT NULL,
  accounts BIGINT NOT NULL,
  failed BIGINT NOT NULL,
  different BIGINT NOT NULL,
  without_before BIGINT NOT NULL,
  winners BIGINT NOT NULL,
  losers BIGINT NOT NULL,
  energy_kwh DECIMAL(22,4) NOT NULL,
  amount_before DECIMAL(20,2) NOT NULL,
  amount_after DECIMAL(20,2) NOT NULL,
  difference DECIMAL(20,2) NOT NULL,
  CONSTRAINT billing_study_sum_p PRIMARY KEY (run_id, office_id, dimension, item)
);
-- The last account of each tenth in order of use.
CREATE TABLE billing_study_decile (
  run_id BIGINT NOT NULL,
  decile SMALLINT NOT NULL,
  energy_kwh DECIMAL(18,4) NOT NULL,
  account_id BIGINT NOT NULL,
  CONSTRAINT billing_study_decile_p PRIMARY KEY (run_id, decile)
);

--changeset karawatt:billing-3
-- Bills that the guard has held before their issue. Whether one has been issued since, the bills tell.
CREATE TABLE billing_hold (
  id BIGINT NOT NULL PRIMARY KEY,
  account_id BIGINT NOT NULL,
  account_no VARCHAR(20) NOT NULL,
  billing_month INT NOT NULL,
  office_id BIGINT NOT NULL,
  usage_class VARCHAR(12) NOT NULL,
  run_id BIGINT NOT NULL,
  amount DECIMAL(18,2) NOT NULL,
  currency CHAR(3) NOT NULL,
  energy_kwh DECIMAL(18,4) NOT NULL,
  code VARCHAR(30) NOT NULL,
  message_zh VARCHAR(500) NOT NULL,
  message_en VARCHAR(500) NOT NULL,
  held_at ${timestamp} NOT NULL,
  released_by VARCHAR(80),
  released_at ${timestamp},
  reason VARCHAR(200),
  CONSTRAINT billing_hold_u UNIQUE (account_id, billing_month)
);

--changeset karawatt:billing-4
-- Energy billed less energy read: losses, what meters in series count twice, what is netted with energy fed in.
ALTER TABLE billing_bill ADD COLUMN adjusted_kwh DECIMAL(18,4) DEFAULT 0 NOT NULL;
-- What accounts bring from the system that billed them before.
CREATE TABLE billing_opening (
  account_id BIGINT NOT NULL PRIMARY KEY,
  as_of INT NOT NULL,
  kwh DECIMAL(18,4) NOT NULL,
  by_tier VARCHAR(200),
  carried VARCHAR(4000),
  version INT NOT NULL
);
