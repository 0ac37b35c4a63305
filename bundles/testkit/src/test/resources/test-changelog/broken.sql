--liquibase formatted sql

--changeset utility:broken-1
CREATE TABLE broken (id NOTHING);
