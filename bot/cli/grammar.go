package cli

// grammar is the command line: each command is a struct with its flags, and a Run method beside what it does.
// Help texts are set by phrase.Fine when they are shown.
type grammar struct {
	Data       string `placeholder:"DOSSIER" help:"Dossier des données (réglage PROPOS_DATA_DIR)."`
	Collection string `placeholder:"NOM" default:"local" help:"Collection : « local », ou le numéro d'un serveur Discord."`

	Ask  askCommand  `cmd:"" group:"Lire" help:"Répondre à une question par des extraits cités."`
	Chat chatCommand `cmd:"" group:"Lire" help:"Converser : les questions peuvent se suivre."`

	Quotes quotesCommand `cmd:"" group:"Lire" help:"Qui a dit quoi."`
	Verify verifyCommand `cmd:"" group:"Lire" help:"Vérifier une citation."`
	Search searchCommand `cmd:"" group:"Lire" help:"Chercher des mots, ou \"une expression exacte\"."`
	Eval   evalCommand   `cmd:"" group:"Lire" help:"Mesurer les réponses sur des questions, ou les citations sur des articles annotés."`

	Add     addCommand     `cmd:"" group:"Tenir la collection" help:"Ajouter des articles, un par fichier, après les avoir relus."`
	Import  importCommand  `cmd:"" group:"Tenir la collection" help:"Ajouter beaucoup d'articles d'un coup, sans question."`
	List    listCommand    `cmd:"" group:"Tenir la collection" help:"Lister les articles."`
	Show    showCommand    `cmd:"" group:"Tenir la collection" help:"Montrer un article."`
	Edit    editCommand    `cmd:"" group:"Tenir la collection" help:"Corriger le titre, la source, la date… d'un article."`
	Refresh refreshCommand `cmd:"" group:"Tenir la collection" help:"Relire la page d'un article, et accepter ou non ce qui a changé."`
	Correct correctCommand `cmd:"" group:"Tenir la collection" help:"Dire qui parle dans une citation, la masquer, y ajouter une note."`
	Remove  removeCommand  `cmd:"" group:"Tenir la collection" help:"Retirer des articles ; ils peuvent revenir pendant 30 jours."`
	Restore restoreCommand `cmd:"" group:"Tenir la collection" help:"Faire revenir des articles retirés."`
	Erase   eraseCommand   `cmd:"" group:"Tenir la collection" help:"Effacer des articles pour de bon."`
	Export  exportCommand  `cmd:"" group:"Tenir la collection" help:"Écrire tous les articles dans un fichier que « import » relit."`
	Feeds   feedsCommand   `cmd:"" group:"Tenir la collection" help:"Flux RSS et Atom : suivre des sites, dont les nouveaux articles viennent d'eux-mêmes."`
	Drafts  draftsCommand  `cmd:"" group:"Tenir la collection" help:"Brouillons : ce qui attend qu'un modérateur l'ajoute."`
	Todo    todoCommand    `cmd:"" group:"Tenir la collection" help:"À traiter : questions sans réponse que des membres transmettent, réponses qu'ils signalent."`
	Labels  labelsCommand  `cmd:"" group:"Tenir la collection" help:"Mentions à côté du nom des sources : « média d'État »."`
	Journal journalCommand `cmd:"" group:"Tenir la collection" help:"Qui a fait quoi, et quand."`
	Names   namesCommand   `cmd:"" group:"Tenir la collection" help:"Graphies et fonctions : dire que des mots désignent une personne."`

	Serve       serveCommand       `cmd:"" group:"Héberger" help:"Être le bot Discord."`
	Backup      backupCommand      `cmd:"" group:"Héberger" help:"Sauvegarder tout ce que des gens ont donné, sans rien arrêter."`
	Recover     recoverCommand     `cmd:"" group:"Héberger" help:"Revenir à une sauvegarde."`
	Reindex     reindexCommand     `cmd:"" group:"Héberger" help:"Relire tous les articles."`
	Forget      forgetCommand      `cmd:"" group:"Héberger" help:"Effacer tout ce qui touche un serveur ou une personne."`
	Doctor      doctorCommand      `cmd:"" group:"Héberger" help:"Chercher ce qui ne va pas, et dire quoi faire."`
	Healthcheck healthcheckCommand `cmd:"" group:"Héberger" help:"Demander à un « serve » qui tourne s'il va bien."`
	Config      configCommand      `cmd:"" group:"Héberger" help:"Montrer les réglages, secrets masqués."`
	Version     versionCommand     `cmd:"" group:"Héberger" help:"Donner la version."`
}
