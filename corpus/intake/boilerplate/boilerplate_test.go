package boilerplate_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"propos/corpus/intake/boilerplate"
)

// body stands before the lines that are judged.
const body = "Le conseil municipal s’est réuni jeudi pour voter le budget de la commune."

func TestRulesCut(t *testing.T) {
	for rule, lines := range map[boilerplate.Rule][]string{
		boilerplate.Advert:     {"Publicité", "PUBLICITÉ", "- Publicité -", "La suite après la publicité", "Contenu sponsorisé", "[Publicité]"},
		boilerplate.Comments:   {"Les opinions, assertions et points de vue exprimés dans les commentaires sont le fait de leur auteur et ne peuvent en aucun cas être imputés à RT.", "Réagir à cet article", "Soyez le premier à commenter !", "Votre adresse e-mail ne sera pas publiée. Les champs obligatoires sont indiqués avec *"},
		boilerplate.Consent:    {"Ce site utilise des cookies.", "Gérer mes cookies", "En poursuivant votre navigation, vous acceptez l’utilisation de cookies.", "Nous et nos partenaires utilisons des cookies pour la mesure d'audience et la publicité ciblée.", "Les cookies techniques (cookies de session, d'authentification et de sécurité) sont indispensables au bon fonctionnement de nos services et ne peuvent être désactivés."},
		boilerplate.Copyright:  {"© 2020 AFP", "Copyright © 2021 Le Courrier", "(c) AFP", "© Le Courrier. Tous droits réservés.", "Toute reproduction interdite"},
		boilerplate.Credit:     {"Crédit photo : Jean Dupont", "Crédits photos : AFP", "Photo d'illustration"},
		boilerplate.Embed:      {"[EMBED url=\"//video.example/x\"]", "Ce contenu est bloqué car vous n'avez pas accepté les traceurs."},
		boilerplate.Follow:     {"Suivez-nous sur Twitter", "Téléchargez l’application du Courrier"},
		boilerplate.Navigation: {"Haut de page", "Temps de lecture : 3 min", "Retour à l’accueil", "Mots-clés : eau, barrage"},
		boilerplate.Newsletter: {"Inscrivez-vous à notre newsletter", "Recevez chaque matin l'essentiel de l'actualité", "Newsletter"},
		boilerplate.Paywall:    {"Article réservé aux abonnés", "Cet article est réservé aux abonnés.", "Il vous reste 72% de cet article à lire.", "Déjà abonné ? Connectez-vous", "La suite est réservée aux abonnés"},
		boilerplate.Related:    {"Lire aussi : Le pont fermé aux camions", "À LIRE AUSSI", "► Lire aussi Le pont fermé aux camions", ">> A lire aussi - Le pont fermé", "Lire aussi notre enquête sur les ponts", "Sur le même sujet", "… Lire la suite sur LesEchos", "[Lire aussi : Le pont fermé]"},
		boilerplate.Share:      {"Partager sur Facebook", "Partager", "Facebook Twitter LinkedIn", "Partagez cet article"},
		boilerplate.Subscribe:  {"Abonnez-vous", "S'abonner", "Abonnez-vous à partir de 1 €", "Soutenez un journalisme indépendant"},
	} {
		for _, line := range lines {
			left, cuts := boilerplate.Clean(body + "\n\n" + line)
			if strings.TrimSpace(left) != body || len(cuts) != 1 || cuts[0].Rule != rule || cuts[0].Text != line {
				t.Errorf("%s: %q leaves %q, %+v", rule, line, left, cuts)
			}
		}
	}
}

