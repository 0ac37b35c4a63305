--liquibase formatted sql

--changeset karawatt:portal-1
-- Logins of customers. They are no users of the login realm and have no permissions.
CREATE TABLE portal_login (
  id BIGINT NOT NULL CONSTRAINT portal_login_p PRIMARY KEY,
  email VARCHAR(120) NOT NULL,
  password_digest VARCHAR(200) NOT NULL,
  created_at ${timestamp} NOT NULL,
  version INT NOT NULL,
  CONSTRAINT portal_login_u UNIQUE (email)
);
-- An account that a login has proved to be its own; it counts as long as the account is with this customer.
CREATE TABLE portal_link (
  id BIGINT NOT NULL CONSTRAINT portal_link_p PRIMARY KEY,
  login_id BIGINT NOT NULL,
  account_id BIGINT NOT NULL,
  customer_id BIGINT NOT NULL,
  linked_at ${timestamp} NOT NULL,
  CONSTRAINT portal_link_u UNIQUE (login_id, account_id),
  CONSTRAINT portal_link_f1 FOREIGN KEY (login_id) REFERENCES portal_login (id),
  CONSTRAINT portal_link_f2 FOREIGN KEY (account_id) REFERENCES customer_account (id),
  CONSTRAINT portal_link_f3 FOREIGN KEY (customer_id) REFERENCES customer_customer (id)
);
-- What waits for a code that was sent by mail; rows go when the code is used or its time is over.
CREATE TABLE portal_code (
  token_hash VARCHAR(64) NOT NULL CONSTRAINT portal_code_p PRIMARY KEY,
  purpose VARCHAR(10) NOT NULL,
  email VARCHAR(120) NOT NULL,
  code_hash VARCHAR(64) NOT NULL,
  password_digest VARCHAR(200),
  account_id BIGINT,
  customer_id BIGINT,
  tries INT NOT NULL,
  expires_at ${timestamp} NOT NULL
);
CREATE INDEX portal_code_i ON portal_code (expires_at);
CREATE TABLE portal_session (
  token_hash VARCHAR(64) NOT NULL CONSTRAINT portal_session_p PRIMARY KEY,
  login_id BIGINT NOT NULL,
  csrf VARCHAR(43) NOT NULL,
  created_at ${timestamp} NOT NULL,
  last_seen_at ${timestamp} NOT NULL,
  expires_at ${timestamp} NOT NULL,
  CONSTRAINT portal_session_f FOREIGN KEY (login_id) REFERENCES portal_login (id)
);
CREATE INDEX portal_session_i1 ON portal_session (login_id, created_at);
CREATE INDEX portal_session_i2 ON portal_session (expires_at);
-- Tries of late by address, account number and e-mail address, as fingerprints; rows go when their time is over.
CREATE TABLE portal_try (
  name VARCHAR(80) NOT NULL CONSTRAINT portal_try_p PRIMARY KEY,
  tries INT NOT NULL,
  until_at ${timestamp} NOT NULL
);
CREATE INDEX portal_try_i ON portal_try (until_at);
-- Cases that a login has opened. open_now is brought up to date when they are looked at.
CREATE TABLE portal_application (
  case_id BIGINT NOT NULL CONSTRAINT portal_application_p PRIMARY KEY,
  case_no VARCHAR(24) NOT NULL,
  login_id BIGINT NOT NULL,
  office_id BIGINT NOT NULL,
  opened_at ${timestamp} NOT NULL,
  open_now BOOLEAN NOT NULL,
  CONSTRAINT portal_application_u UNIQUE (case_no),
  CONSTRAINT portal_application_f1 FOREIGN KEY (case_id) REFERENCES workflow_case (id),
  CONSTRAINT portal_application_f2 FOREIGN KEY (login_id) REFERENCES portal_login (id),
  CONSTRAINT portal_application_f3 FOREIGN KEY (office_id) REFERENCES codes_office (id)
);
CREATE INDEX portal_application_i ON portal_application (login_id, opened_at);
