package french

// lastUnit reads « semaine dernière », « trois derniers mois », « mois prochain ».
func (r *dateReader) lastUnit(i int) int {
	unit, ok := unitOf(r.at(i))
	if !ok {
		return 0
	}
	if w := r.at(i + 1); w.class == whichOne {
		return r.relative(i, i+2, unit, w.value)
	}
	if i > 0 && r.at(i-1).class == whichOne {
		return r.relative(i-1, i+1, unit, r.at(i-1).value)
	}
	return 0
}

// thisUnit reads « cette semaine », « ce mois-ci », « cette année ».
func (r *dateReader) thisUnit(i int) int {
	unit, ok := unitOf(r.at(i))
	if !ok || r.at(i-1).class != thisWord {
		return 0
	}
	end := i + 1
	if r.text(end) == "ci" {
		end++
	}
	return r.relative(i-1, end, unit, 0)
}

// ago reads « il y a trois mois », « il y a 2 ans ».
func (r *dateReader) ago(i int) int {
	if r.text(i+1) != "y" || r.text(i+2) != "a" || i+3 >= len(r.tokens) {
		return 0
	}
	v, n := 1.0, 1
	if w := numberWordAt(r.tokens, i+3); w.class != oneWord {
		m, read := readNumber(r.tokens, i+3)
		if read == 0 || m.Ordinal || m.Value > 10000 {
			return 0
		}
		v, n = m.Value, read
	}
	unit, ok := unitOf(r.at(i + 3 + n))
	if !ok {
		return 0
	}
	return r.relative(i, i+4+n, unit, -int(v))
}

func unitOf(w dateWord) (Unit, bool) {
	if w.class != unitOfTime || w.value > 4 {
		return "", false
	}
	return [...]Unit{Day, Day, Week, Month, Year}[w.value], true
}
