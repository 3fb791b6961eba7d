package phrase

import "propos/retrieval"

// AnsweredNow says that an article answers a question by now that nothing answered when a member handed it over; title is the article's,
// as the message writes it.
func AnsweredNow(title string) string { return Say("✅ Un article y répond maintenant : %s", title) }

// Corrected says what moderators have done about a quotation that members reported; "" when nothing yet.
func Corrected(q retrieval.ArticleQuote) string {
	switch {
	case q.Hidden:
		return "✅ Cette citation est masquée maintenant."
	case q.Given:
		return "✅ Un modérateur a dit qui parle."
	}
	return ""
}
