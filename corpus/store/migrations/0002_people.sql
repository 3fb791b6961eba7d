-- What moderators, members and feeds leave beside the articles.

-- Who did what when, beside changes. The id of its last row about names, corrections or settings is collections.moderated.
CREATE TABLE journal (
  id         INTEGER PRIMARY KEY AUTOINCREMENT,
  collection INTEGER NOT NULL REFERENCES collections (key) ON DELETE CASCADE,
  act        TEXT    NOT NULL,
  subject    TEXT    NOT NULL,
  at         INTEGER NOT NULL,
  by         TEXT    NOT NULL
) STRICT;
CREATE INDEX journal_collection ON journal (collection);

CREATE TABLE names (
  id         INTEGER PRIMARY KEY AUTOINCREMENT,
  collection INTEGER NOT NULL REFERENCES collections (key) ON DELETE CASCADE,
  person     TEXT    NOT NULL,
  words      TEXT    NOT NULL,
  office     INTEGER NOT NULL,
  since      TEXT    NOT NULL, -- EDTF
  until      TEXT    NOT NULL, -- EDTF
  at         INTEGER NOT NULL,
  by         TEXT    NOT NULL
) STRICT;
CREATE UNIQUE INDEX names_words ON names (collection, office, words, person, since, until);

CREATE TABLE corrections (
  collection INTEGER NOT NULL REFERENCES collections (key) ON DELETE CASCADE,
  article    TEXT    NOT NULL,
  quote      TEXT    NOT NULL, -- hash of the quote's text
  kind       TEXT    NOT NULL,
  value      TEXT    NOT NULL,
  at         INTEGER NOT NULL,
  by         TEXT    NOT NULL,
  PRIMARY KEY (collection, article, quote, kind)
) STRICT, WITHOUT ROWID;

CREATE TABLE settings (
  collection INTEGER NOT NULL REFERENCES collections (key) ON DELETE CASCADE,
  key        TEXT    NOT NULL,
  value      TEXT    NOT NULL, -- JSON
  PRIMARY KEY (collection, key)
) STRICT, WITHOUT ROWID;

CREATE TABLE feeds (
  id            INTEGER PRIMARY KEY AUTOINCREMENT,
  collection    INTEGER NOT NULL REFERENCES collections (key) ON DELETE CASCADE,
  url           TEXT    NOT NULL,
  title         TEXT    NOT NULL,
  auto          INTEGER NOT NULL,
  etag          TEXT    NOT NULL DEFAULT '',
  last_modified TEXT    NOT NULL DEFAULT '',
  checked       INTEGER NOT NULL DEFAULT 0,
  next          INTEGER NOT NULL DEFAULT 0,
  failures      INTEGER NOT NULL DEFAULT 0,
  fault         TEXT    NOT NULL DEFAULT '',
  at            INTEGER NOT NULL,
  by            TEXT    NOT NULL
) STRICT;
CREATE UNIQUE INDEX feeds_url ON feeds (collection, url);
CREATE TABLE feed_entries (
  feed  INTEGER NOT NULL REFERENCES feeds (id) ON DELETE CASCADE,
  entry BLOB    NOT NULL, -- hash of the entry's own id
  at    INTEGER NOT NULL,
  PRIMARY KEY (feed, entry)
) STRICT, WITHOUT ROWID;

CREATE TABLE drafts (
  key        TEXT    PRIMARY KEY,
  collection INTEGER NOT NULL REFERENCES collections (key) ON DELETE CASCADE,
  article    TEXT    NOT NULL, -- the id that it is to change; '' for a new one
  text_mark  BLOB    NOT NULL,
  url_mark   BLOB    NOT NULL,
  content    TEXT    NOT NULL, -- JSON
  at         INTEGER NOT NULL,
  by         TEXT    NOT NULL
) STRICT;
CREATE INDEX drafts_collection ON drafts (collection);

-- What waits for a moderator. It has no name of who asked or reported.
CREATE TABLE tasks (
  id         INTEGER PRIMARY KEY AUTOINCREMENT,
  collection INTEGER NOT NULL REFERENCES collections (key) ON DELETE CASCADE,
  kind       TEXT    NOT NULL,
  text       TEXT    NOT NULL,
  article    TEXT    NOT NULL,
  quote      TEXT    NOT NULL,
  answer     TEXT    NOT NULL,
  at         INTEGER NOT NULL,
  settled    INTEGER NOT NULL DEFAULT 0,
  settled_by TEXT    NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX tasks_collection ON tasks (collection, settled);

CREATE TABLE answers (
  key        TEXT    PRIMARY KEY,
  collection INTEGER NOT NULL REFERENCES collections (key) ON DELETE CASCADE,
  asker      TEXT    NOT NULL,
  channel    TEXT    NOT NULL,
  message    TEXT    NOT NULL,
  citations  TEXT    NOT NULL, -- JSON, without any words of articles or questions
  at         INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX answers_collection ON answers (collection);
CREATE INDEX answers_asker      ON answers (asker);
CREATE INDEX answers_message    ON answers (message);
CREATE INDEX answers_at         ON answers (at);
CREATE TABLE answer_articles (
  answer  TEXT NOT NULL REFERENCES answers (key) ON DELETE CASCADE,
  article TEXT NOT NULL,
  PRIMARY KEY (answer, article)
) STRICT, WITHOUT ROWID;
CREATE INDEX answer_articles_article ON answer_articles (article);

-- Which server a person's direct messages search.
CREATE TABLE choices (
  person     TEXT    PRIMARY KEY,
  collection TEXT    NOT NULL,
  at         INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- What was erased for good, so that the recovery of an older backup erases it again.
CREATE TABLE erasures (
  kind       TEXT    NOT NULL CHECK (kind IN ('article', 'collection', 'person')),
  collection TEXT    NOT NULL,
  subject    TEXT    NOT NULL, -- the article's id; '' for a collection; hash of the person's id
  at         INTEGER NOT NULL,
  PRIMARY KEY (kind, collection, subject)
) STRICT, WITHOUT ROWID;
INSERT INTO erasures SELECT 'article', c.name, a.id, a.changed
  FROM collections c JOIN articles a ON a.collection = c.key WHERE a.kind = 'erase';
