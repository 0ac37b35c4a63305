--liquibase formatted sql

--changeset karawatt:portal-2
-- When a login was used last, and since when, by whom and why it is locked.
ALTER TABLE portal_login ADD COLUMN last_login_at ${timestamp};
ALTER TABLE portal_login ADD COLUMN locked_at ${timestamp};
ALTER TABLE portal_login ADD COLUMN locked_by VARCHAR(80);
ALTER TABLE portal_login ADD COLUMN lock_reason VARCHAR(200);
-- The account that an application has led to; it is linked to the login when it is seen for the first time, and not again.
ALTER TABLE portal_application ADD COLUMN account_id BIGINT;
ALTER TABLE portal_application ADD CONSTRAINT portal_application_f4 FOREIGN KEY (account_id) REFERENCES customer_account (id);
-- Logins of an account.
CREATE INDEX portal_link_i ON portal_link (account_id, login_id);
