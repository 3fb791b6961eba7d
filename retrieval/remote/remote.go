// Package remote asks a library that another process of the same machine has open.
//
// One process owns a data directory and its indexes; it calls Serve on the directory's Unix socket, and the others Call it. A call is one
// connection: a Request, then a Response, both as gob. The socket is for the owner's own user only, and carries no secrets.
package remote

import (
	"context"
	"encoding/gob"
	"errors"
	"fmt"
	"io"
	"net"
	"time"

	"propos/retrieval"
)

// Kind says what a request asks for, and which fields of it are read.
type Kind string

// The kinds, each a method of retrieval.Library.
const (
	Ask           Kind = "ask"            // Question → Answer
	Search        Kind = "search"         // Question → Answer
	Quotes        Kind = "quotes"         // Filter → Quotes
	People        Kind = "people"         // → People
	Verify        Kind = "verify"         // Quotation, Person → Verdict
	ArticleQuotes Kind = "article quotes" // Article → ArticleQuotes
)

// Request is a question to a library about one collection.
type Request struct {
	Kind       Kind
	Collection string
	Question   retrieval.Question
	Filter     retrieval.QuoteFilter
	Quotation  string
	Person     string
	Article    string
}

// Response is what came back, in the field of the request's kind.
type Response struct {
	Answer        retrieval.Answer
	Quotes        retrieval.QuoteList
	People        []retrieval.Person
	Verdict       retrieval.Verdict
	ArticleQuotes []retrieval.ArticleQuote
}

// Limits of a call.
const (
	maxRequest  = 1 << 20
	maxResponse = 64 << 20
	maxCalls    = 8 // at the same time; more wait
	maxTime     = 30 * time.Second
)

// ErrAway is wrapped when nobody answers at the socket: there is no owner, or it is ending.
var ErrAway = errors.New("no process answers")

// reply is what travels back.
type reply struct {
	Response  Response
	Fault     string                  // "" when all is well
	NoArticle bool                    // the fault is retrieval.ErrNoArticle
	Reading   *retrieval.ReadingError // the fault, when it is this one
}

// Answers reports whether an owner of the directory takes calls.
func Answers(ctx context.Context, dir string) bool {
	conn, err := dial(ctx, dir)
	if err != nil {
		return false
	}
	conn.Close()
	return true
}

// Call sends a request to the owner of the directory. When nobody answers, the error wraps ErrAway: then try to own the directory.
func Call(ctx context.Context, dir string, q Request) (Response, error) {
	ctx, cancel := context.WithTimeout(ctx, maxTime)
	defer cancel()
	conn, err := dial(ctx, dir)
	if err != nil {
		return Response{}, fmt.Errorf("call the owner of %s: %w: %w", dir, ErrAway, err)
	}
	defer conn.Close()
	defer context.AfterFunc(ctx, func() { conn.Close() })()
	if err := gob.NewEncoder(conn).Encode(q); err != nil {
		return Response{}, fmt.Errorf("call the owner of %s: %w: %w", dir, ErrAway, err)
	}
	var r reply
	switch err := gob.NewDecoder(io.LimitReader(conn, maxResponse)).Decode(&r); {
	case ctx.Err() != nil:
		return Response{}, fmt.Errorf("call the owner of %s: %w", dir, ctx.Err())
	case err != nil:
		return Response{}, fmt.Errorf("call the owner of %s: %w: %w", dir, ErrAway, err)
	case r.NoArticle:
		return Response{}, retrieval.ErrNoArticle
	case r.Reading != nil:
		return Response{}, r.Reading
	case r.Fault != "":
		return Response{}, fmt.Errorf("the owner of %s: %s", dir, r.Fault)
	}
	return r.Response, nil
}

// serveOne answers one connection.
func serveOne(ctx context.Context, conn net.Conn, answer func(context.Context, Request) (Response, error)) {
	defer conn.Close()
	ctx, cancel := context.WithTimeout(ctx, maxTime)
	defer cancel()
	deadline, _ := ctx.Deadline()
	if conn.SetDeadline(deadline) != nil {
		return
	}
	var q Request
	if gob.NewDecoder(io.LimitReader(conn, maxRequest)).Decode(&q) != nil {
		return // not one of us: it is told nothing
	}
	r, err := answer(ctx, q)
	out := reply{Response: r, NoArticle: errors.Is(err, retrieval.ErrNoArticle)}
	if err != nil {
		out.Fault = err.Error()
		errors.As(err, &out.Reading)
	}
	_ = gob.NewEncoder(conn).Encode(out) // a caller who went away needs no answer
}
