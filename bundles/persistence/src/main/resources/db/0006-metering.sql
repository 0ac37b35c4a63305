--liquibase formatted sql

--changeset karawatt:metering-1
CREATE TABLE metering_route (
  id BIGINT NOT NULL PRIMARY KEY,
  route_no VARCHAR(24) NOT NULL,
  name VARCHAR(120) NOT NULL,
  office_id BIGINT NOT NULL,
  reading_cycle VARCHAR(4) NOT NULL,
  reading_day SMALLINT NOT NULL,
  reader VARCHAR(80),
  version INT NOT NULL,
  CONSTRAINT metering_route_u UNIQUE (route_no),
  CONSTRAINT metering_route_f FOREIGN KEY (office_id) REFERENCES codes_office (id)
);
CREATE TABLE metering_point (
  id BIGINT NOT NULL PRIMARY KEY,
  point_no VARCHAR(24) NOT NULL,
  account_id BIGINT NOT NULL,
  office_id BIGINT NOT NULL,
  route_id BIGINT,
  route_seq INT NOT NULL,
  area_id BIGINT,
  voltage_code VARCHAR(12) NOT NULL,
  metering_mode VARCHAR(2) NOT NULL,
  purpose VARCHAR(12) NOT NULL,
  valid_from DATE NOT NULL,
  valid_to DATE,
  version INT NOT NULL,
  CONSTRAINT metering_point_u UNIQUE (point_no),
  CONSTRAINT metering_point_f1 FOREIGN KEY (account_id) REFERENCES customer_account (id),
  CONSTRAINT metering_point_f2 FOREIGN KEY (route_id) REFERENCES metering_route (id),
  CONSTRAINT metering_point_f3 FOREIGN KEY (area_id) REFERENCES equipment_area (id)
);
CREATE INDEX metering_point_i1 ON metering_point (account_id);
CREATE INDEX metering_point_i2 ON metering_point (route_id, route_seq);
-- How the quantity of a point is found, by days. A point without a rule in force is metered, bears no losses and is part of no other,
-- so that the mass of plain points needs no row here.
CREATE TABLE metering_point_rule (
  id BIGINT NOT NULL PRIMARY KEY,
  point_id BIGINT NOT NULL,
  account_id BIGINT NOT NULL,
  calculation VARCHAR(12) NOT NULL,
  fixed_kwh DECIMAL(18,4),
  ratio_pct DECIMAL(8,4),
  price_item VARCHAR(40),
  parent_id BIGINT,
  connection_kind VARCHAR(12),
  loss_method VARCHAR(12) NOT NULL,
  loss_table VARCHAR(40),
  loss_transformer_id BIGINT,
  loss_kwh DECIMAL(18,4),
  loss_kvarh DECIMAL(18,4),
  copper_loss_pct DECIMAL(8,4),
  loss_share_pct DECIMAL(8,4),
  line_loss_pct DECIMAL(8,4),
  line_loss_base VARCHAR(24),
  loss_spread VARCHAR(16),
  loss_decimals SMALLINT,
  valid_from DATE NOT NULL,
  valid_to DATE,
  version INT NOT NULL,
  CONSTRAINT metering_point_rule_u UNIQUE (point_id, valid_from),
  CONSTRAINT metering_point_rule_f1 FOREIGN KEY (point_id) REFERENCES metering_point (id),
  CONSTRAINT metering_point_rule_f2 FOREIGN KEY (parent_id) REFERENCES metering_point (id),
  CONSTRAINT metering_point_rule_f3 FOREIGN KEY (loss_transformer_id) REFERENCES equipment_transformer (id)
);
CREATE INDEX metering_point_rule_i ON metering_point_rule (account_id, valid_from);
CREATE TABLE metering_installation (
  id BIGINT NOT NULL PRIMARY KEY,
  point_id BIGINT NOT NULL,
  meter_id BIGINT NOT NULL,
  meter_no VARCHAR(32) NOT NULL,
  ct_ratio DECIMAL(12,4) NOT NULL,
  pt_ratio DECIMAL(12,4) NOT NULL,
  own_factor DECIMAL(12,4) NOT NULL,
  installed_on DATE NOT NULL,
  removed_on DATE,
  version INT NOT NULL,
  CONSTRAINT metering_installation_f1 FOREIGN KEY (point_id) REFERENCES metering_point (id),
  CONSTRAINT metering_installation_f2 FOREIGN KEY (meter_id) REFERENCES asset_item (id)
);
CREATE INDEX metering_installation_i1 ON metering_installation (point_id);
CREATE INDEX metering_installation_i2 ON metering_installation (meter_no);
CREATE TABLE metering_register (
  id BIGINT NOT NULL PRIMARY KEY,
  installation_id BIGINT NOT NULL,
  point_id BIGINT NOT NULL,
  kind VARCHAR(12) NOT NULL,
  integer_digits SMALLINT NOT NULL,
  decimal_digits SMALLINT NOT NULL,
  initial_value DECIMAL(14,4) NOT NULL,
  CONSTRAINT metering_register_u UNIQUE (installation_id, kind),
  CONSTRAINT metering_register_f FOREIGN KEY (installation_id) REFERENCES metering_installation (id)
);
CREATE INDEX metering_register_i ON metering_register (point_id);
-- Readings are written in bulk and keep a copy of what they were compared with, so that a bill can be repeated from them alone.
-- seq counts the readings of one register, month and reason, 0 for the first; revision counts the tries for one of them.
CREATE TABLE metering_reading (
  id BIGINT NOT NULL PRIMARY KEY,
  register_id BIGINT NOT NULL,
  account_id BIGINT NOT NULL,
  point_id BIGINT NOT NULL,
  billing_month INT NOT NULL,
  kind VARCHAR(12) NOT NULL,
  read_on DATE NOT NULL,
  reading_value DECIMAL(14,4) NOT NULL,
  previous_on DATE NOT NULL,
  previous_value DECIMAL(14,4) NOT NULL,
  multiplier DECIMAL(14,4) NOT NULL,
  quantity DECIMAL(18,4) NOT NULL,
  reason VARCHAR(12) NOT NULL,
  seq SMALLINT NOT NULL,
  source VARCHAR(12) NOT NULL,
  status VARCHAR(12) NOT NULL,
  revision SMALLINT NOT NULL,
  import_id BIGINT,
  CONSTRAINT metering_reading_u UNIQUE (register_id, billing_month, reason, seq, revision)
);
CREATE INDEX metering_reading_i ON metering_reading (billing_month, account_id);

--changeset karawatt:metering-2
-- A day of a point in one row; its values stand in one text, which both databases keep compactly and people can read.
CREATE TABLE metering_curve (
  point_id BIGINT NOT NULL,
  account_id BIGINT NOT NULL,
  read_on DATE NOT NULL,
  channel VARCHAR(6) NOT NULL,
  curve VARCHAR(2000) NOT NULL,
  revision INT NOT NULL,
  imported_by VARCHAR(80) NOT NULL,
  imported_at ${timestamp} NOT NULL,
  CONSTRAINT metering_curve_p PRIMARY KEY (point_id, channel, read_on, revision),
  CONSTRAINT metering_curve_f FOREIGN KEY (point_id) REFERENCES metering_point (id)
);
CREATE INDEX metering_curve_i ON metering_curve (account_id, read_on);
