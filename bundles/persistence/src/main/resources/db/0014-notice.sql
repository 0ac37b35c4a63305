--liquibase formatted sql

--changeset karawatt:notice-1
-- A version of a template; it is never changed. The newest offered version of a code is the one in use. content is the file.
CREATE TABLE notice_template (
  id BIGINT NOT NULL CONSTRAINT notice_template_p PRIMARY KEY,
  code VARCHAR(60) NOT NULL,
  template_version INT NOT NULL,
  origin VARCHAR(160) NOT NULL,
  content_hash CHAR(64) NOT NULL,
  content ${clob} NOT NULL,
  offered BOOLEAN NOT NULL,
  created_by VARCHAR(60) NOT NULL,
  created_at ${timestamp} NOT NULL,
  CONSTRAINT notice_template_u UNIQUE (code, template_version)
);
-- What a customer wants to be told and by which channel, by days. kind * is every kind without an entry of its own.
CREATE TABLE notice_preference (
  id BIGINT NOT NULL CONSTRAINT notice_preference_p PRIMARY KEY,
  customer_id BIGINT NOT NULL,
  kind VARCHAR(60) NOT NULL,
  channel VARCHAR(20) NOT NULL,
  wanted BOOLEAN NOT NULL,
  source VARCHAR(120) NOT NULL,
  valid_from DATE NOT NULL,
  valid_to DATE,
  recorded_by VARCHAR(60) NOT NULL,
  recorded_at ${timestamp} NOT NULL,
  CONSTRAINT notice_preference_u UNIQUE (customer_id, kind, channel, valid_from),
  CONSTRAINT notice_preference_f FOREIGN KEY (customer_id) REFERENCES customer_customer (id)
);
-- A notice to many. population and content are JSON; accounts are counted when it is made and do not change afterwards.
CREATE TABLE notice_batch (
  id BIGINT NOT NULL CONSTRAINT notice_batch_p PRIMARY KEY,
  template_id BIGINT NOT NULL,
  office_id BIGINT NOT NULL,
  title VARCHAR(200) NOT NULL,
  population ${clob} NOT NULL,
  content ${clob} NOT NULL,
  accounts BIGINT NOT NULL,
  accounts_of_office BIGINT NOT NULL,
  suspicious BOOLEAN NOT NULL,
  send_by ${timestamp},
  status VARCHAR(12) NOT NULL,
  created_by VARCHAR(60) NOT NULL,
  created_at ${timestamp} NOT NULL,
  released_by VARCHAR(60),
  released_at ${timestamp},
  run_id BIGINT,
  version INT NOT NULL,
  CONSTRAINT notice_batch_f1 FOREIGN KEY (template_id) REFERENCES notice_template (id),
  CONSTRAINT notice_batch_f2 FOREIGN KEY (office_id) REFERENCES codes_office (id)
);
CREATE INDEX notice_batch_i ON notice_batch (office_id);
-- amount is what the account owes when the population was chosen by arrears.
CREATE TABLE notice_batch_account (
  batch_id BIGINT NOT NULL,
  account_id BIGINT NOT NULL,
  amount DECIMAL(18,2),
  CONSTRAINT notice_batch_account_p PRIMARY KEY (batch_id, account_id),
  CONSTRAINT notice_batch_account_f FOREIGN KEY (batch_id) REFERENCES notice_batch (id)
);
-- One notice by one channel. dedupe_key keeps anybody from getting the same twice. sent_to is masked; the text is what was sent.
CREATE TABLE notice_message (
  id BIGINT NOT NULL CONSTRAINT notice_message_p PRIMARY KEY,
  dedupe_key VARCHAR(160) NOT NULL,
  batch_id BIGINT,
  template_id BIGINT NOT NULL,
  kind VARCHAR(60) NOT NULL,
  account_id BIGINT NOT NULL,
  office_id BIGINT NOT NULL,
  channel VARCHAR(20) NOT NULL,
  language VARCHAR(8) NOT NULL,
  subject VARCHAR(200) NOT NULL,
  body ${clob} NOT NULL,
  html ${clob},
  content_hash CHAR(64) NOT NULL,
  status VARCHAR(12) NOT NULL,
  attempts SMALLINT NOT NULL,
  next_try_at ${timestamp} NOT NULL,
  created_by VARCHAR(60) NOT NULL,
  created_at ${timestamp} NOT NULL,
  finished_at ${timestamp},
  sent_to VARCHAR(120),
  channel_reference VARCHAR(200),
  cause VARCHAR(400),
  CONSTRAINT notice_message_u UNIQUE (dedupe_key),
  CONSTRAINT notice_message_f1 FOREIGN KEY (template_id) REFERENCES notice_template (id),
  CONSTRAINT notice_message_f2 FOREIGN KEY (batch_id) REFERENCES notice_batch (id),
  CONSTRAINT notice_message_f3 FOREIGN KEY (account_id) REFERENCES customer_account (id)
);
CREATE INDEX notice_message_i1 ON notice_message (status, channel, next_try_at);
CREATE INDEX notice_message_i2 ON notice_message (account_id);
CREATE INDEX notice_message_i3 ON notice_message (batch_id, status);
-- Each try to hand a notice to its channel.
CREATE TABLE notice_attempt (
  message_id BIGINT NOT NULL,
  attempt_no SMALLINT NOT NULL,
  tried_at ${timestamp} NOT NULL,
  outcome VARCHAR(12) NOT NULL,
  sent_to VARCHAR(120),
  detail VARCHAR(400),
  CONSTRAINT notice_attempt_p PRIMARY KEY (message_id, attempt_no),
  CONSTRAINT notice_attempt_f FOREIGN KEY (message_id) REFERENCES notice_message (id)
);
CREATE TABLE notice_attachment (
  message_id BIGINT NOT NULL,
  seq SMALLINT NOT NULL,
  file_name VARCHAR(200) NOT NULL,
  media_type VARCHAR(80) NOT NULL,
  content ${blob} NOT NULL,
  CONSTRAINT notice_attachment_p PRIMARY KEY (message_id, seq),
  CONSTRAINT notice_attachment_f FOREIGN KEY (message_id) REFERENCES notice_message (id)
);

