--liquibase formatted sql

--changeset karawatt:desk-1
-- What a customer has come with: the service facts of a case. The case itself is workflow's; state and due_at follow it by its events,
-- due_at being the next end of a time allowed, of the case or of a step.
CREATE TABLE desk_contact (
  id BIGINT NOT NULL CONSTRAINT desk_contact_p PRIMARY KEY,
  case_id BIGINT NOT NULL,
  case_no VARCHAR(24) NOT NULL,
  kind VARCHAR(20) NOT NULL,
  sub_kind VARCHAR(30),
  channel VARCHAR(20) NOT NULL,
  office_id BIGINT NOT NULL,
  account_id BIGINT,
  account_no VARCHAR(20),
  caller_name VARCHAR(100),
  caller_phone VARCHAR(30),
  details VARCHAR(2000) NOT NULL,
  area VARCHAR(12),
  bill_no VARCHAR(32),
  bill_month INT,
  reading_id BIGINT,
  state VARCHAR(12) NOT NULL,
  due_at ${timestamp},
  opened_by VARCHAR(60) NOT NULL,
  opened_at ${timestamp} NOT NULL,
  closed_at ${timestamp},
  satisfaction SMALLINT,
  called_back_at ${timestamp},
  reopened INT NOT NULL,
  follows_id BIGINT,
  CONSTRAINT desk_contact_u1 UNIQUE (case_id),
  CONSTRAINT desk_contact_u2 UNIQUE (case_no),
  CONSTRAINT desk_contact_f1 FOREIGN KEY (case_id) REFERENCES workflow_case (id),
  CONSTRAINT desk_contact_f2 FOREIGN KEY (office_id) REFERENCES codes_office (id),
  CONSTRAINT desk_contact_f3 FOREIGN KEY (follows_id) REFERENCES desk_contact (id)
);
CREATE INDEX desk_contact_i1 ON desk_contact (account_id);
CREATE INDEX desk_contact_i2 ON desk_contact (state, due_at);
CREATE INDEX desk_contact_i3 ON desk_contact (office_id, opened_at);
-- What a customer said when he was called back.
CREATE TABLE desk_call_back (
  id BIGINT NOT NULL CONSTRAINT desk_call_back_p PRIMARY KEY,
  contact_id BIGINT NOT NULL,
  called_at ${timestamp} NOT NULL,
  called_by VARCHAR(60) NOT NULL,
  outcome VARCHAR(12) NOT NULL,
  satisfaction SMALLINT,
  note VARCHAR(1000),
  CONSTRAINT desk_call_back_f FOREIGN KEY (contact_id) REFERENCES desk_contact (id)
);
CREATE INDEX desk_call_back_i ON desk_call_back (contact_id);
-- The last number given out in a hall on a day for a kind of business; its row lock makes numbers run without gaps.
CREATE TABLE desk_ticket_counter (
  office_id BIGINT NOT NULL,
  on_day DATE NOT NULL,
  business VARCHAR(10) NOT NULL,
  last_no INT NOT NULL,
  CONSTRAINT desk_ticket_counter_p PRIMARY KEY (office_id, on_day, business)
);
CREATE TABLE desk_ticket (
  id BIGINT NOT NULL CONSTRAINT desk_ticket_p PRIMARY KEY,
  office_id BIGINT NOT NULL,
  on_day DATE NOT NULL,
  ticket_no VARCHAR(16) NOT NULL,
  business VARCHAR(10) NOT NULL,
  account_no VARCHAR(20),
  state VARCHAR(12) NOT NULL,
  taken_at ${timestamp} NOT NULL,
  called_at ${timestamp},
  called_by VARCHAR(60),
  counter_no VARCHAR(10),
  ended_at ${timestamp},
  CONSTRAINT desk_ticket_u UNIQUE (office_id, on_day, ticket_no),
  CONSTRAINT desk_ticket_f FOREIGN KEY (office_id) REFERENCES codes_office (id)
);
CREATE INDEX desk_ticket_i ON desk_ticket (office_id, on_day, state);
-- A shift handed over. accepted_by is null until the next one has accepted it; at most one is open in an office.
CREATE TABLE desk_hand_over (
  id BIGINT NOT NULL CONSTRAINT desk_hand_over_p PRIMARY KEY,
  office_id BIGINT NOT NULL,
  given_by VARCHAR(60) NOT NULL,
  given_at ${timestamp} NOT NULL,
  note VARCHAR(1000) NOT NULL,
  waiting INT NOT NULL,
  open_contacts INT NOT NULL,
  case_nos VARCHAR(2000) NOT NULL,
  accepted_by VARCHAR(60),
  accepted_at ${timestamp},
  CONSTRAINT desk_hand_over_f FOREIGN KEY (office_id) REFERENCES codes_office (id)
);
CREATE INDEX desk_hand_over_i ON desk_hand_over (office_id, given_at);

--changeset karawatt:knowledge-1
CREATE TABLE knowledge_article (
  id BIGINT NOT NULL CONSTRAINT knowledge_article_p PRIMARY KEY,
  code VARCHAR(40) NOT NULL,
  topic VARCHAR(12) NOT NULL,
  open_to_all BOOLEAN NOT NULL,
  origin VARCHAR(160),
  version INT NOT NULL,
  CONSTRAINT knowledge_article_u UNIQUE (code)
);
-- A version of an article. Valid from valid_from until before valid_to once it is published; one is in force on a day.
CREATE TABLE knowledge_version (
  id BIGINT NOT NULL CONSTRAINT knowledge_version_p PRIMARY KEY,
  article_id BIGINT NOT NULL,
  version_no INT NOT NULL,
  status VARCHAR(12) NOT NULL,
  title_zh VARCHAR(160) NOT NULL,
  title_en VARCHAR(160) NOT NULL,
  body_zh ${clob} NOT NULL,
  body_en ${clob} NOT NULL,
  source VARCHAR(400),
  content_hash CHAR(64) NOT NULL,
  drafted_by VARCHAR(60) NOT NULL,
  drafted_at ${timestamp} NOT NULL,
  submitted_by VARCHAR(60),
  decided_by VARCHAR(60),
  decided_at ${timestamp},
  note VARCHAR(400),
  valid_from DATE,
  valid_to DATE,
  version INT NOT NULL,
  CONSTRAINT knowledge_version_u UNIQUE (article_id, version_no),
  CONSTRAINT knowledge_version_f FOREIGN KEY (article_id) REFERENCES knowledge_article (id)
);
CREATE INDEX knowledge_version_i ON knowledge_version (status, valid_from);
