-- Who handed a task over: for that person's own list and erasure, never shown to moderators.
ALTER TABLE tasks ADD COLUMN asker TEXT NOT NULL DEFAULT '';
CREATE INDEX tasks_asker ON tasks (asker);
