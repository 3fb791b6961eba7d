-- Times are milliseconds since 1970. Nothing here can be computed from anything else, except what the comments call derived.

CREATE TABLE meta (
  key   TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO meta VALUES ('identity', lower(hex(randomblob(16))));

CREATE TABLE collections (
  key       INTEGER PRIMARY KEY AUTOINCREMENT,
  name      TEXT    NOT NULL UNIQUE,
  next      INTEGER NOT NULL DEFAULT 1, -- the number of the next article without an id of its own
  since     INTEGER NOT NULL,           -- the last rev before the collection began
  moderated INTEGER NOT NULL DEFAULT 0, -- ModeratorRev
  at        INTEGER NOT NULL
) STRICT;

CREATE TABLE changes (
  rev        INTEGER PRIMARY KEY AUTOINCREMENT,
  collection INTEGER NOT NULL REFERENCES collections (key) ON DELETE CASCADE,
  article    TEXT    NOT NULL,
  version    INTEGER NOT NULL,
  kind       TEXT    NOT NULL CHECK (kind IN ('put', 'remove', 'restore', 'erase')),
  at         INTEGER NOT NULL,
  by         TEXT    NOT NULL
) STRICT;
CREATE INDEX changes_collection ON changes (collection);

-- The row of an erased article stays: it is its tombstone.
CREATE TABLE articles (
  key        INTEGER PRIMARY KEY,
  collection INTEGER NOT NULL REFERENCES collections (key) ON DELETE CASCADE,
  id         TEXT    NOT NULL,
  version    INTEGER NOT NULL, -- the one that holds; 0 when erased
  newest     INTEGER NOT NULL, -- the highest number ever given to a version
  rev        INTEGER NOT NULL, -- of the last change
  kind       TEXT    NOT NULL, -- of the last change
  added      INTEGER NOT NULL,
  changed    INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX articles_id  ON articles (collection, id);
CREATE UNIQUE INDEX articles_rev ON articles (collection, rev);
CREATE INDEX articles_key ON articles (collection); -- in the order in which they came

CREATE TABLE versions (
  article INTEGER NOT NULL REFERENCES articles (key) ON DELETE CASCADE,
  version INTEGER NOT NULL,
  part_of TEXT    NOT NULL,
  title   TEXT    NOT NULL,
  source  TEXT    NOT NULL,
  author  TEXT    NOT NULL,
  date    TEXT    NOT NULL, -- EDTF
  first   INTEGER NOT NULL, -- derived: first day that the date can mean, as 20201121; 0 when the year is unknown
  last    INTEGER NOT NULL, -- derived: the last
  url     TEXT    NOT NULL,
  found   TEXT    NOT NULL, -- derived: title, source and author without case and accents
  at      INTEGER NOT NULL,
  by      TEXT    NOT NULL,
  body    TEXT    NOT NULL, -- last, so that lists need not pass over it
  PRIMARY KEY (article, version)
) STRICT;

-- Hashes of the addresses and texts by which an article is known again. They outlive its erasure.
CREATE TABLE marks (
  collection INTEGER NOT NULL,
  mark       BLOB    NOT NULL,
  article    INTEGER NOT NULL,
  PRIMARY KEY (collection, mark, article)
) STRICT, WITHOUT ROWID;
CREATE TABLE near_marks (
  collection INTEGER NOT NULL,
  band       INTEGER NOT NULL, -- number of the byte of sim * 256 + that byte
  sim        INTEGER NOT NULL,
  article    INTEGER NOT NULL,
  PRIMARY KEY (collection, band, sim, article)
) STRICT, WITHOUT ROWID;
