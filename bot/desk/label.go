package desk

import (
	"context"
	"errors"
	"maps"
	"strings"
	"unicode/utf8"

	"propos/corpus/store"
	"propos/retrieval/french"
)

// Limits of what is shown beside sources.
const (
	MaxLabel  = 60  // characters of a label, as many as are shown
	MaxLabels = 200 // of one collection
)

// Why a label cannot be.
var (
	ErrNoSource   = errors.New("no article is of this source")
	ErrLongLabel  = errors.New("the label is too long")
	ErrManyLabels = errors.New("the collection has too many labels")
)

// Labels returns what moderators show beside sources: « média d’État russe » by source.
func (d *Desk) Labels(ctx context.Context, collection string) (labels map[string]string, err error) {
	_, err = d.store.Setting(ctx, collection, SettingLabels, &labels)
	return labels, err
}

// SetLabel shows a label beside a source, or none when it is "", and returns the source as the articles write it, and the label as it
// is kept, without brackets. The error is ErrNoSource, ErrLongLabel or ErrManyLabels.
func (d *Desk) SetLabel(ctx context.Context, collection, by, source, label string) (kept, shown string, err error) {
	labels, err := d.Labels(ctx, collection)
	if err != nil {
		return "", "", err
	}
	if source, err = d.source(ctx, collection, labels, source); err != nil {
		return "", "", err
	}
	label = strings.TrimSpace(strings.Trim(tidy(label), "()"))
	if utf8.RuneCountInString(label) > MaxLabel {
		return source, label, ErrLongLabel
	}
	if labels = maps.Clone(labels); labels == nil {
		labels = map[string]string{}
	}
	if labels[source] = label; label == "" {
		delete(labels, source)
	}
	if len(labels) > MaxLabels {
		return source, label, ErrManyLabels
	}
	var value any // nil takes the setting back
	if len(labels) > 0 {
		value = labels
	}
	return source, label, d.store.Set(ctx, collection, SettingLabels, value, by)
}

// source finds the source that was typed, whatever its capitals and accents: one that has a label, or one of an article.
func (d *Desk) source(ctx context.Context, collection string, labels map[string]string, typed string) (string, error) {
	if _, ok := labels[typed]; ok {
		return typed, nil
	}
	typed = french.Fold(tidy(typed))
	for source := range labels {
		if french.Fold(source) == typed {
			return source, nil
		}
	}
	lines, _, err := d.store.Articles(ctx, collection, store.Filter{Text: typed}, store.Page{})
	for _, l := range lines {
		if typed != "" && french.Fold(l.Article.Source) == typed {
			return l.Article.Source, err
		}
	}
	if err != nil {
		return "", err
	}
	return "", ErrNoSource
}
