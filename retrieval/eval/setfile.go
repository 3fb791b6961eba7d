package eval

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"propos/corpus"
	"propos/corpus/intake"
	"propos/retrieval"
)

// SetSpec is one line of a set file: which questions are asked of which articles. Paths are relative to the data's folder.
type SetSpec struct {
	Name      string   `json:"name"`
	Questions string   `json:"questions"`
	Articles  []string `json:"articles"` // files that intake reads
	Untitled  bool     `json:"untitled"` // the articles are indexed without their titles
	Held      bool     `json:"held"`     // only judged, never fitted on
	Withheld  int      `json:"withheld"` // 1 to 4: which quarter of the articles that answer is left out, to teach refusing; 0 for none
}

// ReadSetSpecs reads a set file: a JSON array of SetSpec.
func ReadSetSpecs(r io.Reader) ([]SetSpec, error) {
	var out []SetSpec
	dec := json.NewDecoder(r)
	dec.DisallowUnknownFields()
	if err := dec.Decode(&out); err != nil {
		return nil, fmt.Errorf("read set file: %w", err)
	}
	for i, s := range out {
		if s.Name == "" || s.Questions == "" || len(s.Articles) == 0 {
			return nil, fmt.Errorf("read set file: set %d needs a name, questions and articles", i+1)
		}
	}
	return out, nil
}

// OpenSets reads and indexes sets from the data's folder; indexes are made in the folder temp. CloseSets must be called.
func OpenSets(ctx context.Context, specs []SetSpec, data, temp string, progress func(doing string)) (sets []*Set, err error) {
	defer func() {
		if err != nil {
			err = errors.Join(err, CloseSets(sets))
		}
	}()
	for _, spec := range specs {
		if progress != nil {
			progress("reading " + spec.Name)
		}
		set, err := openSet(ctx, spec, data, filepath.Join(temp, spec.Name))
		if set != nil {
			sets = append(sets, set)
		}
		if err != nil {
			return sets, fmt.Errorf("open set %s: %w", spec.Name, err)
		}
	}
	return sets, nil
}

func openSet(ctx context.Context, spec SetSpec, data, temp string) (*Set, error) {
	f, err := os.Open(filepath.Join(data, spec.Questions))
	if err != nil {
		return nil, err
	}
	defer f.Close()
	set := &Set{Name: spec.Name, Held: spec.Held, Articles: map[string]corpus.Article{}}
	if set.Questions, err = ReadQuestions(f); err != nil {
		return nil, err
	}
	var articles []corpus.Article
	for _, name := range spec.Articles {
		for d, err := range intake.ReadPath(filepath.Join(data, name), intake.Options{}) {
			if err != nil {
				return nil, err
			}
			if d.Article.ID == "" {
				d.Article.ID = filepath.Base(d.Name)
			}
			if spec.Untitled {
				d.Article.Title = ""
			}
			articles = append(articles, d.Article)
			set.Articles[d.Article.ID] = d.Article
		}
	}
	if spec.Withheld > 0 {
		articles = set.withhold(articles, spec.Withheld)
	}
	set.Library = retrieval.New(retrieval.NewShelf(articles), retrieval.Options{Dir: temp})
	return set, set.Library.Sync(ctx, Collection, nil)
}

// CloseSets closes the libraries of sets.
func CloseSets(sets []*Set) error {
	var errs []error
	for _, s := range sets {
		errs = append(errs, s.Library.Close())
	}
	return errors.Join(errs...)
}
