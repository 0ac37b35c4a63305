--liquibase formatted sql

--changeset karawatt:notice-report-1
-- Reports of delivery count the notices of a period by template and channel.
CREATE INDEX notice_message_i4 ON notice_message (created_at, kind, channel);

--changeset karawatt:outage-2
-- Why an outage was moved, called off or ended early: the reason that a correction tells, which is not that of the outage.
ALTER TABLE outage_outage ADD COLUMN change_reason VARCHAR(300);
