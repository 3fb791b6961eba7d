package quote

import (
	_ "embed"
	"strings"
	"sync"
)

//go:embed verbs.tsv
var verbsTable string

// frame is a construction that a reporting verb takes; verbs.tsv explains each.
type frame uint16

const (
	takesQuote   frame = 1 << iota // Q
	takesQue                       // QUE
	takesSi                        // SI
	takesInf                       // INF
	takesDe                        // DE
	takesA                         // A
	takesPourQue                   // PQ
	takesPour                      // POUR
	takesSur                       // SUR
	takesContre                    // CONTRE
	takesNoun                      // NP
	takesDeNoun                    // NPDE
	takesAttr                      // ATTR
	takesPart                      // PART
)

func frameNames() map[string]frame {
	return map[string]frame{"Q": takesQuote, "QUE": takesQue, "SI": takesSi, "INF": takesInf, "DE": takesDe, "A": takesA, "PQ": takesPourQue,
		"POUR": takesPour, "SUR": takesSur, "CONTRE": takesContre, "NP": takesNoun, "NPDE": takesDeNoun, "ATTR": takesAttr, "PART": takesPart}
}

// verb is a line of verbs.tsv.
type verb struct {
	lemma     string
	class     byte // 'A', 'B' or 'C'
	frames    frame
	reflexive bool
	tail      []string // the words behind the first of a phrase: "valoir" of "faire valoir"
}

func (v *verb) takes(f frame) bool { return v.frames&f != 0 }

// mood says which forms of a verb one spelling can be.
type mood uint8

const (
	finite     mood = 1 << iota // déclare, déclarait, déclara, déclarera, déclarerait
	participle                  // déclaré
	gerund                      // déclarant
	infinitive                  // déclarer
	plural                      // déclarent
)

// form is one spelling of a verb.
type form struct {
	verbs []*verb // more than one where a verb is also the head of a phrase, or reflexive: dire, se dire
	moods mood
}

// verbForms maps lower-case spellings to verbs.
var verbForms = sync.OnceValue(readVerbs)

func readVerbs() map[string]*form {
	forms := make(map[string]*form, 8000)
	names := frameNames()
	for line := range strings.Lines(verbsTable) {
		line = strings.TrimRight(line, "\n")
		if line == "" || line[0] == '#' {
			continue
		}
		cols := strings.Split(line+"\t\t\t", "\t")
		v := &verb{lemma: cols[0], class: cols[1][0]}
		for _, name := range strings.Fields(cols[2]) {
			v.frames |= names[name]
		}
		head := cols[0]
		for _, se := range []string{"se ", "s'"} {
			if rest, ok := strings.CutPrefix(head, se); ok {
				head, v.reflexive = rest, true
			}
		}
		words := strings.Fields(head)
		v.tail = words[1:]
		for spelling, m := range conjugate(words[0], strings.Fields(cols[3])) {
			f := forms[spelling]
			if f == nil {
				f = &form{}
				forms[spelling] = f
			}
			f.verbs, f.moods = append(f.verbs, v), f.moods|m
		}
	}
	return forms
}

// conjugate returns the third-person and impersonal forms of a verb.
func conjugate(inf string, given []string) map[string]mood {
	out := map[string]mood{}
	add := func(m mood, spellings ...string) {
		for _, s := range spellings {
			out[s] |= m
		}
	}
	add(infinitive, inf)
	if len(given) == 6 {
		irregular(given, add)
	} else {
		regular(inf, given, add)
	}
	return out
}

// regular conjugates a verb in -er; given may hold its present.
func regular(inf string, given []string, add func(mood, ...string)) {
	stem := strings.TrimSuffix(inf, "er")
	soft := stem // before a: lançait, jugeait
	switch {
	case strings.HasSuffix(stem, "c"):
		soft = strings.TrimSuffix(stem, "c") + "ç"
	case strings.HasSuffix(stem, "g"):
		soft = stem + "e"
	}
	present := stem + "e"
	future := inf
	if len(given) == 1 {
		present = given[0]
		if !strings.Contains(inf, "é") || strings.HasSuffix(present, "aie") {
			future = present + "r"
		}
	}
	if strings.HasSuffix(inf, "ayer") { // balaie or balaye
		add(finite, stem+"e")
		add(finite|plural, stem+"ent")
	}
	add(finite, present, soft+"ait", soft+"a", future+"a", future+"ait")
	add(finite|plural, present+"nt", soft+"aient", stem+"èrent", future+"ont", future+"aient")
	add(participle, stem+"é", stem+"ée", stem+"és", stem+"ées")
	add(gerund, soft+"ant")
}

// irregular takes present singular and plural, past participle, imperfect, simple past and future.
func irregular(given []string, add func(mood, ...string)) {
	present, presents, past, imperfect, simple, future := given[0], given[1], given[2], given[3], given[4], given[5]
	root := strings.TrimSuffix(imperfect, "ait")
	conditional := strings.TrimSuffix(future, "a")
	add(finite, present, imperfect, simple, future, conditional+"ait")
	add(finite|plural, presents, root+"aient", strings.TrimSuffix(simple, "t")+"rent", conditional+"ont", conditional+"aient")
	add(participle, past, past+"e", past+"es", past+"s")
	add(gerund, root+"ant")
}

//go:embed deeds.tsv
var deedsTable string

// deeds are the finite forms of the verbs of deeds.tsv.
var deeds = sync.OnceValue(readDeeds)

func readDeeds() map[string]bool {
	forms := map[string]bool{}
	for line := range strings.Lines(deedsTable) {
		if line = strings.TrimRight(line, "\n"); line == "" || line[0] == '#' {
			continue
		}
		inf, given, _ := strings.Cut(line, "\t")
		for spelling, m := range conjugate(inf, strings.Fields(given)) {
			if m&finite != 0 {
				forms[spelling] = true
			}
		}
	}
	return forms
}

// finiteVerb reports a token that is a verb with a subject: « reçoit », « accueillera », « attaque » but not « l'attaque ».
func (t *text) finiteVerb(k int) bool {
	low := t.at(k)
	if before := t.at(k - 1); determiners[before] || prepositions[before] {
		return false
	}
	form := verbForms()[low]
	return deeds()[low] || finiteEnding(low) || form != nil && form.moods&finite != 0 && form.moods&participle == 0
}
