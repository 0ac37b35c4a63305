--liquibase formatted sql

--changeset karawatt:future-1
CREATE TABLE future_table (id BIGINT NOT NULL PRIMARY KEY);
