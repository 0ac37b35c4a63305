--liquibase formatted sql

--changeset karawatt:asset-1
CREATE TABLE asset_item (
  id BIGINT NOT NULL PRIMARY KEY,
  asset_no VARCHAR(32) NOT NULL,
  kind VARCHAR(12) NOT NULL,
  model VARCHAR(60) NOT NULL,
  serial_no VARCHAR(40),
  accuracy VARCHAR(12),
  integer_digits SMALLINT,
  decimal_digits SMALLINT,
  ratio_primary DECIMAL(14,4),
  ratio_secondary DECIMAL(14,4),
  status VARCHAR(12) NOT NULL,
  office_id BIGINT NOT NULL,
  location VARCHAR(80),
  verified_until DATE,
  version INT NOT NULL,
  CONSTRAINT asset_item_u UNIQUE (asset_no),
  CONSTRAINT asset_item_f FOREIGN KEY (office_id) REFERENCES codes_office (id)
);
CREATE TABLE asset_event (
  id BIGINT NOT NULL PRIMARY KEY,
  item_id BIGINT NOT NULL,
  happened_on DATE NOT NULL,
  kind VARCHAR(16) NOT NULL,
  from_status VARCHAR(12),
  to_status VARCHAR(12) NOT NULL,
  note VARCHAR(300),
  CONSTRAINT asset_event_f FOREIGN KEY (item_id) REFERENCES asset_item (id)
);
CREATE INDEX asset_event_i ON asset_event (item_id);

--changeset karawatt:asset-2
CREATE INDEX asset_item_i1 ON asset_item (serial_no);
CREATE INDEX asset_item_i2 ON asset_item (office_id);
