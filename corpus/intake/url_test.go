package intake_test

import (
	"strings"
	"testing"

	"propos/corpus/intake"
)

func TestNormalURL(t *testing.T) {
	for _, tt := range []struct{ in, want string }{
		{"https://Exemple.FR/A/b/", "https://exemple.fr/A/b"},
		{"HTTP://exemple.fr:80/", "http://exemple.fr"},
		{"https://exemple.fr:443/a?b=2&a=1#x", "https://exemple.fr/a?b=2&a=1"},
		{"https://exemple.fr:8443/a", "https://exemple.fr:8443/a"},
		{"https://exemple.fr/a?utm_source=x&id=3&fbclid=y&UTM_campaign=z", "https://exemple.fr/a?id=3"},
		{"https://exemple.fr/a?xtor=RSS-1", "https://exemple.fr/a"},
		{"https://moi:secret@exemple.fr/a", "https://exemple.fr/a"},
		{"https://exemple.fr./été", "https://exemple.fr/%C3%A9t%C3%A9"},
		{" https://exemple.fr/%C3%A9t%C3%A9 ", "https://exemple.fr/%C3%A9t%C3%A9"},
		{"http://[2001:DB8::1]:80/a", "http://[2001:db8::1]/a"},
	} {
		got, err := intake.NormalURL(tt.in)
		if err != nil || got != tt.want {
			t.Errorf("NormalURL(%q) = %q, %v, want %q", tt.in, got, err, tt.want)
		}
		if again, err := intake.NormalURL(got); err != nil || again != got {
			t.Errorf("NormalURL(%q) is not stable: %q, %v", tt.in, again, err)
		}
	}
	for _, in := range []string{"", "exemple.fr", "ftp://exemple.fr", "javascript:alert(1)", "http://", "http://%zz/", "mailto:a@b.fr", "https://exemple.fr/" + strings.Repeat("a", 3000), "http://a b/"} {
		if got, err := intake.NormalURL(in); err == nil {
			t.Errorf("NormalURL(%q) = %q, want an error", in, got)
		}
	}
}

func FuzzNormalURL(f *testing.F) {
	f.Add("http://..")
	f.Add("https://Exemple.FR:443/a/?utm_source=x&b=1#c")
	f.Fuzz(func(t *testing.T, s string) {
		got, err := intake.NormalURL(s)
		if err != nil {
			return
		}
		if again, err := intake.NormalURL(got); err != nil || again != got {
			t.Fatalf("NormalURL(%q) = %q, then %q, %v", s, got, again, err)
		}
	})
}

func TestHost(t *testing.T) {
	for address, want := range map[string]string{
		"https://www.LeMonde.fr/article?x=1": "lemonde.fr", "http://127.0.0.1:8080/a": "127.0.0.1", "http://[::1]/": "::1", "a b": "", "http://%zz": "", "": "",
	} {
		if got := intake.Host(address); got != want {
			t.Errorf("Host(%q) = %q, want %q", address, got, want)
		}
	}
}
