package bot

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"regexp"

	"propos/corpus/store"
)

// keyShape is how the key of a long id looks.
var keyShape = regexp.MustCompile(`^~[0-9a-f]{40}$`)

// articleKey names an article where Discord takes few characters: by its id, or where that is too long by a hash of it. An id that looks
// like such a hash is hashed too, so that none passes for another's.
func articleKey(id string) string {
	if len(byID+id) <= maxSuggestion && !keyShape.MatchString(id) {
		return id
	}
	sum := sha256.Sum256([]byte(id))
	return "~" + hex.EncodeToString(sum[:20])
}

// articleID returns the id of the article of a collection that a key names; the error is store.ErrNotFound where there is none.
func (b *bot) articleID(ctx context.Context, collection, key string) (string, error) {
	if !keyShape.MatchString(key) {
		return key, nil
	}
	ids, err := b.o.Store.IDs(ctx, collection)
	if err != nil {
		return "", err
	}
	for _, id := range ids {
		if articleKey(id) == key {
			return id, nil
		}
	}
	return "", store.ErrNotFound
}
