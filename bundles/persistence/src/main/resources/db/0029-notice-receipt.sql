--liquibase formatted sql

--changeset karawatt:notice-receipt-1
-- What was said of a notice after its channel had taken it over: that it was delivered, or that it came back.
CREATE TABLE notice_receipt (
  message_id BIGINT NOT NULL,
  receipt_no SMALLINT NOT NULL,
  outcome VARCHAR(12) NOT NULL,
  happened_at ${timestamp} NOT NULL,
  evidence VARCHAR(120),
  detail VARCHAR(400),
  recorded_by VARCHAR(60) NOT NULL,
  recorded_at ${timestamp} NOT NULL,
  CONSTRAINT notice_receipt_p PRIMARY KEY (message_id, receipt_no),
  CONSTRAINT notice_receipt_f FOREIGN KEY (message_id) REFERENCES notice_message (id)
);
