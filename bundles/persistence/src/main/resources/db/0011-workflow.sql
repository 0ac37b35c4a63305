--liquibase formatted sql

--changeset karawatt:workflow-1
-- A version of a process. engine_id is its definition in the process engine, which keeps it for running cases.
CREATE TABLE workflow_process (
  id BIGINT NOT NULL CONSTRAINT workflow_process_p PRIMARY KEY,
  process_key VARCHAR(60) NOT NULL,
  process_version INT NOT NULL,
  name_zh VARCHAR(160) NOT NULL,
  name_en VARCHAR(160) NOT NULL,
  engine_id VARCHAR(64) NOT NULL,
  origin VARCHAR(160) NOT NULL,
  content_hash CHAR(64) NOT NULL,
  content ${clob} NOT NULL,
  offered BOOLEAN NOT NULL,
  deployed_at ${timestamp} NOT NULL,
  CONSTRAINT workflow_process_u1 UNIQUE (process_key, process_version),
  CONSTRAINT workflow_process_u2 UNIQUE (engine_id)
);
-- engine_id is the process instance; null only inside the transaction that opens the case.
CREATE TABLE workflow_case (
  id BIGINT NOT NULL CONSTRAINT workflow_case_p PRIMARY KEY,
  case_no VARCHAR(24) NOT NULL,
  process_id BIGINT NOT NULL,
  engine_id VARCHAR(64),
  office_id BIGINT NOT NULL,
  account_id BIGINT,
  title VARCHAR(200) NOT NULL,
  channel VARCHAR(20) NOT NULL,
  priority SMALLINT NOT NULL,
  status VARCHAR(12) NOT NULL,
  opened_by VARCHAR(60) NOT NULL,
  opened_at ${timestamp} NOT NULL,
  limit_code VARCHAR(40),
  warn_at ${timestamp},
  due_at ${timestamp},
  watch SMALLINT NOT NULL,
  waits_since ${timestamp},
  closed_at ${timestamp},
  outcome VARCHAR(40),
  version INT NOT NULL,
  CONSTRAINT workflow_case_u1 UNIQUE (case_no),
  CONSTRAINT workflow_case_u2 UNIQUE (engine_id),
  CONSTRAINT workflow_case_f1 FOREIGN KEY (process_id) REFERENCES workflow_process (id),
  CONSTRAINT workflow_case_f2 FOREIGN KEY (office_id) REFERENCES codes_office (id)
);
CREATE INDEX workflow_case_i1 ON workflow_case (account_id);
CREATE INDEX workflow_case_i2 ON workflow_case (status, opened_at);
CREATE INDEX workflow_case_i3 ON workflow_case (watch, warn_at);
-- A step that a person does. watch: 0 nothing to tell yet, 1 warned, 2 escalated, 9 over.
CREATE TABLE workflow_task (
  id BIGINT NOT NULL CONSTRAINT workflow_task_p PRIMARY KEY,
  case_id BIGINT NOT NULL,
  engine_id VARCHAR(64) NOT NULL,
  step_key VARCHAR(60) NOT NULL,
  name_zh VARCHAR(160) NOT NULL,
  name_en VARCHAR(160) NOT NULL,
  role VARCHAR(60) NOT NULL,
  office_id BIGINT NOT NULL,
  assignee VARCHAR(60),
  owner VARCHAR(60),
  status VARCHAR(12) NOT NULL,
  created_at ${timestamp} NOT NULL,
  limit_code VARCHAR(40),
  warn_at ${timestamp},
  due_at ${timestamp},
  watch SMALLINT NOT NULL,
  done_at ${timestamp},
  done_by VARCHAR(60),
  outcome VARCHAR(40),
  form ${clob},
  version INT NOT NULL,
  CONSTRAINT workflow_task_u UNIQUE (engine_id),
  CONSTRAINT workflow_task_f FOREIGN KEY (case_id) REFERENCES workflow_case (id)
);
CREATE INDEX workflow_task_i1 ON workflow_task (case_id);
CREATE INDEX workflow_task_i2 ON workflow_task (status, role, office_id);
CREATE INDEX workflow_task_i3 ON workflow_task (assignee, status);
CREATE INDEX workflow_task_i4 ON workflow_task (watch, warn_at);
-- An automatic step that could not go on: its handler is away or has failed too often.
CREATE TABLE workflow_parked (
  id BIGINT NOT NULL CONSTRAINT workflow_parked_p PRIMARY KEY,
  case_id BIGINT NOT NULL,
  engine_id VARCHAR(64) NOT NULL,
  step_key VARCHAR(60) NOT NULL,
  handler VARCHAR(80) NOT NULL,
  code VARCHAR(20) NOT NULL,
  args ${clob} NOT NULL,
  parked_at ${timestamp} NOT NULL,
  resolved_at ${timestamp},
  CONSTRAINT workflow_parked_f FOREIGN KEY (case_id) REFERENCES workflow_case (id)
);
CREATE INDEX workflow_parked_i ON workflow_parked (handler, resolved_at);
-- What has happened in a case, in the order of its ids.
CREATE TABLE workflow_event (
  id BIGINT NOT NULL CONSTRAINT workflow_event_p PRIMARY KEY,
  case_id BIGINT NOT NULL,
  task_id BIGINT,
  kind VARCHAR(20) NOT NULL,
  happened_at ${timestamp} NOT NULL,
  happened_by VARCHAR(60) NOT NULL,
  note VARCHAR(1000),
  CONSTRAINT workflow_event_f FOREIGN KEY (case_id) REFERENCES workflow_case (id)
);
CREATE INDEX workflow_event_i ON workflow_event (case_id);
CREATE TABLE workflow_attachment (
  id BIGINT NOT NULL CONSTRAINT workflow_attachment_p PRIMARY KEY,
  case_id BIGINT NOT NULL,
  task_id BIGINT,
  file_name VARCHAR(200) NOT NULL,
  media_type VARCHAR(80) NOT NULL,
  size_bytes INT NOT NULL,
  content_hash CHAR(64) NOT NULL,
  content ${blob} NOT NULL,
  added_by VARCHAR(60) NOT NULL,
  added_at ${timestamp} NOT NULL,
  CONSTRAINT workflow_attachment_f FOREIGN KEY (case_id) REFERENCES workflow_case (id)
);
CREATE INDEX workflow_attachment_i ON workflow_attachment (case_id);
-- Time that is not the utility's: the customer's own, or a suspension. to_at is null while it lasts.
CREATE TABLE workflow_pause (
  id BIGINT NOT NULL CONSTRAINT workflow_pause_p PRIMARY KEY,
  case_id BIGINT NOT NULL,
  task_id BIGINT,
  kind VARCHAR(12) NOT NULL,
  from_at ${timestamp} NOT NULL,
  to_at ${timestamp},
  reason VARCHAR(400),
  CONSTRAINT workflow_pause_f FOREIGN KEY (case_id) REFERENCES workflow_case (id)
);
CREATE INDEX workflow_pause_i ON workflow_pause (case_id);
-- Working and free days that differ from the week, for an office and those below it; the nearest office above counts.
CREATE TABLE workflow_day (
  office_id BIGINT NOT NULL,
  on_day DATE NOT NULL,
  working BOOLEAN NOT NULL,
  name VARCHAR(80) NOT NULL,
  CONSTRAINT workflow_day_p PRIMARY KEY (office_id, on_day),
  CONSTRAINT workflow_day_f FOREIGN KEY (office_id) REFERENCES codes_office (id)
);
-- How long a step or a case may take. rule names where the limit comes from.
CREATE TABLE workflow_limit (
  id BIGINT NOT NULL CONSTRAINT workflow_limit_p PRIMARY KEY,
  limit_code VARCHAR(40) NOT NULL,
  name_zh VARCHAR(160) NOT NULL,
  name_en VARCHAR(160) NOT NULL,
  amount INT NOT NULL,
  unit VARCHAR(12) NOT NULL,
  warn_percent SMALLINT NOT NULL,
  rule VARCHAR(160) NOT NULL,
  valid_from DATE NOT NULL,
  valid_to DATE,
  CONSTRAINT workflow_limit_u UNIQUE (limit_code, valid_from)
);

--changeset karawatt:workflow-2
-- Who led the case to a parked step, with his rights and offices (JSON): it goes on in his name and never with more; null for the server.
ALTER TABLE workflow_parked ADD COLUMN led_by ${clob};
