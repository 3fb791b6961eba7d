-- Whether the body is only the beginning, the rest being for subscribers.
ALTER TABLE versions ADD COLUMN partial INTEGER NOT NULL DEFAULT 0;
