--liquibase formatted sql

--changeset utility:utility-1
CREATE TABLE utility_table (id BIGINT NOT NULL PRIMARY KEY);
