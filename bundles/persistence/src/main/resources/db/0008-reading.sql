--liquibase formatted sql

--changeset karawatt:reading-1
CREATE TABLE reading_plan (
  id BIGINT NOT NULL PRIMARY KEY,
  route_id BIGINT NOT NULL,
  office_id BIGINT NOT NULL,
  billing_month INT NOT NULL,
  planned_on DATE NOT NULL,
  registers INT NOT NULL,
  version INT NOT NULL,
  CONSTRAINT reading_plan_u UNIQUE (route_id, billing_month)
);
-- rows_total is the progress of a running import: the rows of the file that are committed, good or bad. A repeat goes on behind them.
CREATE TABLE reading_import (
  id BIGINT NOT NULL PRIMARY KEY,
  file_name VARCHAR(200) NOT NULL,
  content_hash CHAR(64) NOT NULL,
  billing_month INT NOT NULL,
  office_id BIGINT,
  status VARCHAR(12) NOT NULL,
  rows_total BIGINT NOT NULL,
  rows_ok BIGINT NOT NULL,
  rows_bad BIGINT NOT NULL,
  rows_held BIGINT NOT NULL,
  faults BIGINT NOT NULL,
  started_at ${timestamp} NOT NULL,
  finished_at ${timestamp},
  imported_by VARCHAR(80) NOT NULL,
  scope_paths VARCHAR(4000),
  CONSTRAINT reading_import_u UNIQUE (content_hash)
);
CREATE TABLE reading_import_fault (
  id BIGINT NOT NULL PRIMARY KEY,
  import_id BIGINT NOT NULL,
  line_no BIGINT NOT NULL,
  column_name VARCHAR(40) NOT NULL,
  code VARCHAR(20) NOT NULL,
  message_zh VARCHAR(300) NOT NULL,
  message_en VARCHAR(300) NOT NULL,
  raw_value VARCHAR(200)
);
CREATE INDEX reading_import_fault_i ON reading_import_fault (import_id, line_no);
-- Readings that are held together are decided together: their group is the id of the first of them.
CREATE TABLE reading_exception (
  id BIGINT NOT NULL PRIMARY KEY,
  group_id BIGINT NOT NULL,
  reading_id BIGINT NOT NULL,
  account_id BIGINT NOT NULL,
  billing_month INT NOT NULL,
  rule_name VARCHAR(40) NOT NULL,
  detail VARCHAR(300),
  status VARCHAR(12) NOT NULL,
  decided_by VARCHAR(80),
  decided_at ${timestamp},
  version INT NOT NULL
);
CREATE INDEX reading_exception_i2 ON reading_exception (group_id);
CREATE INDEX reading_exception_i ON reading_exception (billing_month, status, account_id);
