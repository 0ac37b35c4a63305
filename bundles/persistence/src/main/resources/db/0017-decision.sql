--liquibase formatted sql

--changeset karawatt:decision-1
-- Free questions that users have saved; what they ask is in the mart, which is no part of this database.
CREATE TABLE decision_question (
  id BIGINT NOT NULL PRIMARY KEY,
  name VARCHAR(100) NOT NULL,
  sql_text VARCHAR(4000) NOT NULL,
  shared SMALLINT NOT NULL,
  created_by VARCHAR(80) NOT NULL,
  created_at ${timestamp} NOT NULL,
  version INT NOT NULL,
  CONSTRAINT decision_question_u UNIQUE (created_by, name)
);
