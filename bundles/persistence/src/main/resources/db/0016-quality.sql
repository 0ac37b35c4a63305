--liquibase formatted sql

--changeset karawatt:feed-1
-- The place of a delivered event in the feed. Places are given under the lock of the row outbox.head, so that no event appears before a
-- place that has been read already.
ALTER TABLE kernel_outbox ADD COLUMN feed_no BIGINT;
CREATE INDEX kernel_outbox_feed_i ON kernel_outbox (feed_no);
INSERT INTO kernel_setting (name, text_value) VALUES ('outbox.head', '0');
-- The last place whose event is no longer kept.
INSERT INTO kernel_setting (name, text_value) VALUES ('outbox.forgotten', '0');
CREATE TABLE kernel_consumer (
  name VARCHAR(60) NOT NULL CONSTRAINT kernel_consumer_p PRIMARY KEY,
  position_no BIGINT NOT NULL,
  moved_at ${timestamp} NOT NULL
);

--changeset karawatt:quality-1
-- What an audit run has found, by rule and piece of the run: written with the progress of the run, so that a repeat adds nothing twice.
CREATE TABLE quality_result (
  run_id BIGINT NOT NULL,
  rule_code VARCHAR(40) NOT NULL,
  after_key BIGINT NOT NULL,
  examined BIGINT NOT NULL,
  hits BIGINT NOT NULL,
  fresh BIGINT NOT NULL,
  excluded BIGINT NOT NULL,
  sample ${clob},
  CONSTRAINT quality_result_p PRIMARY KEY (run_id, rule_code, after_key)
);
-- One rule finds one thing once in its window, whoever runs it and however often.
CREATE TABLE quality_hit (
  id BIGINT NOT NULL CONSTRAINT quality_hit_p PRIMARY KEY,
  rule_code VARCHAR(40) NOT NULL,
  rule_zh VARCHAR(160) NOT NULL,
  rule_en VARCHAR(160) NOT NULL,
  theme VARCHAR(20) NOT NULL,
  severity VARCHAR(8) NOT NULL,
  dispatched BOOLEAN NOT NULL,
  office_id BIGINT NOT NULL,
  account_id BIGINT NOT NULL,
  account_no VARCHAR(20) NOT NULL,
  object VARCHAR(60) NOT NULL,
  in_window VARCHAR(7) NOT NULL,
  facts VARCHAR(2000) NOT NULL,
  status VARCHAR(12) NOT NULL,
  case_id BIGINT,
  case_no VARCHAR(24),
  run_id BIGINT NOT NULL,
  found_at ${timestamp} NOT NULL,
  ended_at ${timestamp},
  recovered DECIMAL(18,2),
  note VARCHAR(1000),
  CONSTRAINT quality_hit_u UNIQUE (account_id, rule_code, object, in_window),
  CONSTRAINT quality_hit_f FOREIGN KEY (office_id) REFERENCES codes_office (id)
);
CREATE INDEX quality_hit_i1 ON quality_hit (status, dispatched);
CREATE INDEX quality_hit_i2 ON quality_hit (rule_code, found_at);
CREATE INDEX quality_hit_i3 ON quality_hit (case_id);
-- Objects that a rule leaves out for a time.
CREATE TABLE quality_exclusion (
  id BIGINT NOT NULL CONSTRAINT quality_exclusion_p PRIMARY KEY,
  rule_code VARCHAR(40) NOT NULL,
  office_id BIGINT NOT NULL,
  account_id BIGINT NOT NULL,
  account_no VARCHAR(20) NOT NULL,
  object VARCHAR(60) NOT NULL,
  until_day DATE NOT NULL,
  reason VARCHAR(400) NOT NULL,
  excluded_by VARCHAR(80) NOT NULL
);
CREATE INDEX quality_exclusion_i ON quality_exclusion (account_id);
-- When a schedule was last done; changed only from the value that was read, so that of several servers one starts.
CREATE TABLE quality_schedule (
  name VARCHAR(80) NOT NULL CONSTRAINT quality_schedule_p PRIMARY KEY,
  done_at ${timestamp} NOT NULL
);
-- Measures of closed months, by office with those below it.
CREATE TABLE quality_measure (
  name VARCHAR(60) NOT NULL,
  office_id BIGINT NOT NULL,
  billing_month INT NOT NULL,
  amount DECIMAL(24,6) NOT NULL,
  kept_at ${timestamp} NOT NULL,
  CONSTRAINT quality_measure_p PRIMARY KEY (office_id, billing_month, name)
);
-- Closed months whose measures are kept.
CREATE TABLE quality_kept_month (
  billing_month INT NOT NULL CONSTRAINT quality_kept_month_p PRIMARY KEY,
  kept_at ${timestamp} NOT NULL
);
