package store

import (
	"context"
	"fmt"
)

// CreateAt makes a file with the tables of an older version.
func CreateAt(ctx context.Context, file string, version int) error {
	all, err := steps()
	if err != nil {
		return err
	}
	if err := create(file); err != nil {
		return err
	}
	s, err := connect(file, nil)
	if err != nil {
		return err
	}
	defer s.Close()
	return s.write(ctx, "create", func(tx *txn) error { return apply(ctx, tx, all[:version]) })
}

// Exec runs a statement on the writing connection.
func (s *Store) Exec(ctx context.Context, statement string) error {
	_, err := s.writing.ExecContext(ctx, statement)
	return err
}

// LimitPages makes the file full at so many pages more than it has.
func (s *Store) LimitPages(ctx context.Context, more int) error {
	var pages int
	if err := s.writing.QueryRowContext(ctx, `PRAGMA page_count`).Scan(&pages); err != nil {
		return err
	}
	return s.Exec(ctx, fmt.Sprintf(`PRAGMA max_page_count = %d`, pages+more))
}
