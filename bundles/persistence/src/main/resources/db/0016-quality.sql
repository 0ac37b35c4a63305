--liquibase formatted sql

--changeset karawatt:feed-1
-- The place of a delivered event in the feed. Places are given under the lock of the row outbox.head, so that no event appears before a
-- place that has been read already.
ALTER TABLE kernel_outbox ADD COLUMN feed_no BIGINT;
CREATE INDEX kernel_outbox_feed_i ON kernel_outbox (feed_no);
INSERT INTO kernel_setting (name, text_value) VALUES ('outbox.head', '0');
-- The last place whose event is no longer kept.
INSERT INTO kernel_setting (name, text_value) VALUES ('outbox.forgotten', '0');
CREATE TABLE kernel_consumer (
  name VARCHAR(60) NOT NULL CONSTRAINT kernel_consumer_p PRIMARY KEY,
  position_no BIGINT NOT NULL,
  moved_at ${timestamp} NOT NULL
);
