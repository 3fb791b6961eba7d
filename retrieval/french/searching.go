package french

// ofArticles takes « Que disent les articles sur X ? » for a search of X.
func (q *questionReader) ofArticles() {
	if q.asked.Kind != KindQuote || q.asked.Topic.Len() == 0 {
		return
	}
	for i, t := range q.tokens {
		if t.Start < q.asked.Speaker.Start || t.End > q.asked.Speaker.End || determiners[q.folded[i]] {
			continue
		}
		if !sayers[singular(q.folded[i])] {
			return
		}
	}
	q.noSpeaker()
	q.asked.Kind, q.asked.Search = KindNone, true
}

// about reads « Que sait-on de X ? » and « Parle-moi de X ».
func (q *questionReader) about() bool {
	n := q.match(q.start, tellAbout...)
	if n == 0 || q.match(q.start+n, "de", "d", "du", "des") == 0 && q.match(q.start+n, topicPhrases...) == 0 {
		return false
	}
	q.topic(q.start + n)
	q.asked.Search = q.asked.Topic.Len() > 0
	return q.asked.Search
}

// tellAbout opens what asks for all there is, folded; the topic follows behind a preposition.
var tellAbout = []string{
	"que sait on", "qu en est il", "que savons nous", "que sais tu", "que savez vous", "qu est ce qu on sait", "qu est ce que l on sait", "qu est ce que tu sais", "on sait quoi", "tu sais quoi",
	"parle moi", "parlez moi", "tout", "renseignements", "des renseignements",
	"t as des infos", "tu as des infos", "vous avez des infos", "as tu des infos", "avez vous des infos", "des infos", "infos", "des informations", "informations",
	"t as des nouvelles", "tu as des nouvelles", "vous avez des nouvelles", "as tu des nouvelles", "avez vous des nouvelles", "des nouvelles",
	"t as quoi", "tu as quoi", "vous avez quoi", "il y a quoi", "y a quoi", "ya quoi", "qu as tu", "qu avez vous", "qu est ce que tu as", "qu est ce que vous avez", "qu est ce qu il y a",
	"t as quelque chose", "tu as quelque chose", "vous avez quelque chose", "as tu quelque chose", "avez vous quelque chose", "il y a quelque chose", "y a quelque chose",
	"t as des articles", "tu as des articles", "vous avez des articles", "as tu des articles", "avez vous des articles", "il y a des articles", "y a t il des articles",
	"articles", "des articles", "les articles", "un article", "quels articles parlent", "quels articles", "quel article parle",
}

// sayers are what stands for the articles themselves, or for the bot, in the place of a speaker.
var sayers = set("article texte document source archive collection presse journal journaux media bot on tu vous propos")
