--liquibase formatted sql

--changeset karawatt:knowledge-2
-- Topic and audience are released with a version like its text, so that nobody makes an article public by a draft alone.
ALTER TABLE knowledge_version ADD COLUMN topic VARCHAR(12);
ALTER TABLE knowledge_version ADD COLUMN open_to_all BOOLEAN;
UPDATE knowledge_version SET topic = (SELECT a.topic FROM knowledge_article a WHERE a.id = knowledge_version.article_id),
  open_to_all = (SELECT a.open_to_all FROM knowledge_article a WHERE a.id = knowledge_version.article_id);
ALTER TABLE knowledge_version ALTER COLUMN topic SET NOT NULL;
ALTER TABLE knowledge_version ALTER COLUMN open_to_all SET NOT NULL;
ALTER TABLE knowledge_article DROP COLUMN topic;
ALTER TABLE knowledge_article DROP COLUMN open_to_all;
