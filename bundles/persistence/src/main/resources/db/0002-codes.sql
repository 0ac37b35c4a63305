--liquibase formatted sql

--changeset karawatt:codes-1
CREATE TABLE codes_table (
  code VARCHAR(40) NOT NULL PRIMARY KEY,
  name_zh VARCHAR(120) NOT NULL,
  name_en VARCHAR(120) NOT NULL,
  source VARCHAR(300)
);
CREATE TABLE codes_code (
  id BIGINT NOT NULL PRIMARY KEY,
  table_code VARCHAR(40) NOT NULL,
  code VARCHAR(40) NOT NULL,
  parent_code VARCHAR(40),
  name_zh VARCHAR(160) NOT NULL,
  name_en VARCHAR(160) NOT NULL,
  sort_no INT NOT NULL,
  valid_from DATE NOT NULL,
  valid_to DATE,
  origin VARCHAR(160) NOT NULL,
  version INT NOT NULL,
  CONSTRAINT codes_code_u UNIQUE (table_code, code, valid_from),
  CONSTRAINT codes_code_f FOREIGN KEY (table_code) REFERENCES codes_table (code)
);
CREATE TABLE codes_office (
  id BIGINT NOT NULL PRIMARY KEY,
  code VARCHAR(20) NOT NULL,
  parent_id BIGINT,
  path VARCHAR(200) NOT NULL,
  kind VARCHAR(20) NOT NULL,
  name_zh VARCHAR(120) NOT NULL,
  name_en VARCHAR(120) NOT NULL,
  valid_from DATE NOT NULL,
  valid_to DATE,
  version INT NOT NULL,
  CONSTRAINT codes_office_u1 UNIQUE (code),
  CONSTRAINT codes_office_u2 UNIQUE (path),
  CONSTRAINT codes_office_f FOREIGN KEY (parent_id) REFERENCES codes_office (id)
);
