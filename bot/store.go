package bot

import "context"

// Store is what the bot keeps of what people did; *store.Store is one.
type Store interface {
	// Setting reads a setting of a collection ("" is the whole program) into into and reports whether it was set.
	Setting(ctx context.Context, collection, key string, into any) (bool, error)
	// Set writes a setting; nil takes it back.
	Set(ctx context.Context, collection, key string, value any, by string) error
}

// Library is what the bot asks of the articles.
type Library interface{}
