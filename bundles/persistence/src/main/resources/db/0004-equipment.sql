--liquibase formatted sql

--changeset karawatt:equipment-1
CREATE TABLE equipment_line (
  id BIGINT NOT NULL PRIMARY KEY,
  line_no VARCHAR(24) NOT NULL,
  name VARCHAR(120) NOT NULL,
  voltage_code VARCHAR(12) NOT NULL,
  office_id BIGINT NOT NULL,
  version INT NOT NULL,
  CONSTRAINT equipment_line_u UNIQUE (line_no),
  CONSTRAINT equipment_line_f FOREIGN KEY (office_id) REFERENCES codes_office (id)
);
CREATE TABLE equipment_area (
  id BIGINT NOT NULL PRIMARY KEY,
  area_no VARCHAR(24) NOT NULL,
  name VARCHAR(120) NOT NULL,
  line_id BIGINT NOT NULL,
  office_id BIGINT NOT NULL,
  capacity_kva DECIMAL(14,4) NOT NULL,
  public_area BOOLEAN NOT NULL,
  version INT NOT NULL,
  CONSTRAINT equipment_area_u UNIQUE (area_no),
  CONSTRAINT equipment_area_f1 FOREIGN KEY (line_id) REFERENCES equipment_line (id),
  CONSTRAINT equipment_area_f2 FOREIGN KEY (office_id) REFERENCES codes_office (id)
);
CREATE TABLE equipment_transformer (
  id BIGINT NOT NULL PRIMARY KEY,
  transformer_no VARCHAR(24) NOT NULL,
  account_id BIGINT NOT NULL,
  kind VARCHAR(12) NOT NULL,
  model VARCHAR(40),
  voltage_code VARCHAR(12) NOT NULL,
  capacity_kva DECIMAL(14,4) NOT NULL,
  no_load_loss_kw DECIMAL(10,4),
  load_loss_kw DECIMAL(10,4),
  no_load_current_pct DECIMAL(8,4),
  impedance_pct DECIMAL(8,4),
  version INT NOT NULL,
  CONSTRAINT equipment_transformer_u UNIQUE (transformer_no)
);
CREATE INDEX equipment_transformer_i ON equipment_transformer (account_id);
CREATE TABLE equipment_transformer_state (
  id BIGINT NOT NULL PRIMARY KEY,
  transformer_id BIGINT NOT NULL,
  account_id BIGINT NOT NULL,
  state VARCHAR(12) NOT NULL,
  valid_from DATE NOT NULL,
  valid_to DATE,
  version INT NOT NULL,
  CONSTRAINT equipment_transformer_state_u UNIQUE (transformer_id, valid_from),
  CONSTRAINT equipment_transformer_state_f FOREIGN KEY (transformer_id) REFERENCES equipment_transformer (id)
);
CREATE INDEX equipment_transformer_state_i ON equipment_transformer_state (account_id);

--changeset karawatt:equipment-2
CREATE INDEX equipment_area_i1 ON equipment_area (line_id);
