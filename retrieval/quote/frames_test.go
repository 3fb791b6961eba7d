package quote_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"propos/corpus"
	"propos/retrieval/quote"
)

// found prints a quotation as "kind: speaker [mention]: words".
func found(body string, q quote.Quote) string {
	speaker := q.Speaker.Name
	if speaker == "" && len(q.Speaker.Offices) > 0 {
		speaker = "(" + q.Speaker.Offices[0].Text + ")"
	}
	s := string(q.Kind) + ": " + speaker + " [" + q.Mention.Text + "]: " + q.Span.Of(body)
	if q.ReportedBy != nil {
		s += " / by " + q.ReportedBy.Name
	}
	return s
}

func TestExtract(t *testing.T) {
	for _, tt := range []struct{ name, body, want string }{
		{"inverted pronoun", "Jean Martin est venu. « Tout va bien ici », a-t-il dit.", "direct: Jean Martin [il]: Tout va bien ici"},
		{"inverted present", "Jeanne Martin rit. « Tout va bien ici », confie-t-elle.", "direct: Jeanne Martin [elle]: Tout va bien ici"},
		{"inverted behind a clitic", "Jean Martin est venu. « Tout va bien », leur a-t-il écrit.", "direct: Jean Martin [il]: Tout va bien"},
		{"name behind", "« Tout va bien ici », a déclaré Jean Martin.", "direct: Jean Martin [Jean Martin]: Tout va bien ici"},
		{"no comma", "« Tout va bien ici » a également assuré Jean Martin.", "direct: Jean Martin [Jean Martin]: Tout va bien ici"},
		{"straight marks, office and name", "\"Tout va bien ici\", affirme le maire de Blois, Jean Martin.", "direct: Jean Martin [le maire de Blois, Jean Martin]: Tout va bien ici"},
		{"curly marks", "“Tout va bien ici”, a dit Jean Martin.", "direct: Jean Martin [Jean Martin]: Tout va bien ici"},
		{"pronoun before its verb", "Jean Martin est venu. « Tout va bien ici. » il a ajouté.", "direct: Jean Martin [il]: Tout va bien ici."},
		{"selon behind", "« Tout va bien ici », selon Jean Martin.", "direct: Jean Martin [Jean Martin]: Tout va bien ici"},
		{"colon", "Jean Martin a répondu : « Tout va bien ici. »", "direct: Jean Martin [Jean Martin]: Tout va bien ici."},
		{"a noun of speech", "Il rappelle les propos de Jean Martin : « Tout va bien ici pour nous. »", "direct: Jean Martin [Jean Martin]: Tout va bien ici pour nous."},
		{"que", "Jean Martin a indiqué lundi que tout irait bien.", "indirect: Jean Martin [Jean Martin]: tout irait bien"},
		{"que behind a communiqué", "Jean Martin a annoncé dans un communiqué que tout irait bien.", "indirect: Jean Martin [Jean Martin]: tout irait bien"},
		{"que with marks", "Jean Martin estime que la ville est « trop chère » pour ses habitants.", "mixed: Jean Martin [Jean Martin]: la ville est « trop chère » pour ses habitants"},
		{"infinitive", "L’Arménie affirme avoir repris trois villages.", "indirect: Arménie [L’Arménie]: avoir repris trois villages"},
		{"accuse", "Jean Martin a accusé la mairie de mentir aux habitants.", "indirect: Jean Martin [Jean Martin]: la mairie de mentir aux habitants"},
		{"plead", "Jean Martin a plaidé pour que la ville construise une école.", "indirect: Jean Martin [Jean Martin]: la ville construise une école"},
		{"insist on", "Jean Martin a insisté sur « la nécessité de construire ».", "mixed: Jean Martin [Jean Martin]: la nécessité de construire"},
		{"an object with marks", "Jean Martin a salué des « efforts immenses ».", "mixed: Jean Martin [Jean Martin]: des « efforts immenses »"},
		{"qualify", "Jean Martin a qualifié le projet de « folie coûteuse ».", "mixed: Jean Martin [Jean Martin]: le projet de « folie coûteuse »"},
		{"will", "Jean Martin a exprimé sa volonté de construire une école.", "indirect: Jean Martin [Jean Martin]: construire une école"},
		{"gerund first", "Précisant que « la ville reste belle et tranquille », Jean Martin est parti.", "mixed: Jean Martin [Jean Martin]: la ville reste belle et tranquille"},
		{"gerund behind", "« Tout va bien ici », a dit Jean Martin, ajoutant que la ville restait belle.", "direct: Jean Martin [Jean Martin]: Tout va bien ici\nindirect: Jean Martin []: la ville restait belle"},
		{"infinitive of narration", "« Tout va bien ici », a dit Jean Martin. Et de préciser que la ville restait belle.", "direct: Jean Martin [Jean Martin]: Tout va bien ici\nindirect: Jean Martin []: la ville restait belle"},
		{"an incise in one pair of marks", "Jean Martin rit. « Tout va bien, a-t-il dit. La ville reste belle. »", "direct: Jean Martin [il]: Tout va bien\ndirect: Jean Martin [il]: La ville reste belle."},
		{"selon first", "Selon Jean Martin, la ville restera belle.", "indirect: Jean Martin [Jean Martin]: la ville restera belle"},
		{"selon first, with an apposition", "Selon Jean Martin, maire de Blois, la ville restera belle.", "indirect: Jean Martin [Jean Martin]: la ville restera belle"},
		{"a clause, then the cue", "La ville va construire une école, a annoncé Jean Martin.", "indirect: Jean Martin [Jean Martin]: La ville va construire une école"},
		{"as X reports", "Ainsi que le rapporte l’agence TASS, le décret a été signé.", "indirect: agence TASS [l’agence TASS]: le décret a été signé"},
		{"an act of saying as a noun", "On se souvient de l’annonce par Jean Martin de son départ prochain.", "indirect: Jean Martin [Jean Martin]: son départ prochain"},
		{"a report inside a report", "Selon l’agence Reuters, Jean Martin a déclaré que la ville restait belle.", "indirect: Jean Martin [Jean Martin]: la ville restait belle / by agence Reuters"},
		{"a report inside a clause", "Anne Durand a rappelé que Jean Martin avait affirmé que la ville restait belle et calme.", "indirect: Jean Martin [Jean Martin]: la ville restait belle et calme / by Anne Durand"},
		{"relayed", "« Tout va bien ici », a dit Jean Martin, cité par l’agence Reuters.", "direct: Jean Martin [Jean Martin]: Tout va bien ici / by agence Reuters"},
		{"a verb that no table knows", "« Tout va bien ici », a fanfaronné Jean Martin.", "direct: Jean Martin [Jean Martin]: Tout va bien ici"},
		{"marks lost by the copy", "Il fait beau , très beau . Je vais vous dire la vérité , a averti Jean Martin.", "direct: Jean Martin [Jean Martin]: Je vais vous dire la vérité"},
		{"a coordinated participle", "Jean Martin a salué le courage des pompiers et dénoncé « la lenteur de la ville ».", "direct: Jean Martin [Jean Martin]: la lenteur de la ville"},
		{"a participle behind its noun", "Un voisin affirmant avoir été menacé a porté plainte.", "indirect: (voisin) [Un voisin]: avoir été menacé"},
		{"a hope", "Jean Martin a exprimé l’espoir que la route ouvre vite.", "indirect: Jean Martin [Jean Martin]: la route ouvre vite"},
		{"a relative behind the subject of the words", "Jean Martin a déclaré que la route de Blois, qui longe le fleuve, sera fermée.", "indirect: Jean Martin [Jean Martin]: la route de Blois, qui longe le fleuve, sera fermée"},
		{"a date before the object", "Jean Martin a dénoncé dès dimanche des propos « graves et faux ».", "mixed: Jean Martin [Jean Martin]: des propos « graves et faux »"},
		{"two gerunds", "Jeanne Martin a déclaré être « ravie » du projet tout en rappelant son « soutien aux riverains ».",
			"mixed: Jeanne Martin [Jeanne Martin]: être « ravie » du projet\nmixed: Jeanne Martin []: son « soutien aux riverains »"},
		{"call for", "Jean Martin a appelé au « calme de tous ».", "mixed: Jean Martin [Jean Martin]: calme de tous"},
		{"a medium relays what a cue before has given", "Jean Martin a déclaré que « les écoles ouvriront cette année », rapporte Le Courrier.",
			"mixed: Jean Martin [Jean Martin]: les écoles ouvriront cette année / by Courrier"},
		{"a date of several words", "Jean Martin a déclaré à la fin de la semaine dernière au service local de RFI/FM qu’aucune route ne sera fermée.",
			"indirect: Jean Martin [Jean Martin]: aucune route ne sera fermée"},
		{"selon inside", "La femme avait appelé son mari pour, selon celui-ci, « lui dire que la route était fermée ».", "mixed: (mari) [celui-ci]: lui dire que la route était fermée"},
		{"marks over two paragraphs, nested", "« Tout va bien, a dit le maire. Voici la ville.\n\nLa « petite ville » est belle et calme », écrit Jean Martin.",
			"direct: Jean Martin [Jean Martin]: Tout va bien, a dit le maire. Voici la ville.\n\nLa « petite ville » est belle et calme"},
		{"accuse, over a relative", "Jean Martin a accusé la mairie, qui a lancé une campagne de dons, de vouloir « tromper » les habitants.",
			"mixed: Jean Martin [Jean Martin]: la mairie, qui a lancé une campagne de dons, de vouloir « tromper » les habitants"},
		{"accuse, with a pronoun", "La ville a critiqué Jean Martin en l’accusant d’aider les fraudeurs.", "indirect: ville [La ville]: aider les fraudeurs"},
		{"a clause that another main clause follows", "Alors que Jean Martin assure que la ville est belle, la maire de Blois estime que « tout est à refaire ».",
			"indirect: Jean Martin [Jean Martin]: la ville est belle\nmixed: (maire de Blois) [la maire de Blois]: tout est à refaire"},
		{"a name in an incise between marks", "Jean Martin est venu. « Tout va bien, déplore Jean Martin. La ville reste belle. »",
			"direct: Jean Martin [Jean Martin]: Tout va bien\ndirect: Jean Martin [Jean Martin]: La ville reste belle."},
		{"sentences more in the same marks", "Cela passe, selon Jean Martin, par « une ville plus belle. Et nous y veillerons tous. »",
			"mixed: Jean Martin [Jean Martin]: par « une ville plus belle. Et nous y veillerons tous. »"},
		{"a site before the subject", "« Tout va bien ici », a affirmé mercredi dans une vidéo postée sur Facebook Jean Martin.", "direct: Jean Martin [Jean Martin]: Tout va bien ici"},
		{"a glued credit", "Jean Martin est venu. La ville est belle, avertit Martinpar Le Courrier. « Tout va bien ici », a-t-il dit. Martin est parti.",
			"indirect: Jean Martin [Martin]: La ville est belle\ndirect: Jean Martin [il]: Tout va bien ici"},
		{"a credit glued to a name", "Jean Martin est venu.\n\nLa ville est belle, avertit Paul Durandpar Le Courrier\n\n« Tout va bien ici », a dit Paul Durand.",
			"indirect: Paul Durand [Paul Durand]: La ville est belle\ndirect: Paul Durand [Paul Durand]: Tout va bien ici"},
		{"said at a place", "« On verra bien demain », a-t-on déclaré mardi au rectorat de Blois.", "direct: rectorat de Blois [au rectorat de Blois]: On verra bien demain"},
		{"for having said", "Jean Martin est raillé pour avoir estimé mercredi que la digue était trop belle.", "indirect: Jean Martin [Jean Martin]: la digue était trop belle"},
		{"a radio of two words and a day", "Jean Martin a déclaré sur France Inter ce jeudi qu’il fallait « prendre le temps » de voter.",
			"mixed: Jean Martin [Jean Martin]: il fallait « prendre le temps » de voter"},
		{"a colon, in small letters", "Jean Martin a expliqué : la digue est encore trop basse pour la ville.", "direct: Jean Martin [Jean Martin]: la digue est encore trop basse pour la ville"},
		{"a verb of manner before a colon", "Jean Martin fulmine : « La digue est encore trop basse. »", "direct: Jean Martin [Jean Martin]: La digue est encore trop basse."},
		{"because, according to her", "Elle se tait car, selon sa mère, la ville « est trop petite ».", "mixed: (mère) [sa mère]: la ville « est trop petite »"},
		{"a second source", "Selon une deuxième source, la digue sera refaite cet été.", "indirect: deuxième source [une deuxième source]: la digue sera refaite cet été"},
		{"another participle behind « et »", "Jean Martin a indiqué que la digue tiendrait bon et appelé les habitants à « garder leur calme ».",
			"indirect: Jean Martin [Jean Martin]: la digue tiendrait bon\ndirect: Jean Martin [Jean Martin]: garder leur calme"},
		{"another gerund behind « et »", "Jean Martin a écrit, réclamant que la digue soit refaite et dénonçant les « lenteurs sans fin » de la ville.",
			"indirect: Jean Martin [Jean Martin]: la digue soit refaite\nmixed: Jean Martin []: les « lenteurs sans fin »"},
		{"his own words behind a clause with marks", "Malgré la fin du « grand chantier » de la digue, « je ne suis pas encore sûr de notre ville », a dit Jean Martin.",
			"direct: Jean Martin [Jean Martin]: je ne suis pas encore sûr de notre ville"},
		{"a clause that a colon explains", "Jean Martin a précisé que la digue était trop basse : elle ne mesure que deux mètres.", "indirect: Jean Martin [Jean Martin]: la digue était trop basse"},
		{"marks of two families", "“Les gens sont heureux ici ! La ville est belle\", a dit Jean Martin.", "direct: Jean Martin [Jean Martin]: Les gens sont heureux ici ! La ville est belle"},
		{"a long way to the words", "Jean Martin a déclaré lors de la signature de l’accord entre la ville et la région que la digue marquait une étape.",
			"indirect: Jean Martin [Jean Martin]: la digue marquait une étape"},
		{"no words behind a comparison", "Jean Martin a répondu avec la même vigueur de ton que sa rivale.", ""},
		{"colleagues of a paper", "Selon nos confrères du Courrier, la digue sera refaite cet été.", "indirect: Courrier [du Courrier]: la digue sera refaite cet été"},
		{"several people between marks", "Les « bonnets verts », qui veulent une digue, racontent avoir reçu des menaces.", "indirect: bonnets verts [Les « bonnets verts »]: avoir reçu des menaces"},
		{"a headline", "La région met en garde la ville : toute nouvelle digue sera détruite\n\nJean Martin est venu.", "direct: région [La région]: toute nouvelle digue sera détruite"},
		{"a speech that no mark closes", "Jean Martin a déclaré :\n\n« Chers amis, je suis heureux. La ville est belle.\n\nLa digue tient.\n\nNous vaincrons.\n\nLa salle a applaudi. Il est parti.",
			"direct: Jean Martin [Jean Martin]: Chers amis, je suis heureux. La ville est belle.\n\nLa digue tient.\n\nNous vaincrons."},
		{"a second verb of the speaker", "Jean Martin a reconnu avoir oublié la digue et a promis un budget.", "indirect: Jean Martin [Jean Martin]: avoir oublié la digue"},
		{"a second verb behind a relative", "La région a annoncé qu’elle reconnaissait la digue qu’elle a détruite et a promis un budget.", "indirect: région [La région]: elle reconnaissait la digue qu’elle a détruite"},
		{"a second verb of the words", "Jean Martin a dit que la ville a construit la digue et a payé les habitants.", "indirect: Jean Martin [Jean Martin]: la ville a construit la digue et a payé les habitants"},
		{"a short clause before an incise", "Paul Durand cherche alors un abri, raconte La Voix, et tente de dormir.", "indirect: Voix [La Voix]: Paul Durand cherche alors un abri"},
		{"a name behind a headline", "Inondations : « Les gens sont restés toute la nuit », Paul Durandpar Le Courrier\n\nLa digue tient.",
			"direct: Paul Durand [Paul Durand]: Les gens sont restés toute la nuit"},
		{"a guest", "« La ville reste belle et calme pour tous ». Invité ce lundi de Radio Loire, le maire de Blois Jean Martin a voulu rassurer.",
			"direct: Jean Martin [le maire de Blois Jean Martin]: La ville reste belle et calme pour tous"},
		{"a day before the infinitive", "Jean Martin a annoncé mardi avoir refait la digue.", "indirect: Jean Martin [Jean Martin]: avoir refait la digue"},
		{"what is told of a source", "Selon un rapport de la ville publié mardi, la digue tiendra bon.", "indirect: rapport de la ville [un rapport de la ville]: la digue tiendra bon"},
		{"what is told of a source, behind a comma", "Selon un sondage Ifor, publié le 24 mars, la digue plaît aux habitants.", "indirect: sondage Ifor [un sondage Ifor]: la digue plaît aux habitants"},
		{"a radio named after a place", "La digue a cédé, selon le site de France Bleu.", "indirect: site de France Bleu [le site de France Bleu]: La digue a cédé"},
		{"a conviction behind an object", "Jean Martin a souligné le rôle de la ville dans la région, exprimant sa conviction que la digue tiendrait.",
			"indirect: Jean Martin [Jean Martin]: le rôle de la ville dans la région\nindirect: Jean Martin []: la digue tiendrait"},
		{"a day before an intention", "La France a confirmé le 25 mai son intention de refaire la digue, sans pour autant donner de date.", "indirect: France [La France]: refaire la digue"},
		{"for somebody close", "Pour ce proche du maire, la digue n’est « pas assez haute ».", "mixed: (proche du maire) [ce proche du maire]: la digue n’est « pas assez haute »"},
		{"a gerund first, with an infinitive", "Reconnaissant avoir subi de « fortes pressions » à l’époque, Jean Martin est parti.", "mixed: Jean Martin [Jean Martin]: avoir subi de « fortes pressions » à l’époque"},
		{"a party and its abbreviation", "Le député Les Verts (LV) du Rhône a dit que tout irait bien.", "indirect: (député Les Verts (LV) du Rhône) [Le député Les Verts (LV) du Rhône]: tout irait bien"},
		{"a relative behind a source", "Selon Jeanne Martin, qui a pris la suite de Paul Durand, la digue tiendra bon.", "indirect: Jeanne Martin [Jeanne Martin]: la digue tiendra bon"},
		{"learnt from", "Deux routes de la ville ont été fermées, a-t-on appris dimanche auprès du parquet de Blois.", "indirect: parquet de Blois [du parquet de Blois]: Deux routes de la ville ont été fermées"},
		{"an opinion", "Jean Martin a exprimé l’opinion que la route est trop chère.", "indirect: Jean Martin [Jean Martin]: la route est trop chère"},
		{"pleased with the fact that", "Jean Martin s’est félicité du fait que la route est ouverte.", "indirect: Jean Martin [Jean Martin]: la route est ouverte"},
		{"a state", "Jean Martin a annoncé sur France 3 disposer des voix du conseil.", "indirect: Jean Martin [Jean Martin]: disposer des voix du conseil"},
		{"a relative behind the marks", "Jean Martin a dénoncé « la lenteur de la ville » dont les habitants souffrent.", "direct: Jean Martin [Jean Martin]: la lenteur de la ville"},
		{"a long clause without a known verb", "Ce changement engendre des dépenses nouvelles pour les communes de la région, assurent ses opposants.",
			"indirect: (opposants) [ses opposants]: Ce changement engendre des dépenses nouvelles pour les communes de la région"},
		{"another one", "« Tout va bien ici », dit un voisin. « La ville reste belle », estime un autre.", "direct: (voisin) [un voisin]: Tout va bien ici\ndirect: (autre) [un autre]: La ville reste belle"},
		{"words with a source of their own", "Jean Martin est venu. « Tout va bien ici », a dit Jean Martin. « La ville était belle, selon une figure du parti. Tout a changé depuis dix ans. »",
			"direct: Jean Martin [Jean Martin]: Tout va bien ici\ndirect:  []: La ville était belle, selon une figure du parti. Tout a changé depuis dix ans."},
		{"a continued quotation", "« Tout va bien ici », a dit Jean Martin. « La ville reste belle et calme. »", "direct: Jean Martin [Jean Martin]: Tout va bien ici\ndirect: Jean Martin []: La ville reste belle et calme."},
		{"the sentence before", "La nouvelle digue protégera toute la ville. La maire de Blois, Jeanne Durand, l’a annoncé lundi devant la presse.",
			"indirect: Jeanne Durand [La maire de Blois, Jeanne Durand]: La nouvelle digue protégera toute la ville"},
		{"that is what she said", "Nous avons sauvé la digue cette nuit. C’est ce qu’a déclaré Jeanne Durand.", "direct: Jeanne Durand [Jeanne Durand]: Nous avons sauvé la digue cette nuit"},
		{"what he said stands behind", "La digue de la ville tient bon. Jean Martin l’a dit : « Tout va bien ici. »", "direct: Jean Martin [Jean Martin]: Tout va bien ici."},
		{"call upon", "Le maire de Blois, Jean Martin, a appelé les habitants à quitter la rive, au moment où l’eau monte.",
			"indirect: Jean Martin [Le maire de Blois, Jean Martin]: les habitants à quitter la rive"},
		{"accuse of a thing", "Jean Martin a accusé jeudi la mairie de négligence, alors que l’eau monte.", "indirect: Jean Martin [Jean Martin]: la mairie de négligence"},
		{"regret", "Jean Martin regrette de ne pas avoir construit la digue.", "indirect: Jean Martin [Jean Martin]: ne pas avoir construit la digue"},
		{"an adverb between marks", "La mairie a « totalement » rejeté des « accusations sans fondement ».", "mixed: mairie [La mairie]: des « accusations sans fondement »"},
		{"share a feeling with somebody", "Jean Martin a fait part au maire de sa « tristesse ».", "mixed: Jean Martin [Jean Martin]: sa « tristesse »"},
		{"one of several", "La digue a cédé dans la nuit, selon l’un de ses voisins.", "indirect: (voisins) [l’un de ses voisins]: La digue a cédé dans la nuit"},
		{"a medium relays what a gerund has given", "Jean Martin est venu, affirmant avoir déjà reçu « des milliers de lettres en un jour », rapporte la radio publique.",
			"mixed: Jean Martin [Jean Martin]: avoir déjà reçu « des milliers de lettres en un jour » / by radio publique"},
		{"a source between a subject and its verb", "La hausse des loyers, selon Jean Martin, maire de Blois, s’explique par la sécheresse.",
			"indirect: Jean Martin [Jean Martin]: La hausse des loyers, selon Jean Martin, maire de Blois, s’explique par la sécheresse"},
		{"a source between a speaker and what he said", "Anne Durand, selon le communiqué, a souligné l’importance du rôle de la ville dans la région.",
			"indirect: Anne Durand [Anne Durand]: l’importance du rôle de la ville dans la région / by communiqué"},
		{"what he admits stands behind", "Jean Martin l’a promis, les travaux de la digue commenceront en mai.", "indirect: Jean Martin [Jean Martin]: les travaux de la digue commenceront en mai"},
		{"an adverb between commas", "Jeanne Martin souligne, elle, le « mépris total » de la ville.", "mixed: Jeanne Martin [Jeanne Martin]: le « mépris total »"},
		{"deny a thing", "Jean Martin nie toute rivalité avec le préfet.", "indirect: Jean Martin [Jean Martin]: toute rivalité avec le préfet"},
		{"reproach somebody with a thing", "Le clan Durand lui reproche une ambition sans bornes.", "indirect: clan Durand [Le clan Durand]: une ambition sans bornes"},
		{"tell one’s pride", "Jean Martin a dit sa fierté de voir la digue terminée.", "indirect: Jean Martin [Jean Martin]: voir la digue terminée"},
		{"share one’s fears", "Jean Martin a fait part de ses craintes face à la hausse des eaux.", "indirect: Jean Martin [Jean Martin]: ses craintes face à la hausse des eaux"},
		{"remember", "Jean Martin se souvient avoir construit la digue.", "indirect: Jean Martin [Jean Martin]: avoir construit la digue"},
		{"a mark that opens again and closed nothing", "« La ville reste belle et calme. « Le fleuve reste calme et beau », a dit Jean Martin.",
			"direct: Jean Martin [Jean Martin]: La ville reste belle et calme.\ndirect: Jean Martin [Jean Martin]: Le fleuve reste calme et beau"},
		{"somebody whom no table knows", "Un historique du parti, interrogé par Radio Loire, estime que la défaite est « une faute ».", "mixed: (historique du parti) [Un historique du parti]: la défaite est « une faute »"},
		{"somebody behind the words", "« Tout va bien ici », énumère à la radio un cadre de la région.", "direct: (cadre de la région) [un cadre de la région]: Tout va bien ici"},
		{"a clause before the main one", "Alors que Jean Martin confirme son grand attachement à la digue, le fils de Paul Durand « appelle tout le monde sans exception » à venir.", ""},
		{"denied in a clause before the main one", "Bien qu’elle nie avoir été contactée, Jeanne Durand a annoncé ne pas vouloir d’un « grand gouvernement ».",
			"indirect:  [elle]: avoir été contactée\nmixed: Jeanne Durand [Jeanne Durand]: ne pas vouloir d’un « grand gouvernement »"},
		{"a credit of a picture", "Jean Martin annonce être candidat à Blois. © Anne Durand", "indirect: Jean Martin [Jean Martin]: être candidat à Blois"},
		{"signed", "« Je n’ai jamais cherché de bonheur pour moi » Jean Martin\n\nLa digue tient.", "direct: Jean Martin [Jean Martin]: Je n’ai jamais cherché de bonheur pour moi"},
		{"signed between brackets", "« Je n’ai jamais cherché de bonheur pour moi » (Jean Martin)\n\nLa digue tient.", "direct: Jean Martin [Jean Martin]: Je n’ai jamais cherché de bonheur pour moi"},
		{"an office in an incise", "« On a une belle ville, explique à Radio Loire le pilote Jean Martin. La digue tient. »",
			"direct: Jean Martin [le pilote Jean Martin]: On a une belle ville\ndirect: Jean Martin [le pilote Jean Martin]: La digue tient."},
		{"the journalist behind an incise", "« La ville est belle, a dit Jean Martin, avant d’adopter un ton plus vif : « Quand on attaque la ville, on attaque tout » »",
			"direct: Jean Martin [Jean Martin]: La ville est belle\ndirect: Jean Martin [Jean Martin]: Quand on attaque la ville, on attaque tout"},
		{"said in somebody’s circle", "\"Il sera sur la liste\", confirme-t-on dans l’entourage de Paul Durand.", "direct: entourage de Paul Durand [l’entourage de Paul Durand]: Il sera sur la liste"},
		{"a name kept between marks", "Les « bonnets verts » sont là. Les « bonnets verts » rient. La ville a annoncé une réunion avec les chefs des « bonnets verts ».", ""},
		{"a relative that reports, before its verb", "La région, qui avait averti que le fleuve connaîtrait une crue forte, a revu la digue.", "indirect: région [La région]: le fleuve connaîtrait une crue forte"},
		{"many people behind a source", "Selon Jean Martin, de nombreux habitants de la ville, arrivés en mai, n’ont pas été payés.", "indirect: Jean Martin [Jean Martin]: de nombreux habitants de la ville, arrivés en mai, n’ont pas été payés"},
		{"somebody without a name in an incise", "« La ville reste belle, a ironisé un proche du maire », rapporte Le Courrier.", "direct: (proche du maire) [un proche du maire]: La ville reste belle / by Courrier"},
		{"a verb before that of saying", "« Ce n’est pas une critique », préfère tempérer Jean Martin.", "direct: Jean Martin [Jean Martin]: Ce n’est pas une critique"},
		{"a line that the page has glued", strings.Repeat("La ville est belle et le fleuve est calme. ", 15) + "Jean Martin assure que la digue tient Le fleuve monte depuis lundi.",
			"indirect: Jean Martin [Jean Martin]: la digue tient"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			body := corpus.Normal(tt.body)
			var got []string
			for _, q := range quote.Extract("", body).Quotes {
				got = append(got, found(body, q))
			}
			if diff := cmp.Diff(tt.want, strings.Join(got, "\n")); diff != "" {
				t.Errorf("Extract(%q): %s", body, diff)
			}
		})
	}
}

