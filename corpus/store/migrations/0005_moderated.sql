-- Nothing reads any more when moderators last said something: their words are read at every question.
ALTER TABLE collections DROP COLUMN moderated;
