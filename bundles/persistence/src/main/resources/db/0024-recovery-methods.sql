--liquibase formatted sql

--changeset karawatt:recovery-methods-1
-- Reversals of approved recoveries. The status of the recovery says whether one waits or has been booked, so that there is only one of these.
CREATE TABLE billing_recovery_reversal (
  id BIGINT NOT NULL PRIMARY KEY,
  recovery_id BIGINT NOT NULL,
  reason VARCHAR(200) NOT NULL,
  status VARCHAR(12) NOT NULL,
  proposed_by VARCHAR(80) NOT NULL,
  proposed_at ${timestamp} NOT NULL,
  decided_by VARCHAR(80),
  decided_at ${timestamp},
  note VARCHAR(200),
  booked_on DATE
);
CREATE INDEX billing_recovery_reversal_i ON billing_recovery_reversal (recovery_id, id);
