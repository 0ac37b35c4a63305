--liquibase formatted sql

--changeset karawatt:kernel-1
CREATE TABLE kernel_number (
  name VARCHAR(60) NOT NULL PRIMARY KEY,
  next_value BIGINT NOT NULL
);
CREATE TABLE kernel_setting (
  name VARCHAR(60) NOT NULL PRIMARY KEY,
  text_value VARCHAR(400)
);
-- The rows that serialise the sealing of the audit chain and keep its head: seal number and hash.
INSERT INTO kernel_setting (name, text_value) VALUES ('audit.head', '0:');
CREATE TABLE kernel_outbox (
  id BIGINT NOT NULL PRIMARY KEY,
  topic VARCHAR(120) NOT NULL,
  event_key VARCHAR(80) NOT NULL,
  payload ${clob} NOT NULL,
  created_at ${timestamp} NOT NULL,
  published_at ${timestamp}
);
CREATE INDEX kernel_outbox_i ON kernel_outbox (published_at, id);
CREATE TABLE kernel_history (
  id BIGINT NOT NULL PRIMARY KEY,
  entity VARCHAR(60) NOT NULL,
  entity_id BIGINT NOT NULL,
  changed_at ${timestamp} NOT NULL,
  changed_by VARCHAR(80) NOT NULL,
  channel VARCHAR(20) NOT NULL,
  reason VARCHAR(400),
  before_state ${clob} NOT NULL,
  after_state ${clob} NOT NULL
);
CREATE INDEX kernel_history_i ON kernel_history (entity, entity_id);
CREATE TABLE kernel_audit (
  id BIGINT NOT NULL PRIMARY KEY,
  occurred_at ${timestamp} NOT NULL,
  user_name VARCHAR(80) NOT NULL,
  channel VARCHAR(20) NOT NULL,
  action VARCHAR(80) NOT NULL,
  object_kind VARCHAR(60),
  object_id VARCHAR(80),
  detail VARCHAR(1000),
  seal_no BIGINT,
  prev_hash CHAR(64),
  hash CHAR(64),
  CONSTRAINT kernel_audit_u UNIQUE (seal_no)
);
CREATE TABLE kernel_idempotency (
  scope VARCHAR(60) NOT NULL,
  idem_key VARCHAR(100) NOT NULL,
  request_hash CHAR(64) NOT NULL,
  answer ${clob},
  created_at ${timestamp} NOT NULL,
  PRIMARY KEY (scope, idem_key)
);
CREATE TABLE kernel_attribute (
  id BIGINT NOT NULL PRIMARY KEY,
  owner_kind VARCHAR(40) NOT NULL,
  owner_id BIGINT NOT NULL,
  name VARCHAR(60) NOT NULL,
  text_value VARCHAR(2000),
  number_value DECIMAL(28,8),
  date_value DATE,
  CONSTRAINT kernel_attribute_u UNIQUE (owner_kind, owner_id, name)
);

--changeset karawatt:security-1
CREATE TABLE security_session (
  token_hash CHAR(64) NOT NULL PRIMARY KEY,
  user_name VARCHAR(80) NOT NULL,
  roles VARCHAR(2000) NOT NULL,
  csrf VARCHAR(64) NOT NULL,
  created_at ${timestamp} NOT NULL,
  last_seen_at ${timestamp} NOT NULL,
  expires_at ${timestamp} NOT NULL
);
CREATE INDEX security_session_i ON security_session (expires_at);

--changeset karawatt:run-1
CREATE TABLE run_run (
  id BIGINT NOT NULL PRIMARY KEY,
  kind VARCHAR(40) NOT NULL,
  run_key VARCHAR(160) NOT NULL,
  params ${clob},
  status VARCHAR(16) NOT NULL,
  requested_by VARCHAR(80) NOT NULL,
  created_at ${timestamp} NOT NULL,
  started_at ${timestamp},
  finished_at ${timestamp},
  items_total BIGINT,
  message VARCHAR(1000),
  result ${clob},
  version INT NOT NULL
);
CREATE INDEX run_run_i ON run_run (kind, run_key);
CREATE INDEX run_run_status_i ON run_run (status);
-- The run of a kind and key that has not ended: its primary key allows one.
CREATE TABLE run_active (
  kind VARCHAR(40) NOT NULL,
  run_key VARCHAR(160) NOT NULL,
  run_id BIGINT NOT NULL,
  PRIMARY KEY (kind, run_key),
  CONSTRAINT run_active_f FOREIGN KEY (run_id) REFERENCES run_run (id)
);
-- Keys up to position_key are done; cuts are the keys at which chunks end; retry marks a partition of parked items.
CREATE TABLE run_partition (
  id BIGINT NOT NULL PRIMARY KEY,
  run_id BIGINT NOT NULL,
  part_no INT NOT NULL,
  from_key BIGINT NOT NULL,
  to_key BIGINT NOT NULL,
  weight BIGINT NOT NULL,
  items BIGINT NOT NULL,
  position_key BIGINT NOT NULL,
  done BIGINT NOT NULL,
  parked BIGINT NOT NULL,
  status VARCHAR(16) NOT NULL,
  retry SMALLINT NOT NULL,
  cuts ${clob},
  claimed_by VARCHAR(80),
  updated_at ${timestamp},
  version INT NOT NULL,
  CONSTRAINT run_partition_u UNIQUE (run_id, part_no),
  CONSTRAINT run_partition_f FOREIGN KEY (run_id) REFERENCES run_run (id)
);
CREATE TABLE run_parked (
  id BIGINT NOT NULL PRIMARY KEY,
  run_id BIGINT NOT NULL,
  item_key BIGINT NOT NULL,
  item_label VARCHAR(80),
  code VARCHAR(30) NOT NULL,
  message_zh VARCHAR(500) NOT NULL,
  message_en VARCHAR(500) NOT NULL,
  parked_at ${timestamp} NOT NULL,
  resolved_at ${timestamp},
  CONSTRAINT run_parked_u UNIQUE (run_id, item_key),
  CONSTRAINT run_parked_f FOREIGN KEY (run_id) REFERENCES run_run (id)
);