func TestNoQuotation(t *testing.T) {
	for _, body := range []string{
		"La conférence intitulée « Les villes belles et calmes du nouveau siècle qui commence » a lieu lundi.",
		"La devise « Liberté, Égalité, Fraternité » orne la mairie.",
		"Le film « Demain » est sorti.",
		"L’annonce est tombée. La demande augmente. La note est salée.",
		"Maintenant que la ville dort, le chat chante.",
		"Source 2 : « Les villes belles et calmes du nouveau siècle », Éditions du Port, 2021.",
		"Jean Martin est accusé d’avoir dit que la ville mentait.",
		"L’article intitulé « Les villes belles du siècle » cite le professeur Jean Martin.",
		"La voisine, inquiète, a appelé son mari.",
		"Jean Martin l’a dit, mais personne ne l’a cru.",
		"Comme Jean Martin l’a promis, il faut agir.",
		"L’élève (dit « le grand taiseux ») est venu.",
		"Cliquez sur « Accepter » ou sur « Refuser ».",
		"Le gardien a vu son chien tomber à l’eau. Jean Martin l’a rappelé.",
		"Jean Martin lance son parti baptisé Demain, « la ville pour tous et avec tous ».",
	} {
		for _, q := range quote.Extract("", body).Quotes {
			t.Errorf("Extract(%q) found %s by %s", body, found(body, q), q.Rule)
		}
	}
}

