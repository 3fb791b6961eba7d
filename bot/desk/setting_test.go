package desk_test

import (
	"strings"
	"testing"

	"propos/bot/desk"
	"propos/bot/phrase"
)

// TestSettingNames wants a name for every setting and every act that the desk writes.
func TestSettingNames(t *testing.T) {
	same := func(s string) string { return s }
	for _, key := range []string{desk.SettingPublic, desk.SettingLabels, desk.SettingRequests, desk.SettingNotices, desk.SettingFeeds, desk.SettingOrigin} {
		if name := phrase.SettingName(key, same); strings.Contains(name, key) {
			t.Errorf("the setting %s has no name: %s", key, name)
		}
	}
	if got, want := (phrase.Deed{Kind: desk.ActSettle, Subject: "2"}).Sentence(same), "2\u00a0choses à traiter marquées comme faites"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}
