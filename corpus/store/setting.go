package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
)

// Setting reads a setting of a collection into into, as encoding/json does, and reports whether it was ever set.
// The collection "" holds the settings of the whole program.
func (s *Store) Setting(ctx context.Context, collection, key string, into any) (bool, error) {
	const query = `SELECT x.value FROM collections c JOIN settings x ON x.collection = c.key WHERE c.name = ? AND x.key = ?`
	var value string
	switch err := s.reading.QueryRowContext(ctx, query, collection, key).Scan(&value); {
	case errors.Is(err, sql.ErrNoRows):
		return false, nil
	case err != nil:
		return false, s.wrap("read setting "+key, err)
	}
	if err := json.Unmarshal([]byte(value), into); err != nil {
		return false, fmt.Errorf("read setting %s: %w", key, err)
	}
	return true, nil
}

// Settings returns all settings of a collection.
func (s *Store) Settings(ctx context.Context, collection string) (map[string]json.RawMessage, error) {
	const query = `SELECT x.key, x.value FROM collections c JOIN settings x ON x.collection = c.key WHERE c.name = ?`
	type pair struct{ key, value string }
	pairs, err := list(ctx, s, "read settings", query, []any{collection}, func(scan scanner, p *pair) error {
		return scan(&p.key, &p.value)
	})
	all := make(map[string]json.RawMessage, len(pairs))
	for _, p := range pairs {
		all[p.key] = json.RawMessage(p.value)
	}
	return all, err
}

// Set writes a setting as JSON; nil takes it back.
func (s *Store) Set(ctx context.Context, collection, key string, value any, by string) error {
	text, err := json.Marshal(value)
	if err != nil {
		return fmt.Errorf("write setting %s: %w", key, err)
	}
	return s.tend(ctx, collection, Act{By: by, Kind: "setting", Subject: key}, func(tx *txn, c int64) error {
		if value == nil {
			_, err := tx.ExecContext(ctx, `DELETE FROM settings WHERE collection = ? AND key = ?`, c, key)
			return err
		}
		_, err := tx.ExecContext(ctx, `INSERT OR REPLACE INTO settings VALUES (?, ?, ?)`, c, key, string(text))
		return err
	})
}
