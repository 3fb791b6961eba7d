package retrieval

import (
	"bytes"
	_ "embed"
	"encoding/json"
	"fmt"
	"math"
)

// Model is the weights of ranking and refusing, by the names of the features. A feature that is not named weighs nothing.
type Model struct {
	Ranking    map[string]float64 `json:"ranking"`    // of questions
	Statements map[string]float64 `json:"statements"` // of what asks nothing: headlines, bags of keywords (french.Asked.Asks); those of Ranking when empty
	Refusing   map[string]float64 `json:"refusing"`   // with "bias"
	Threshold  float64            `json:"threshold"`  // of the probability from which a question is answered
	Salience   map[string]float64 `json:"salience"`   // of stems (french.Stems.Folded): how often one that a question has stands in its answer, beside the average stem; 1 when not named
}

//go:embed model.json
var fittedModel []byte

// FittedModel returns the model that the program carries. It was written by `propos eval fit`.
func FittedModel() Model {
	m, err := ParseModel(fittedModel)
	if err != nil {
		panic("retrieval: the embedded model: " + err.Error())
	}
	return m
}

// ParseModel reads a model file. The error names an unknown feature.
func ParseModel(file []byte) (Model, error) {
	var m Model
	dec := json.NewDecoder(bytes.NewReader(file))
	dec.DisallowUnknownFields()
	if err := dec.Decode(&m); err != nil {
		return Model{}, fmt.Errorf("parse model: %w", err)
	}
	for _, ranking := range []map[string]float64{m.Ranking, m.Statements} {
		for name := range ranking {
			if indexOf(featureNames[:], name) < 0 {
				return Model{}, fmt.Errorf("parse model: there is no ranking feature %q", name)
			}
		}
	}
	for name := range m.Refusing {
		if !knownRefusing(name) {
			return Model{}, fmt.Errorf("parse model: there is no refusing feature %q", name)
		}
	}
	return m, nil
}

func indexOf(names []string, name string) int {
	for i, n := range names {
		if n == name {
			return i
		}
	}
	return -1
}

// weights is a Model in the order of the features.
type weights struct {
	ranking    [featureCount]float64
	statements [featureCount]float64
	refusing   [refusalCount]float64
	bias       float64
	threshold  float64
	salience   map[string]float64
}

func (m Model) weights() weights {
	w := weights{bias: m.Refusing["bias"], threshold: m.Threshold, salience: m.Salience}
	statements := m.Statements
	if len(statements) == 0 {
		statements = m.Ranking
	}
	for i, name := range featureNames {
		w.ranking[i], w.statements[i] = m.Ranking[name], statements[name]
	}
	for i, name := range RefusalNames() {
		w.refusing[i] = m.Refusing[name]
	}
	return w
}

// rankingOf is the weights by which the candidates of a question, or of what asks nothing, are ranked.
func (w *weights) rankingOf(asks bool) *[featureCount]float64 {
	if asks {
		return &w.ranking
	}
	return &w.statements
}

// dot is the ranking score of a candidate: Σ weight · feature.
func dot(w, f *[featureCount]float64) float64 {
	s := 0.0
	for i, v := range f {
		s += w[i] * v
	}
	return s
}

// confidence is the probability that the best candidate answers.
func (w *weights) confidence(f *[refusalCount]float64) float64 {
	z := w.bias
	for i, v := range f {
		z += w.refusing[i] * v
	}
	return 1 / (1 + math.Exp(-z))
}
