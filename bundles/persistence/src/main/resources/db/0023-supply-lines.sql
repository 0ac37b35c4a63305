--liquibase formatted sql

--changeset karawatt:supply-lines-1
-- Points of lines that stand by for each other have a group in common: of their demands only the highest counts.
ALTER TABLE metering_point_rule ADD COLUMN standby_group VARCHAR(40);
