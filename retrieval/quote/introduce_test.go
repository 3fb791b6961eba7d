package quote_test

import (
	"testing"

	"propos/retrieval/quote"
)

func TestIntroductions(t *testing.T) {
	for _, c := range []struct{ body, name, office, span string }{
		{"Le ministre russe des Affaires étrangères Paul Martin a parlé.", "Paul Martin", "ministre russe des Affaires étrangères", "Le ministre russe des Affaires étrangères Paul Martin"},
		{"Hier, Paul Martin, chef de la diplomatie russe, a parlé.", "Paul Martin", "chef de la diplomatie russe", "Paul Martin, chef de la diplomatie russe"},
		{"L'Arménie en est membre, mais son Premier ministre, Paul Martin, songe à l'en retirer.", "Paul Martin", "Premier ministre", "son Premier ministre, Paul Martin"},
		{"Claire Dupont, sociologue, y voit un tournant.", "Claire Dupont", "sociologue", "Claire Dupont, sociologue"},
		{"Paul Martin recevait son homologue arménien, Claire Dupont, dans un climat tendu.", "Claire Dupont", "homologue arménien", "son homologue arménien, Claire Dupont"},
		{"La présidente de la région Île-de-France Claire Dupont a parlé.", "Claire Dupont", "présidente de la région Île-de-France", "La présidente de la région Île-de-France Claire Dupont"},
		{"« Tout va bien », assure à l'AFP Ravel Dorin, directeur de Valmer.", "Ravel Dorin", "directeur de Valmer", "Ravel Dorin, directeur de Valmer"},
		{"La présidente de la région Claire Dupont a parlé.", "Claire Dupont", "présidente de la région", "La présidente de la région Claire Dupont"},
		{"Paul Martin a parlé de paix. Claire Dupont aussi.", "", "", ""},
		{"", "", "", ""},
	} {
		found := quote.Introductions(c.body)
		if c.name == "" {
			if len(found) > 0 {
				t.Errorf("%q introduces %q", c.body, found[0].Span.Of(c.body))
			}
			continue
		}
		if len(found) != 1 {
			t.Errorf("%q: %d introductions, want 1", c.body, len(found))
			continue
		}
		in := found[0]
		if in.Person.Name != c.name || in.Office.Of(c.body) != c.office || in.Span.Of(c.body) != c.span {
			t.Errorf("%q: %q, %q, %q", c.body, in.Person.Name, in.Office.Of(c.body), in.Span.Of(c.body))
		}
	}
}

// The object of a verb is not the holder of its subject's office.
func TestIntroductionsObjects(t *testing.T) {
	for _, body := range []string{
		"Le chef de l’État azerbaïdjanais recevait Paul Martin à Bakou.",
		"Le chef de l’État azerbaïdjanais reçoit Paul Martin à Bakou.",
		"Le président français rencontre Claire Dupont à Berlin.",
		"Le président français accueillera Claire Dupont à Paris.",
		"Le président du club remplace Paul Martin.",
		"La maire attaque Paul Martin.",
		"Les ministres ont remercié Paul Martin.",
	} {
		for _, in := range quote.Introductions(body) {
			t.Errorf("%q introduces %q", body, in.Span.Of(body))
		}
	}
}
