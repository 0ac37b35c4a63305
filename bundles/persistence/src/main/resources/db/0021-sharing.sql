--liquibase formatted sql

--changeset karawatt:sharing-1
-- The energy that a point feeds in is shared among accounts. A point is in one group.
CREATE TABLE metering_sharing (
  id BIGINT NOT NULL CONSTRAINT metering_sharing_p PRIMARY KEY,
  group_no VARCHAR(24) NOT NULL,
  name VARCHAR(120) NOT NULL,
  point_id BIGINT NOT NULL,
  point_no VARCHAR(24) NOT NULL,
  account_id BIGINT NOT NULL,
  account_no VARCHAR(20) NOT NULL,
  office_id BIGINT NOT NULL,
  method VARCHAR(12) NOT NULL,
  version INT NOT NULL,
  CONSTRAINT metering_sharing_u1 UNIQUE (group_no),
  CONSTRAINT metering_sharing_u2 UNIQUE (point_id),
  CONSTRAINT metering_sharing_f FOREIGN KEY (point_id) REFERENCES metering_point (id)
);
CREATE INDEX metering_sharing_i ON metering_sharing (account_id);
-- What was agreed with a member, by days: the share of the production (null where all share by their use), and yuan per kWh.
CREATE TABLE metering_sharing_member (
  sharing_id BIGINT NOT NULL,
  account_id BIGINT NOT NULL,
  account_no VARCHAR(20) NOT NULL,
  share_part DECIMAL(9,8),
  price DECIMAL(12,6) NOT NULL,
  valid_from DATE NOT NULL,
  valid_to DATE,
  CONSTRAINT metering_sharing_member_p PRIMARY KEY (sharing_id, account_id, valid_from),
  CONSTRAINT metering_sharing_member_f FOREIGN KEY (sharing_id) REFERENCES metering_sharing (id)
);
CREATE INDEX metering_sharing_member_i ON metering_sharing_member (account_id);
