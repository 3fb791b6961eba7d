package french

import "strings"

// Word lists of questions about words, folded.
var (
	auxiliaries   = set("a ont avait avaient aurait auraient aura")
	adverbs       = set("bien deja donc recemment hier vraiment exactement precisement publiquement officiellement toujours encore jamais aussi finalement")
	speakerEnders = set("quand lorsque lorsqu lors pendant apres avant en dans depuis chez devant a au aux ce cette hier aujourd'hui parce pour par suite que qu qui si dernierement recemment")
	notSubject    = set("est sont etait etaient etre ete fait font faisait peut peuvent on qualifie t-on qui que qu")
	doing         = set("propose proposent proposait souhaite souhaitent souhaitait refuse refusent refusait lance lancent parle parlent parlait conteste contestent constate constatent observe observent observait decrit decrivent decrivait accueille accueillent accueilli demande demandent demandait reclame reclament exige exigent conseille jugent rejette rejettent revele revelent confirme explique defend defendent rapporte rapportent signale percoit percu prevoit prevoyait prevu interprete evalue avertit admet promet espere esperent redoute redoutent note ajoute ajoutent indique indiquent rappelle rappellent considere")
	statements    = set("position reaction opinion declaration reponse citation commentaire critique message attitude sentiment jugement parole")
	offices       = set("president presidente ministre chef cheffe porte parole secretaire directeur directrice ambassadeur ambassadrice roi reine premier premiere vice depute deputee maire general procureur gouverneur representant representante dirigeant leader patron patronne pdg senateur pape ministere gouvernement parlement ligue commission armee parti avocat mere pere frere soeur ex ancien ancienne conseil delegue deleguee union syndicat association federation")
	groups        = set("syndicat parti groupe cabinet collectif comite ministere conseil club orchestre institut laboratoire centre journal quotidien magazine gouvernement parlement association federation mouvement union ligue fondation observatoire")
	ministries    = set("affaires defense interieur economie finances justice sante education culture environnement ecologie travail agriculture transports outre budget commerce industrie energie sports solidarites recherche relations armees etat")

	auxiliaryInfinitives = set("faire vouloir pouvoir devoir")

	participles = readSayingForms(func(f verbForms) []string { return []string{f.participle} })
	reporting   = readSayingForms(func(f verbForms) []string { return []string{f.present, f.plural, f.future, f.imperfect} })
	reactions   = set("reagit reagissent reagi reagissait repond repondent repondu justifie justifient explique expliquent qualifie qualifient commente commentent juge jugent percoit percu decrit considere considerent accueilli defend defendu interprete evalue")
	speaking    = set("parle evoque dit mentionne commente reagi exprime repondu declare denonce aborde critique condamne promis annonce affirme confirme nie dementi reconnu")
)

// verbForms are the third persons and the participle of a verb of saying, folded.
type verbForms struct{ present, plural, future, imperfect, participle string }

// readSayingForms collects forms of the verbs of saying: the regular ones by their stem, the others as listed.
func readSayingForms(pick func(verbForms) []string) map[string]bool {
	m := make(map[string]bool)
	for stem := range strings.FieldsSeq("declar affirm assur indiqu precis soulign expliqu ajout annonc estim jug pens confi racont pronostiqu plaid salu " +
		"dénonc denonc critiqu condamn accus avert reproch conseill recommand propos exig reclam demand regrett deplor justifi qualifi consider comment evoqu mentionn confirm " +
		"ni rappel martel insist revel preconis suggér sugger jur contest rejet refus souhait espér esper redout rétorqu retorqu not observ constat reaffirm clam lanc proclam exprim parl not préconis rapport signal") {
		f := verbForms{stem + "e", stem + "ent", stem + "era", stem + "ait", stem + "e"}
		for _, w := range pick(f) {
			m[Fold(w)] = true
		}
	}
	for _, f := range []verbForms{
		{"dit", "disent", "dira", "disait", "dit"}, {"repond", "repondent", "repondra", "repondait", "repondu"}, {"croit", "croient", "croira", "croyait", "cru"},
		{"ecrit", "ecrivent", "ecrira", "ecrivait", "ecrit"}, {"predit", "predisent", "predira", "predisait", "predit"}, {"promet", "promettent", "promettra", "promettait", "promis"},
		{"reagit", "reagissent", "reagira", "reagissait", "reagi"}, {"reconnait", "reconnaissent", "reconnaitra", "reconnaissait", "reconnu"}, {"dement", "dementent", "dementira", "dementait", "dementi"},
		{"soutient", "soutiennent", "soutiendra", "soutenait", "soutenu"}, {"previent", "previennent", "previendra", "prevenait", "prevenu"}, {"admet", "admettent", "admettra", "admettait", "admis"},
		{"rappelle", "rappellent", "rappellera", "rappelait", "rappele"}, {"prevoit", "prevoient", "prevoira", "prevoyait", "prevu"}, {"avertit", "avertissent", "avertira", "avertissait", "averti"},
		{"defend", "defendent", "defendra", "defendait", "defendu"}, {"percoit", "percoivent", "percevra", "percevait", "percu"}, {"decrit", "decrivent", "decrira", "decrivait", "decrit"},
		{"interprete", "interpretent", "interpretera", "interpretait", "interprete"}, {"accueille", "accueillent", "accueillera", "accueillait", "accueilli"}, {"evalue", "evaluent", "evaluera", "evaluait", "evalue"},
	} {
		for _, w := range pick(f) {
			m[w] = true
		}
	}
	delete(m, "note")
	return m
}
