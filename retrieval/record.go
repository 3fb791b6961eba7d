package retrieval

import (
	"propos/corpus"
	"propos/retrieval/index"
	"propos/retrieval/quote"
)

// A question reads hundreds of quotations, so they are stored as plain bytes: reading JSON took a fifth of an answer's time.
// A change of what is written here raises the index's formatVersion.

// pack writes a quotation for the index.
func (s *said) pack() string {
	var p index.Packer
	for _, n := range []int{s.Span.Start, s.Span.End, s.Sentence.Start, s.Sentence.End} {
		p.Int(n)
	}
	for _, text := range []string{s.Cue, string(s.Kind), s.Mention, string(s.MentionAs), string(s.How), s.ReportedBy, s.Key, s.Text, s.Near} {
		p.Text(text)
	}
	p.Float(s.Certainty)
	p.Date(s.date)
	packSpeaker(&p, &s.Speaker)
	return string(p.Bytes())
}

// unpackSaid is the inverse of pack.
func unpackSaid(record string) (s said, err error) {
	u := index.Unpack(record)
	s.Span, s.Sentence = corpus.Span{Start: u.Int(), End: u.Int()}, corpus.Span{Start: u.Int(), End: u.Int()}
	s.Cue, s.Kind, s.Mention, s.MentionAs = u.Text(), quote.Kind(u.Text()), u.Text(), quote.MentionKind(u.Text())
	s.How, s.ReportedBy, s.Key, s.Text, s.Near = quote.How(u.Text()), u.Text(), u.Text(), u.Text(), u.Text()
	s.Certainty = u.Float()
	s.date = u.Date()
	s.Speaker = unpackSpeaker(&u)
	return s, u.Err("a quotation")
}

// packPeople writes the people of an article for the index.
func packPeople(people []quote.Speaker) string {
	var p index.Packer
	p.Int(len(people))
	for i := range people {
		packSpeaker(&p, &people[i])
	}
	return string(p.Bytes())
}

// unpackPeople is the inverse of packPeople.
func unpackPeople(record string) ([]quote.Speaker, error) {
	u := index.Unpack(record)
	out := make([]quote.Speaker, u.Len())
	for i := range out {
		out[i] = unpackSpeaker(&u)
	}
	return out, u.Err("people")
}

func packSpeaker(p *index.Packer, s *quote.Speaker) {
	p.Text(s.Name)
	p.Text(s.Nation)
	p.Text(string(s.Gender))
	p.Bool(s.Organisation)
	p.Int(len(s.Spellings))
	for _, spelling := range s.Spellings {
		p.Text(spelling)
	}
	p.Int(len(s.Offices))
	for _, o := range s.Offices {
		for _, text := range []string{o.Class, o.Nation, o.Of, o.Text} {
			p.Text(text)
		}
		p.Bool(o.Former)
	}
}

func unpackSpeaker(u *index.Unpacker) quote.Speaker {
	s := quote.Speaker{Name: u.Text(), Nation: u.Text(), Gender: quote.Gender(u.Text()), Organisation: u.Bool()}
	if n := u.Len(); n > 0 {
		s.Spellings = make([]string, n)
	}
	for i := range s.Spellings {
		s.Spellings[i] = u.Text()
	}
	if n := u.Len(); n > 0 {
		s.Offices = make([]quote.Office, n)
	}
	for i := range s.Offices {
		s.Offices[i] = quote.Office{Class: u.Text(), Nation: u.Text(), Of: u.Text(), Text: u.Text(), Former: u.Bool()}
	}
	return s
}
