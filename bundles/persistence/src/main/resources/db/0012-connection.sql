--liquibase formatted sql

--changeset karawatt:connection-1
-- Who had an account before; who has it now stands in customer_account and nowhere else.
CREATE TABLE customer_former_holder (
  id BIGINT NOT NULL CONSTRAINT customer_former_holder_p PRIMARY KEY,
  account_id BIGINT NOT NULL,
  customer_id BIGINT NOT NULL,
  valid_from DATE NOT NULL,
  valid_to DATE NOT NULL,
  CONSTRAINT customer_former_holder_u UNIQUE (account_id, valid_from),
  CONSTRAINT customer_former_holder_f1 FOREIGN KEY (account_id) REFERENCES customer_account (id),
  CONSTRAINT customer_former_holder_f2 FOREIGN KEY (customer_id) REFERENCES customer_customer (id)
);
-- How the steps of an archived connection case kept their limits, one row a case and node, written when it is archived.
CREATE TABLE connection_node (
  case_id BIGINT NOT NULL,
  node VARCHAR(20) NOT NULL,
  case_no VARCHAR(24) NOT NULL,
  process_key VARCHAR(60) NOT NULL,
  office_id BIGINT NOT NULL,
  archived_on DATE NOT NULL,
  limit_code VARCHAR(40) NOT NULL,
  due_at ${timestamp} NOT NULL,
  done_at ${timestamp} NOT NULL,
  met BOOLEAN NOT NULL,
  CONSTRAINT connection_node_p PRIMARY KEY (case_id, node),
  CONSTRAINT connection_node_f1 FOREIGN KEY (case_id) REFERENCES workflow_case (id),
  CONSTRAINT connection_node_f2 FOREIGN KEY (office_id) REFERENCES codes_office (id)
);
CREATE INDEX connection_node_i ON connection_node (archived_on);