// What looks like furniture and is the article's stays.
func TestRulesKeep(t *testing.T) {
	for _, line := range []string{
		"La Cnil a condamné le moteur de recherche à 100 millions d’euros d’amende pour le dépôt de cookies sans consentement des internautes.",
		"Les cookies sont de petits fichiers que les sites déposent sur les ordinateurs pour la mesure d’audience.",
		"« Nous utilisons des cookies comme tout le monde », a déclaré le directeur du site, qui promet de demander le consentement.",
		"Lire aussi les classiques, conseille l’enseignante, permet de mieux écrire.",
		"Lire aussi bien que possible demande du temps.",
		"Publicité mensongère : le fabricant condamné",
		"Partager un repas est un droit, estime l’association.",
		"Il vous reste trois jours pour voir l’exposition.",
		"« Abonnez-vous à la vie », lançait l’affiche.",
		"« Je m'abonne », dit-elle.",
		"Abonnés absents : les élus n’étaient que trois",
		"Les commentaires postés sous la vidéo ont été supprimés par le réseau.",
		"Copyright : la justice européenne tranche",
		"Facebook et Twitter",
		"Facebook a fermé vingt comptes.",
		"Imprimer des livres coûte plus cher qu’hier.",
		"Raconter l'actualité",
		"OK",
		"Déjà abonné au théâtre, il a pris une place de plus.",
		"Toute reproduction de la statue est surveillée par le musée.",
		"Recevoir des réfugiés est un honneur, a dit le maire.",
		"Photo volée : la plainte du chanteur est classée",
		"Connexion impossible : le village coupé du monde pendant trois jours",
		"La newsletter de la mairie paraît le lundi.",
		"Menu unique dans les cantines : le tribunal donne raison aux parents",
	} {
		if left, cuts := boilerplate.Clean(body + "\n\n" + line); len(cuts) > 0 || !strings.HasSuffix(left, line) {
			t.Errorf("%q was cut: %+v", line, cuts)
		}
	}
}

func TestCleanEnd(t *testing.T) {
	for _, tt := range []struct{ name, text, want string }{
		{"a list of links", body + "\n\nSur le même sujet\n\nLe pont fermé aux camions\n\nLa foire annulée", body},
		{"a label, then the article", body + "\n\nLire aussi\n\nLe maire a ensuite levé la séance.", body + "\n\nLe maire a ensuite levé la séance."},
		{"buttons beside a consent text", body + "\n\nTout refuser\nCe site utilise des cookies.\nOK\nParamétrer", body},
		{"a slogan over the furniture", body + "\n\nRaconter l'actualité\n\nLes opinions exprimées dans les commentaires n’engagent que leurs auteurs.", body},
		{"a last heading over text", body + "\n\nLa suite du budget\n\nIl sera voté en mai.\n\nCe site utilise des cookies.", body + "\n\nLa suite du budget\n\nIl sera voté en mai."},
		{"two paragraphs stay two", body + "\nPublicité\n\n" + body, body + "\n\n" + body},
		{"nothing to cut", body + "\n" + body, body + "\n" + body},
		{"nothing but furniture", "Publicité\n\nOK\n\nCe site utilise des cookies.", ""},
	} {
		left, _ := boilerplate.Clean(tt.text)
		if diff := cmp.Diff(tt.want, strings.TrimSpace(left)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", tt.name, diff)
		}
	}
}

// What is cut and what is left are lines of the text, in its order, and together all of them.
func FuzzClean(f *testing.F) {
	f.Add(body + "\n\nRaconter l'actualité\n\nCe site utilise des cookies.\nOK")
	f.Add("Lire aussi :\nUn titre\n\n© 2020")
	f.Fuzz(func(t *testing.T, text string) {
		left, cuts := boilerplate.Clean(text)
		kept := map[string]int{}
		for line := range strings.SplitSeq(text, "\n") {
			kept[strings.TrimSpace(line)]++
		}
		for _, c := range cuts {
			kept[c.Text]--
		}
		for line := range strings.SplitSeq(left, "\n") {
			if line = strings.TrimSpace(line); line != "" {
				kept[line]--
			}
		}
		for line, n := range kept {
			if line != "" && n != 0 {
				t.Fatalf("line %q: %d left over of %q", line, n, text)
			}
		}
	})
}
