--liquibase formatted sql

--changeset karawatt:work-list-1
-- A work list is found in one index, in its order, whatever number of tasks is open: a task knows the process and the priority of its case.
ALTER TABLE workflow_task ADD COLUMN process_key VARCHAR(60) DEFAULT '' NOT NULL;
ALTER TABLE workflow_task ADD COLUMN priority SMALLINT DEFAULT 0 NOT NULL;
UPDATE workflow_task SET process_key = (SELECT p.process_key FROM workflow_case c JOIN workflow_process p ON p.id = c.process_id
    WHERE c.id = workflow_task.case_id), priority = (SELECT c.priority FROM workflow_case c WHERE c.id = workflow_task.case_id);
CREATE INDEX workflow_task_i5 ON workflow_task (status, due_at, priority, id, office_id, role, process_key);
