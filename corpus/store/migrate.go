package store

import (
	"context"
	"embed"
	"fmt"
	"io/fs"
)

// The tables of version N are made by the files 0001 … N, in order of name; PRAGMA user_version holds N.
// A file that was released is never changed: a new one is added.
//
//go:embed migrations/*.sql
var migrations embed.FS

// migrate brings the tables to the newest version, in one transaction.
func (s *Store) migrate(ctx context.Context, o Options) error {
	steps, err := steps()
	if err != nil {
		return err
	}
	from, err := s.tables(ctx)
	switch {
	case err != nil:
		return err
	case from > len(steps):
		return &NewerError{File: s.file, Found: from, Known: len(steps)}
	case from == len(steps):
		return nil
	case from > 0 && o.BeforeMigration != nil:
		if err := o.BeforeMigration(ctx, s, from, len(steps)); err != nil {
			return fmt.Errorf("before migrating store %s: %w", s.file, err)
		}
	}
	return s.write(ctx, "migrate store", func(tx *txn) error { return apply(ctx, tx, steps) })
}

// steps returns the names of the migrations, the first first.
func steps() ([]string, error) {
	names, err := fs.Glob(migrations, "migrations/*.sql")
	if err != nil {
		return nil, fmt.Errorf("migrate store: %w", err)
	}
	return names, nil
}

// apply runs the steps that the file lacks; another process may have run them since.
func apply(ctx context.Context, tx *txn, steps []string) error {
	var from int
	if err := tx.QueryRowContext(ctx, `PRAGMA user_version`).Scan(&from); err != nil {
		return err
	}
	for i := from; i < len(steps); i++ {
		text, err := migrations.ReadFile(steps[i])
		if err != nil {
			return err
		}
		if _, err := tx.Tx.ExecContext(ctx, string(text)+fmt.Sprintf("\nPRAGMA user_version = %d;", i+1)); err != nil {
			return fmt.Errorf("%s: %w", steps[i], err)
		}
	}
	return nil
}

// tables returns the version of the tables in the file; 0 when there are none.
func (s *Store) tables(ctx context.Context) (version int, err error) {
	err = s.reading.QueryRowContext(ctx, `PRAGMA user_version`).Scan(&version)
	return version, s.wrap("read version of store", err)
}
