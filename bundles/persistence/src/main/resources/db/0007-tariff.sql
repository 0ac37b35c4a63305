--liquibase formatted sql

--changeset karawatt:tariff-1
CREATE TABLE tariff_package (
  id BIGINT NOT NULL PRIMARY KEY,
  package_code VARCHAR(60) NOT NULL,
  package_version VARCHAR(20) NOT NULL,
  name_zh VARCHAR(160) NOT NULL,
  name_en VARCHAR(160) NOT NULL,
  origin VARCHAR(160) NOT NULL,
  content_hash CHAR(64) NOT NULL,
  content ${clob} NOT NULL,
  offered BOOLEAN NOT NULL,
  loaded_at ${timestamp} NOT NULL,
  CONSTRAINT tariff_package_u UNIQUE (package_code, package_version)
);
CREATE TABLE tariff_tariff (
  id BIGINT NOT NULL PRIMARY KEY,
  package_id BIGINT NOT NULL,
  tariff_code VARCHAR(60) NOT NULL,
  package_version VARCHAR(20) NOT NULL,
  name_zh VARCHAR(160) NOT NULL,
  name_en VARCHAR(160) NOT NULL,
  usage_class VARCHAR(12) NOT NULL,
  valid_from DATE NOT NULL,
  valid_to DATE,
  definition ${clob} NOT NULL,
  CONSTRAINT tariff_tariff_u UNIQUE (package_id, tariff_code, valid_from),
  CONSTRAINT tariff_tariff_f FOREIGN KEY (package_id) REFERENCES tariff_package (id)
);
CREATE TABLE tariff_assignment (
  id BIGINT NOT NULL PRIMARY KEY,
  account_id BIGINT NOT NULL,
  tariff_code VARCHAR(60) NOT NULL,
  valid_from DATE NOT NULL,
  valid_to DATE,
  demand_method VARCHAR(16) NOT NULL,
  contract_demand_kw DECIMAL(14,4),
  power_factor_standard DECIMAL(3,2),
  household_people SMALLINT,
  tier_exempt BOOLEAN NOT NULL,
  version INT NOT NULL,
  CONSTRAINT tariff_assignment_u UNIQUE (account_id, valid_from),
  CONSTRAINT tariff_assignment_f FOREIGN KEY (account_id) REFERENCES customer_account (id)
);

--changeset karawatt:tariff-2
ALTER TABLE tariff_package ADD COLUMN status VARCHAR(10) DEFAULT 'ACTIVE' NOT NULL;
ALTER TABLE tariff_package ADD COLUMN imported_by VARCHAR(80);
ALTER TABLE tariff_package ALTER COLUMN name_zh SET DATA TYPE VARCHAR(200);
ALTER TABLE tariff_package ALTER COLUMN name_en SET DATA TYPE VARCHAR(200);
ALTER TABLE tariff_tariff ALTER COLUMN name_zh SET DATA TYPE VARCHAR(200);
ALTER TABLE tariff_tariff ALTER COLUMN name_en SET DATA TYPE VARCHAR(200);
ALTER TABLE tariff_tariff ALTER COLUMN usage_class SET DATA TYPE VARCHAR(40);
ALTER TABLE tariff_tariff ADD COLUMN voltages VARCHAR(2000);
ALTER TABLE tariff_tariff ADD COLUMN methods VARCHAR(2000);
CREATE TABLE tariff_package_step (
  id BIGINT NOT NULL PRIMARY KEY,
  package_id BIGINT NOT NULL,
  status VARCHAR(10) NOT NULL,
  user_name VARCHAR(80) NOT NULL,
  note VARCHAR(500),
  done_at ${timestamp} NOT NULL,
  CONSTRAINT tariff_package_step_f FOREIGN KEY (package_id) REFERENCES tariff_package (id)
);
CREATE INDEX tariff_package_step_i ON tariff_package_step (package_id);

--changeset karawatt:tariff-3
ALTER TABLE tariff_assignment ADD COLUMN contract_floor_pct DECIMAL(7,4);
ALTER TABLE tariff_assignment ADD COLUMN purchase_factor DECIMAL(8,4);
ALTER TABLE tariff_assignment ADD COLUMN highest_tier SMALLINT;
ALTER TABLE tariff_assignment ADD COLUMN benefits VARCHAR(400);

--changeset karawatt:tariff-4
CREATE TABLE tariff_market_price (
  market VARCHAR(40) NOT NULL,
  priced_on DATE NOT NULL,
  prices VARCHAR(2000) NOT NULL,
  revision INT NOT NULL,
  imported_by VARCHAR(80) NOT NULL,
  imported_at ${timestamp} NOT NULL,
  CONSTRAINT tariff_market_price_p PRIMARY KEY (market, priced_on, revision)
);
CREATE TABLE tariff_price_call (
  id BIGINT NOT NULL PRIMARY KEY,
  tariff_code VARCHAR(60) NOT NULL,
  from_time ${timestamp} NOT NULL,
  to_time ${timestamp} NOT NULL,
  period VARCHAR(16) NOT NULL,
  called_by VARCHAR(80) NOT NULL,
  called_at ${timestamp} NOT NULL,
  withdrawn_by VARCHAR(80)
);
CREATE INDEX tariff_price_call_i ON tariff_price_call (tariff_code, from_time);