func TestSpeakers(t *testing.T) {
	for _, tt := range []struct {
		name, body string
		want       string // the speaker of the last quotation
		how        quote.How
	}{
		{"surname", "Jean Martin est maire. Martin a dit que tout irait bien.", "Jean Martin", quote.HowName},
		{"title and surname", "Jean Martin est maire. M. Martin a dit que tout irait bien.", "Jean Martin", quote.HowName},
		{"office before the name", "Le ministre français de la Santé Jean Martin est venu. Le ministre a dit que tout irait bien.", "Jean Martin", quote.HowOffice},
		{"office behind the name, closed", "Jean Martin, ministre de la Santé, est venu. Le ministre a dit que tout irait bien.", "Jean Martin", quote.HowOffice},
		{"another's office", "Le président Paul Durand a vu Jean Martin, le ministre a dit que tout irait bien.", "", quote.HowNone},
		{"diplomacy", "Le ministre russe des Affaires étrangères Ivan Petrov est venu. Le chef de la diplomatie russe a dit que tout irait bien.", "Ivan Petrov", quote.HowOffice},
		{"another nation", "Le ministre russe des Affaires étrangères Ivan Petrov est venu. Le chef de la diplomatie turque a dit que tout irait bien.", "", quote.HowNone},
		{"counterpart", "Le ministre russe des Affaires étrangères Ivan Petrov a reçu son homologue arménien Aram Sarian. Le ministre arménien des Affaires étrangères a dit que tout irait bien.", "Aram Sarian", quote.HowOffice},
		{"pronoun by gender", "Jean Martin a vu Jeanne Durand. Elle a dit que tout irait bien.", "Jeanne Durand", quote.HowPronoun},
		{"not inside marks", "Jean Martin est venu. « Paul Durand est un ami », a-t-il dit.", "Jean Martin", quote.HowPronoun},
		{"the latter", "Jean Martin a vu Paul Durand. Ce dernier a dit que tout irait bien.", "Paul Durand", quote.HowPronoun},
		{"a name that comes later", "Le chef de la diplomatie russe a dit que tout irait bien. Le ministre des Affaires étrangères russe, Ivan Petrov, est parti.", "Ivan Petrov", quote.HowOffice},
		{"a country", "La France a dit que tout irait bien.", "France", quote.HowName},
		{"a country and its pronoun", "L’Azerbaïdjan a lancé une opération qu’il a qualifiée d’« antiterroriste ».", "Azerbaïdjan", quote.HowPronoun},
		{"the name of a complement", "Le bras droit de la maire Jeanne Durand a dit que tout irait bien.", "", quote.HowNone},
		{"an aside between commas", "Jeanne Martin, après avoir reçu Paul Durand, a dit que tout irait bien.", "Jeanne Martin", quote.HowName},
		{"a relative behind a place", "La mairie a cité Jean Martin, en visite à Erevan, qui a dit que tout irait bien.", "Jean Martin", quote.HowName},
		{"an apposition behind « et »", "Jean Martin, militant écologiste et ancien maire de Blois, a dit que tout irait bien.", "Jean Martin", quote.HowName},
		{"several members", "Quatre membres du conseil ont dit que tout irait bien.", "membres du conseil", quote.HowName},
		{"any person", "Jean Martin est venu. « Tout va bien ici », a dit Jean Martin. « La ville reste belle », ajoute le trentenaire.", "Jean Martin", quote.HowOffice},
		{"any woman", "Jean Martin a vu Jeanne Durand. Jeanne Durand a dit que tout irait bien. « La ville reste belle », ajoute cette mère de famille.", "Jeanne Durand", quote.HowOffice},
		{"of another gender", "Jean Martin est venu. « Tout va bien ici », a dit Jean Martin. « La ville reste belle », ajoute la trentenaire.", "", quote.HowNone},
		{"an epithet", "La chanteuse Jeanne Durand est venue. « Tout va bien ici », a dit Jeanne Durand. « La ville reste belle », ajoute l’artiste.", "Jeanne Durand", quote.HowOffice},
		{"an epithet that an office contradicts", "Le juge Jean Martin est venu. Jean Martin a dit que tout irait bien. « La ville reste belle », ajoute le footballeur.", "", quote.HowNone},
		{"another party to the story", "Jean Martin a dit que tout irait bien. « La ville reste belle », répond le prévenu.", "", quote.HowNone},
		{"two who may be meant", "Jean Martin et Paul Durand sont venus. « La ville reste belle », dit le quadragénaire.", "", quote.HowNone},
		{"a description that another one stands for", "Jean Martin a parlé. « Tout va bien », a dit son épouse. La jeune femme a dit que la ville restait belle.", "", quote.HowNone},
		{"who is meant is not in the words", "Jean Martin est venu. « Tout va bien ici », a dit Jean Martin. Paul Durand « n’a pas dit toute la vérité », ajoute le trentenaire.", "Jean Martin", quote.HowOffice},
		{"a description, then a pronoun", "L’auteur de l’article Jean Martin est venu. « Tout va bien ici », écrit l’auteur. Il dit que tout ira bien.", "Jean Martin", quote.HowPronoun},
		{"the former", "Anne Durand suit l’avis du maire Jean Martin. Celui qui était encore député a dit que tout irait bien.", "Jean Martin", quote.HowPronoun},
		{"a party's name", "La coordinatrice du groupe La Ville en marche de la commission a dit que tout irait bien.", "", quote.HowNone},
		{"a magazine between marks", "Le magazine « Le Temps Libre » a publié une enquête, soulignant que tout irait bien.", "Le Temps Libre", quote.HowName},
		{"an agency between the verb and its subject", "« Tout va bien ici », a annoncé à l’Agence France-Presse le maire de Blois, Jean Martin.", "Jean Martin", quote.HowApposition},
		{"a judge is no prosecutor", "« Tout va bien ici », a dit le juge. Le juge Jean Martin et le procureur Paul Durand sont venus.", "Jean Martin", quote.HowOffice},
		{"a cue in an aside", "Le maire Jean Martin est venu. Il a demandé de revoir ce qui, selon lui, nuit à la ville. Il dit que tout ira bien.", "Jean Martin", quote.HowPronoun},
		{"a description that opens the sentence", "Détenu depuis mars, Jean Martin a écrit à Paul Durand, disant que tout irait bien.", "Jean Martin", quote.HowName},
		{"after having", "Jean Martin a dit que la ville était belle après avoir accusé la mairie de mentir aux habitants.", "Jean Martin", quote.HowContinued},
		{"the former mayor", "Jean Martin est venu. « Tout va bien ici », a dit Jean Martin. « La ville reste belle », ajoute l’ancien élu.", "Jean Martin", quote.HowOffice},
		{"a relative behind a thing", "Le maire de Blois, Jean Martin, a assisté à la fête, qui a réuni la ville. Anne Durand, la cheffe du parti, a aussi participé à l’événement, qui a dit que tout irait bien.",
			"Anne Durand", quote.HowName},
		{"a deputy of another place", "Le député de Blois Jean Martin est venu. « Tout va bien ici », a dit Jean Martin. « La ville reste belle », répond le député de Tours.", "", quote.HowNone},
		{"a body behind an adjective", "Une église a été découverte dans la vieille ville, rapporte la prestigieuse Université de Blois.", "Université de Blois", quote.HowName},
		{"a radio before the subject", "« Tout va bien ici », a déclaré sur Radio Loire Jean Martin, candidat depuis mai.", "Jean Martin", quote.HowName},
		{"a participle that is a noun", "Jean Martin est venu. « La mairie ment », a-t-il accusé, avant d’ajouter : « Tout est à refaire ici. »", "Jean Martin", quote.HowPronoun},
		{"the one who", "Jean Martin est venu. Celui qui revendique sa liberté de ton explique que tout ira bien.", "Jean Martin", quote.HowPronoun},
		{"a rival", "Jean Martin, son rival démocrate à l’élection du 3 mai, est venu. Le rival démocrate a dit que tout irait bien.", "Jean Martin", quote.HowOffice},
		{"a founder of what stands between marks", "Jeanne Durand, la présidente des « Amis du fleuve », a dit que tout irait bien.", "Jeanne Durand", quote.HowOffice},
		{"an initial", "Ivan Petrov est venu. « Tout va bien », a dit M. Petrov. Selon I. Petrov, la ville restera belle.", "Ivan Petrov", quote.HowName},
		{"an initial first", "Selon I. Petrov, la ville restera belle. Ivan Petrov a dit que tout irait bien.", "Ivan Petrov", quote.HowName},
		{"a former minister", "Jean Martin est venu. « Tout va bien ici », a dit Jean Martin. « La ville reste belle », ajoute l’ancien ministre.", "Jean Martin", quote.HowOffice},
		{"a party with small letters", "« Tout va bien ici », a dit le député MoDem Jean Martin.", "Jean Martin", quote.HowApposition},
		{"whom an aside cites", "Jeanne Durand est venue. « Tout va bien ici », a dit Jeanne Durand. Elle est restée car, selon sa mère, la ville « est trop petite ». « La ville reste belle », insiste-t-elle.",
			"Jeanne Durand", quote.HowPronoun},
		{"an elided surname", "« Tout va bien ici », a dit Issa Kaou N’Diaye.", "Issa Kaou N’Diaye", quote.HowName},
		{"a gerund behind a paper", "Jean Martin est venu. « Tout va bien », a dit Jean Martin.\n\n918 euros en tout, rappelle Le Courrier de Blois, précisant que la digue tenait bon.", "Courrier de Blois", quote.HowName},
		{"a spouse", "Paul Durand est maire. Jeanne Durand est venue. « La ville reste belle », a dit l’épouse de Paul Durand.", "Jeanne Durand", quote.HowOffice},
		{"a spouse whom two may be", "Paul Durand est maire. Jeanne Durand et Anne Durand sont venues. « La ville reste belle », a dit l’épouse de Paul Durand.", "", quote.HowNone},
		{"several people before a verb of one", "Jeanne Durand, amie de ces « bonnets verts » modérés, affirme que tout ira bien.", "Jeanne Durand", quote.HowName},
		{"the one who, behind a comma", "Jeanne Durand est venue. Quant à la digue, celle qui vient de succéder à Paul Roux a répondu que tout irait bien.", "Jeanne Durand", quote.HowPronoun},
		{"many people", "De nombreux Blésois ont rejeté l’accord, estimant que tout irait mal.", "Blésois", quote.HowName},
		{"an abbreviation before the verb", "Le président du parti Les Verts (LV) a dit que tout irait bien. Jean Martin, président du parti Les Verts, est venu.", "Jean Martin", quote.HowOffice},
		{"initials before a sentence", "Jean Martin est venu. « NOUS VAINCRONS » J.M Lors de la fête, il est parti. Il a dit que tout irait bien.", "Jean Martin", quote.HowPronoun},
		{"a long complement", "« Tout va bien ici », a dit l’adjointe chargée des espaces verts et du funéraire, Jeanne Martin.", "Jeanne Martin", quote.HowApposition},
		{"a shop that looks like a person", "Jean Martin est venu. Petit Marché ouvre tôt. Le Petit Marché a reçu des fleurs. « La ville reste belle », explique-t-il.", "Jean Martin", quote.HowPronoun},
		{"whom a colon follows", "« Tout va bien ici », a dit Paul Durand. Une remarque qui a surpris Jean Martin lors de sa visite chez Luc Faure : « Il m’appelle tous les jours à midi. »",
			"Jean Martin", quote.HowName},
		{"a pronoun that an aside stands before", "Jeanne Martin est venue. Questionnée sur le fait de poursuivre sa carrière en tant que maire, elle déclare : « J’y ai réfléchi. »", "Jeanne Martin", quote.HowPronoun},
		{"an aside with a comparison", "Jean Martin, avocat comme son épouse, a dit que tout irait bien.", "Jean Martin", quote.HowName},
		{"who spoke last behind « selon »", "Paul Durand a dit que tout irait bien. Les soldats viendront, selon un commandant. S’ils vont d’abord rentrer, ils devront « se déclarer ici », explique-t-il.", "", quote.HowPronoun},
		{"an age", "Jean Martin est avocat. « Tout va bien », a-t-il avoué. « La ville reste belle », déplore l’avocat de 57 ans.", "Jean Martin", quote.HowOffice},
		{"an inhabitant", "Jeanne Martin est venue. « La ville reste belle », a dit la Bretonne de 51 ans.", "Jeanne Martin", quote.HowOffice},
		{"an inhabitant of a country", "Jean Martin est venu. « La ville reste belle », a dit le Français.", "Jean Martin", quote.HowOffice},
		{"a paper named after its inhabitants", "Jean Martin est venu. « La ville reste belle », écrit Le Parisien.", "Parisien", quote.HowName},
		{"ex-", "« Tout va bien ici », s’indigne l’ex-détenu Jean Martin.", "Jean Martin", quote.HowApposition},
		{"the text has turned to another", "Jean Martin a dit que tout irait bien. Paul Durand reste satisfait de la ville. « Ici on va rester très attachés à la digue. »", "Paul Durand", quote.HowContinued},
		{"a first name alone shows the gender", "Dominique Martin rit. « Tout va bien », dit Jeanne. Paul Durand est venu. « La ville reste belle », révèle-t-elle.", "Jeanne", quote.HowPronoun},
		{"who was asked", "« Tout va bien », a dit le patron du café, Luc Durand. La ville a demandé conseil à Jean Martin sur la digue. « Je garderais tout », a-t-il répondu.", "Jean Martin", quote.HowPronoun},
		{"initials of a party", "Jean Martin, vice-président du Parti rural, est venu. Le vice-président du PR a dit que tout irait bien.", "Jean Martin", quote.HowOffice},
		{"a mandate of a party's president", "Jean Martin, président du Parti rural, est venu. « La ville reste belle », a dit l’eurodéputé.", "Jean Martin", quote.HowOffice},
		{"a leader", "Le président brésilien, Jean Martin, est venu. « La ville reste belle », a dit le dirigeant d’extrême-droite.", "Jean Martin", quote.HowOffice},
		{"a guest of a programme", "Ce samedi, Anne Durand a reçu Jeanne Martin sur le plateau de Bonjour. Elle n’a pas pu marcher. « J’ai eu de la chance », a-t-elle expliqué.", "Jeanne Martin", quote.HowPronoun},
		{"a paper of two words between the verb and its subject", "« Tout va bien ici », a affirmé au Courrier déchaîné le maire Jean Martin.", "Jean Martin", quote.HowApposition},
		{"a paper is not who goes on", "Jean Martin est venu. Comme le révèle Le Courrier, il a tenu des propos vifs à Blois. « La ville reste belle », a-t-il martelé.", "Jean Martin", quote.HowPronoun},
		{"the subject behind a clause", "« Tout va bien », a dit Paul Durand. Si la ville reste belle, Jean Martin n’a eu de cesse de rire. « Je n’ai pas peur », disait-il en mai.", "Jean Martin", quote.HowPronoun},
		{"a byline", "Jeanne Martin est venue.\n\nPar Anne Durand\n\n« La ville reste belle », explique-t-elle.", "Jeanne Martin", quote.HowPronoun},
		{"a name of one word with what its bearer does", "Zoralie, jeune chanteuse à la voix claire, sort un album. « La ville reste belle », explique l’artiste.", "Zoralie", quote.HowOffice},
		{"a body that says « nous »", "Jean Martin a écrit que tout irait bien. De son côté, le Palais du fleuve a pris ses distances avec lui. « Nous désapprouvons ces mots », annonce-t-il.", "Palais", quote.HowPronoun},
		{"a heading is not who goes on", "Jean Martin rit. « La ville est belle », dit-il. Les visiteurs rient.\n\nUn maire défend les « bruits de la nature » de sa ville\n\nLa ville dort. « On a fait un mariage », confie-t-il.", "Jean Martin", quote.HowPronoun},
		{"a name with an article in it", "« Tout va bien ici », a dit Paul Le Goff sur France 2.", "Paul Le Goff", quote.HowName},
	} {
		t.Run(tt.name, func(t *testing.T) {
			quotes := quote.Extract("", corpus.Normal(tt.body)).Quotes
			if len(quotes) == 0 {
				t.Fatalf("nothing found in %q", tt.body)
			}
			last := quotes[len(quotes)-1]
			if last.Speaker.Name != tt.want || last.How != tt.how {
				t.Errorf("%q: %q by %q (certainty %.2f), want %q by %q", tt.body, last.Speaker.Name, last.How, last.Certainty, tt.want, tt.how)
			}
		})
	}
}
