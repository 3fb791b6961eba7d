package store

import (
	"context"
	"database/sql"
	"errors"
	"sync"
)

// txn is a transaction that compiles each statement once: in a batch, compiling would take half of the time.
type txn struct {
	*sql.Tx
	compiled map[string]*sql.Stmt
}

func newTxn(tx *sql.Tx) *txn { return &txn{tx, map[string]*sql.Stmt{}} }

// statement returns a compiled statement, which ends with the transaction.
func (t *txn) statement(ctx context.Context, text string) (*sql.Stmt, error) {
	if s, ok := t.compiled[text]; ok {
		return s, nil
	}
	s, err := t.PrepareContext(ctx, text)
	if err == nil {
		t.compiled[text] = s
	}
	return s, err
}

// ExecContext runs one statement.
func (t *txn) ExecContext(ctx context.Context, text string, args ...any) (sql.Result, error) {
	s, err := t.statement(ctx, text)
	if err != nil {
		return nil, err
	}
	return s.ExecContext(ctx, args...)
}

// QueryContext runs a query; the one before with the same text must have been read to its end.
func (t *txn) QueryContext(ctx context.Context, text string, args ...any) (*sql.Rows, error) {
	s, err := t.statement(ctx, text)
	if err != nil {
		return nil, err
	}
	return s.QueryContext(ctx, args...)
}

// QueryRowContext runs a query of one row.
func (t *txn) QueryRowContext(ctx context.Context, text string, args ...any) *sql.Row {
	s, err := t.statement(ctx, text)
	if err != nil {
		return t.Tx.QueryRowContext(ctx, text, args...) // says the same error
	}
	return s.QueryRowContext(ctx, args...)
}

// readers is how many reads run at once; others wait.
const readers = 8

// pool is the connections that read. Each statement is compiled once a connection, which takes twice as long as running it.
type pool struct {
	*sql.DB
	compiled sync.Map // of text to *sql.Stmt; there are some dozens
}

func newPool(db *sql.DB) *pool {
	db.SetMaxOpenConns(readers)
	db.SetMaxIdleConns(readers)
	return &pool{DB: db}
}

func (p *pool) statement(ctx context.Context, text string) (*sql.Stmt, error) {
	if s, ok := p.compiled.Load(text); ok {
		return s.(*sql.Stmt), nil
	}
	s, err := p.PrepareContext(ctx, text)
	if err != nil {
		return nil, err
	}
	if first, loaded := p.compiled.LoadOrStore(text, s); loaded {
		return first.(*sql.Stmt), s.Close()
	}
	return s, nil
}

// QueryContext runs a query.
func (p *pool) QueryContext(ctx context.Context, text string, args ...any) (*sql.Rows, error) {
	s, err := p.statement(ctx, text)
	if err != nil {
		return nil, err
	}
	return s.QueryContext(ctx, args...)
}

// QueryRowContext runs a query of one row.
func (p *pool) QueryRowContext(ctx context.Context, text string, args ...any) *sql.Row {
	s, err := p.statement(ctx, text)
	if err != nil {
		return p.DB.QueryRowContext(ctx, text, args...) // says the same error
	}
	return s.QueryRowContext(ctx, args...)
}

// Close ends the statements and the connections.
func (p *pool) Close() error {
	var faults []error
	p.compiled.Range(func(_, s any) bool {
		faults = append(faults, s.(*sql.Stmt).Close())
		return true
	})
	return errors.Join(append(faults, p.DB.Close())...)
}
