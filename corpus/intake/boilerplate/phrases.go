package boilerplate

import "strings"

// how says how much of a line a phrase must be.
type how byte

const (
	whole     how = iota // the whole line, signs aside
	begins               // the beginning of a line that is short enough for a prompt
	announces            // the beginning, followed by a sign, a title or nothing; never by the rest of a sentence
)

// phrase is the wording of one rule, folded (lower case, no accents, « ' »).
type phrase struct {
	rule Rule
	how  how
	text string
}

// phrases maps a first word to the wordings that begin with it. The wordings are those of French newspapers' pages.
var phrases = index([]struct {
	rule Rule
	how  how
	text string
}{
	{Advert, whole, `publicite|advertisement|contenu sponsorise|contenus sponsorises|publi-redactionnel|espace publicitaire|la suite apres la publicite|
		la suite apres cette publicite|suite de l'article apres la publicite|cet article continue apres la publicite|publicite continuer la lecture|lire la suite apres la publicite|
		a lire apres la publicite|- publicite -|publicite fermer|contenus sponsorises par taboola|contenus sponsorises par outbrain`},
	{Comments, begins, `les opinions, assertions et points de vue exprimes dans les commentaires|les opinions exprimees dans les commentaires|les commentaires sont sous la responsabilite de leur|
		les commentaires sont la propriete de leur|les propos tenus dans les commentaires n'engagent|
		cet article est ferme aux commentaires|connectez-vous pour commenter|connectez-vous pour reagir|
		vous devez etre connecte pour|soyez le premier a commenter|soyez le premier a reagir|votre adresse e-mail ne sera pas publiee|votre adresse de messagerie ne sera pas publiee|
		les champs obligatoires sont indiques`},
	{Comments, whole, `commentaires|les commentaires sont fermes|les commentaires sont moderes|commenter|ajouter un commentaire|laisser un commentaire|poster un commentaire|ecrire un commentaire|voir les commentaires|voir tous les commentaires|
		lire les commentaires|reagir|reagir a cet article|reagissez a cet article|vos commentaires|aucun commentaire|signaler une erreur|signaler un contenu|
		signaler un abus|une erreur dans l'article ? proposez-nous une correction|proposer une correction|contribuer|charte de moderation`},
	{Consent, whole, `politique de confidentialite|politique de cookies|politique cookies|gestion des cookies|gerer les cookies|gerer mes cookies|parametrer les cookies|parametrer vos choix|
		parametres des cookies|preferences cookies|mentions legales|conditions generales d'utilisation|conditions generales de vente|cgu|nous respectons votre vie privee|
		le respect de votre vie privee est notre priorite|votre vie privee est importante`},
	{Credit, announces, `credit photo|credits photo|credits photos|credit photos|credit image|credits images|credits :|photo d'illustration|image d'illustration|illustration :|
		photo credit|photographie d'illustration`},
	{Embed, begins, `[embed|embed url=|ce contenu n'est pas disponible en raison de vos preferences|ce contenu est bloque car|ce contenu n'est pas visible a cause|
		ce contenu provient de|pour afficher ce contenu|pour visualiser ce contenu|votre navigateur ne supporte pas|votre navigateur ne peut pas afficher|your browser does not support|
		javascript est desactive|veuillez activer javascript|activez javascript|veuillez installer ou activer javascript`},
	{Follow, begins, `suivez-nous sur|suivez nous sur|rejoignez-nous sur|retrouvez-nous sur|retrouvez nous sur|likez notre page|telechargez l'application|telechargez notre application|
		telecharger l'application|telechargez gratuitement l'application|suivez l'actualite en temps reel|suivez toute l'actualite|retrouvez toute l'actualite|retrouvez toutes nos informations|
		retrouvez l'ensemble de nos articles|restez informe de|activez les notifications|activer les notifications|recevoir les alertes|recevez nos alertes`},
	{Navigation, whole, `haut de page|retour en haut|retour en haut de page|retour a l'accueil|retour a la une|revenir a l'accueil|aller au contenu|aller au contenu principal|aller au menu|
		passer au contenu|article suivant|article precedent|page suivante|page precedente|accueil|menu|rechercher|fil d'ariane|ecouter l'article|ecouter cet article|
		agrandir l'image|agrandir la photo|voir toutes les photos|voir le diaporama|fermer la fenetre|afficher plus|voir plus|en savoir plus|lire plus|copier le lien|lien copie`},
	{Navigation, announces, `temps de lecture|duree de lecture|lecture :|mots-cles :|mots cles :|mots-clefs :|tags :|etiquettes :|plan du site|vous etes ici :`},
	{Newsletter, begins, `inscrivez-vous a la newsletter|inscrivez-vous a notre newsletter|inscrivez-vous a notre lettre|inscrivez-vous gratuitement a|s'inscrire a la newsletter|s'inscrire a notre newsletter|
		abonnez-vous a la newsletter|abonnez-vous a notre newsletter|abonnez-vous gratuitement a|abonnez-vous a notre lettre|je m'inscris a la newsletter|recevez chaque|recevez gratuitement|
		recevez toute l'actualite|recevez l'essentiel|recevez la newsletter|recevez notre newsletter|recevez nos newsletters|recevez le meilleur de|recevez par e-mail|recevez par mail|
		entrez votre adresse e-mail|saisissez votre adresse e-mail|votre adresse e-mail est utilisee|votre adresse mail est collectee|votre inscription a bien ete prise en compte|
		vous recevrez un e-mail|merci pour votre inscription|en vous inscrivant, vous`},
	{Newsletter, whole, `newsletter|newsletters|nos newsletters|la newsletter|votre email|votre e-mail|votre adresse e-mail|je m'inscris|s'inscrire|adresse e-mail`},
	{Paywall, begins, `article reserve aux abonnes|article reserve a nos abonnes|cet article est reserve aux abonnes|cet article est reserve a nos abonnes|la suite est reservee aux abonnes|
		la suite de cet article est reservee|la lecture de cet article est reservee aux abonnes|ce contenu est reserve aux abonnes|contenu reserve aux abonnes|reserve aux abonnes|
		reserve a nos abonnes|pour lire la suite, abonnez|pour lire la suite de cet article|abonnez-vous pour lire|abonnez-vous pour acceder|abonnez-vous pour continuer|
		connectez-vous pour lire|deja abonne ?|deja abonne(e)|deja abonnee ?|vous etes deja abonne|vous avez deja un compte|identifiez-vous pour lire|pour acceder a l'integralite de cet article|
		lisez cet article en illimite|envie de lire la suite|cet article vous est offert|lire la suite pour|debloquez cet article|profitez d'un acces illimite|
		votre abonnement ne vous permet pas|la suite de cet article est|premium - reserve`},
	{Paywall, whole, `deja abonne|abonnes|article abonne|article abonnes|acces abonnes|edition abonnes|offrir cet article|article offert|premium`},
	{Related, announces, `lire aussi|a lire aussi|lire egalement|a lire egalement|a lire :|lire :|voir aussi|a voir aussi|a voir egalement|voir egalement|ecouter aussi|a ecouter aussi|
		a relire :|a decouvrir aussi|decouvrez aussi|sur le meme sujet|dans la meme rubrique|sur le meme theme|articles lies|articles associes|article associe|articles similaires|
		a lire sur le meme sujet|a lire dans|notre dossier :|tous nos articles sur|retrouvez notre dossier|vous aimerez aussi|vous pourriez aussi aimer|vous aimeriez aussi lire|
		les plus lus|les articles les plus lus|nos derniers articles|a ne pas manquer :|lire la suite|lire la suite sur|lire l'article complet|lire l'article original|read more|read also|
		pour aller plus loin :|notre selection :|recommande pour vous|les plus partages|l'info en continu|dossier special :`},
	{Share, begins, `partager sur facebook|partager sur twitter|partager sur whatsapp|partager sur linkedin|partager sur x|partager sur messenger|partager par|partagez sur facebook|
		partagez sur twitter|partagez cet article|partager cet article|partager l'article|envoyer par e-mail|envoyer par mail|envoyer a un ami|envoyer par email|
		tweeter cet article|publier sur facebook`},
	{Share, whole, `partager|partagez|partages|tweeter|imprimer|imprimer l'article|envoyer|enregistrer|sauvegarder|ajouter a mes favoris|ajouter aux favoris|copier le lien|
		facebook|twitter|whatsapp|linkedin|suivre|share|tweet`},
	{Subscribe, begins, `abonnez-vous a partir de|abonnez-vous des|abonnez-vous pour|abonnez-vous a notre|abonnez-vous au journal|abonnez-vous et|
		s'abonner pour|profitez de notre offre|decouvrez nos offres|voir les offres d'abonnement|offre d'abonnement|1 euro le premier mois|1 € le premier mois|
		soutenez un journalisme|soutenez notre journal|soutenez notre redaction|soutenez notre independance`},
	{Subscribe, whole, `sans engagement|offre speciale|je m'abonne|abonnez-vous|s'abonner|abonnement|se connecter|connexion|mon compte|creer un compte|decouvrir nos offres|voir les offres|essayer gratuitement|
		faire un don|faites un don|je fais un don|soutenez-nous`},
	{Copyright, begins, `tous droits reserves|toute reproduction interdite|toute reproduction totale|toute reproduction partielle|toute reproduction, meme|reproduction interdite`},
})

// index reads the table above: wordings parted by bars, blanks unified.
func index(table []struct {
	rule Rule
	how  how
	text string
}) map[string][]phrase {
	m := make(map[string][]phrase)
	for _, row := range table {
		for text := range strings.SplitSeq(row.text, "|") {
			text = fold(text)
			first, _, _ := strings.Cut(text, " ")
			first = strings.TrimRight(first, ":,.]!…>")
			m[first] = append(m[first], phrase{row.rule, row.how, text})
		}
	}
	return m
}
