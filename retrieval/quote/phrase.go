package quote

// Phrase reads words that stand for a speaker, as a question names one: « Sergueï Lavrov », « le ministre arménien des Affaires étrangères »,
// « Moscou ». The speaker has a name, an office, or, for an organisation, a nation or a name. ok is false for words that name nobody;
// a name in small letters is such.
func Phrase(words string) (s Speaker, ok bool) {
	t := newText(words)
	if len(t.toks) == 0 {
		return Speaker{}, false
	}
	n, ok := t.nounAt(0)
	if !ok || n.pronoun {
		return Speaker{}, false
	}
	s.Gender = n.gender
	if n.named() {
		s.Name = t.text(n.name[0], n.name[1])
		s.Spellings = []string{s.Name}
	}
	if n.head != nil && (n.head.kind == headOffice || n.head.kind == headPerson) {
		s.Offices = []Office{n.office}
	}
	if n.place != "" {
		s.Organisation, s.Nation = true, n.place
	}
	return s, s.Name != "" || len(s.Offices) > 0 || s.Nation != ""
}