--changeset karawatt:outage-1
-- How long before an interruption whom to tell. recipients: ALL or IMPORTANT. short_notice: whether less time is allowed with a reason.
CREATE TABLE outage_rule (
  kind VARCHAR(12) NOT NULL,
  notice_hours INT NOT NULL,
  recipients VARCHAR(12) NOT NULL,
  short_notice BOOLEAN NOT NULL,
  source VARCHAR(160) NOT NULL,
  valid_from DATE NOT NULL,
  valid_to DATE,
  CONSTRAINT outage_rule_p PRIMARY KEY (kind, valid_from)
);
INSERT INTO outage_rule (kind, notice_hours, recipients, short_notice, source, valid_from) VALUES ('PLANNED', 168, 'ALL', FALSE, '电力供应与使用条例 28; 供电服务十项承诺 2022 第2条', '1996-09-01');
INSERT INTO outage_rule (kind, notice_hours, recipients, short_notice, source, valid_from) VALUES ('TEMPORARY', 24, 'IMPORTANT', TRUE, '电力供应与使用条例 28', '1996-09-01');
INSERT INTO outage_rule (kind, notice_hours, recipients, short_notice, source, valid_from) VALUES ('FAULT', 0, 'ALL', TRUE, '供电服务十项承诺 2022 第2条', '1996-09-01');
INSERT INTO outage_rule (kind, notice_hours, recipients, short_notice, source, valid_from) VALUES ('OVERLOAD', 0, 'ALL', TRUE, '95598 停送电信息', '1996-09-01');
-- told: a notice of it has been released, so that whatever changes must be corrected.
CREATE TABLE outage_outage (
  id BIGINT NOT NULL CONSTRAINT outage_outage_p PRIMARY KEY,
  outage_no VARCHAR(24) NOT NULL,
  kind VARCHAR(12) NOT NULL,
  line_id BIGINT NOT NULL,
  line_no VARCHAR(24) NOT NULL,
  line_name VARCHAR(120) NOT NULL,
  office_id BIGINT NOT NULL,
  starts_at ${timestamp} NOT NULL,
  ends_at ${timestamp} NOT NULL,
  reason VARCHAR(300) NOT NULL,
  short_notice_reason VARCHAR(300),
  notify_by ${timestamp} NOT NULL,
  batch_id BIGINT,
  told BOOLEAN NOT NULL,
  status VARCHAR(12) NOT NULL,
  created_by VARCHAR(60) NOT NULL,
  created_at ${timestamp} NOT NULL,
  version INT NOT NULL,
  CONSTRAINT outage_outage_u UNIQUE (outage_no),
  CONSTRAINT outage_outage_f1 FOREIGN KEY (line_id) REFERENCES equipment_line (id),
  CONSTRAINT outage_outage_f2 FOREIGN KEY (office_id) REFERENCES codes_office (id)
);
CREATE INDEX outage_outage_i1 ON outage_outage (line_id, ends_at);
CREATE INDEX outage_outage_i2 ON outage_outage (starts_at);
-- The transformer areas that are affected; all areas of the line when it was planned without naming any.
CREATE TABLE outage_area (
  outage_id BIGINT NOT NULL,
  area_id BIGINT NOT NULL,
  area_no VARCHAR(24) NOT NULL,
  CONSTRAINT outage_area_p PRIMARY KEY (outage_id, area_id),
  CONSTRAINT outage_area_f FOREIGN KEY (outage_id) REFERENCES outage_outage (id)
);
CREATE INDEX outage_area_i ON outage_area (area_id);
