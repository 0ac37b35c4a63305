--liquibase formatted sql

--changeset karawatt:customer-1
CREATE TABLE customer_customer (
  id BIGINT NOT NULL PRIMARY KEY,
  customer_no VARCHAR(20) NOT NULL,
  kind VARCHAR(12) NOT NULL,
  name VARCHAR(160) NOT NULL,
  id_kind VARCHAR(4),
  id_number VARCHAR(40),
  phone VARCHAR(40),
  email VARCHAR(120),
  language VARCHAR(8) NOT NULL,
  importance VARCHAR(12) NOT NULL,
  office_id BIGINT NOT NULL,
  status VARCHAR(12) NOT NULL,
  created_on DATE NOT NULL,
  version INT NOT NULL,
  CONSTRAINT customer_customer_u UNIQUE (customer_no),
  CONSTRAINT customer_customer_f FOREIGN KEY (office_id) REFERENCES codes_office (id)
);
CREATE INDEX customer_customer_i1 ON customer_customer (name);
CREATE INDEX customer_customer_i2 ON customer_customer (phone);
CREATE TABLE customer_premises (
  id BIGINT NOT NULL PRIMARY KEY,
  office_id BIGINT NOT NULL,
  address VARCHAR(300) NOT NULL,
  division_code VARCHAR(12),
  urban_rural VARCHAR(8) NOT NULL,
  version INT NOT NULL,
  CONSTRAINT customer_premises_f FOREIGN KEY (office_id) REFERENCES codes_office (id)
);
-- usage_class, industry_code and voltage_code are the latest classification and hold from class_from on; what held before that day
-- stands in customer_former_class and nowhere else.
CREATE TABLE customer_account (
  id BIGINT NOT NULL PRIMARY KEY,
  account_no VARCHAR(20) NOT NULL,
  customer_id BIGINT NOT NULL,
  premises_id BIGINT NOT NULL,
  office_id BIGINT NOT NULL,
  usage_class VARCHAR(12) NOT NULL,
  industry_code VARCHAR(12),
  voltage_code VARCHAR(12) NOT NULL,
  class_from DATE NOT NULL,
  reading_cycle VARCHAR(4) NOT NULL,
  status VARCHAR(12) NOT NULL,
  opened_on DATE NOT NULL,
  closed_on DATE,
  version INT NOT NULL,
  CONSTRAINT customer_account_u UNIQUE (account_no),
  CONSTRAINT customer_account_f1 FOREIGN KEY (customer_id) REFERENCES customer_customer (id),
  CONSTRAINT customer_account_f2 FOREIGN KEY (premises_id) REFERENCES customer_premises (id),
  CONSTRAINT customer_account_f3 FOREIGN KEY (office_id) REFERENCES codes_office (id)
);
CREATE TABLE customer_former_class (
  id BIGINT NOT NULL PRIMARY KEY,
  account_id BIGINT NOT NULL,
  usage_class VARCHAR(12) NOT NULL,
  industry_code VARCHAR(12),
  voltage_code VARCHAR(12) NOT NULL,
  valid_from DATE NOT NULL,
  valid_to DATE NOT NULL,
  CONSTRAINT customer_former_class_u UNIQUE (account_id, valid_from),
  CONSTRAINT customer_former_class_f FOREIGN KEY (account_id) REFERENCES customer_account (id)
);
CREATE TABLE customer_agreement (
  id BIGINT NOT NULL PRIMARY KEY,
  agreement_no VARCHAR(24) NOT NULL,
  account_id BIGINT NOT NULL,
  kind VARCHAR(16) NOT NULL,
  contract_capacity_kva DECIMAL(14,4),
  running_capacity_kva DECIMAL(14,4),
  valid_from DATE NOT NULL,
  valid_to DATE,
  version INT NOT NULL,
  CONSTRAINT customer_agreement_u UNIQUE (agreement_no),
  CONSTRAINT customer_agreement_f FOREIGN KEY (account_id) REFERENCES customer_account (id)
);
CREATE TABLE customer_account_role (
  id BIGINT NOT NULL PRIMARY KEY,
  account_id BIGINT NOT NULL,
  customer_id BIGINT NOT NULL,
  role VARCHAR(16) NOT NULL,
  valid_from DATE NOT NULL,
  valid_to DATE,
  version INT NOT NULL,
  CONSTRAINT customer_account_role_f1 FOREIGN KEY (account_id) REFERENCES customer_account (id),
  CONSTRAINT customer_account_role_f2 FOREIGN KEY (customer_id) REFERENCES customer_customer (id)
);

--changeset karawatt:customer-2
CREATE INDEX customer_account_i1 ON customer_account (customer_id);
CREATE INDEX customer_account_i2 ON customer_account (office_id);
CREATE INDEX customer_agreement_i ON customer_agreement (account_id);
