package eval

// Families returns the features of the families of the ablation: of ranking and of refusing.
func Families() (ranking, refusing []string) {
	for _, f := range rankingFamilies() {
		ranking = append(ranking, f.features...)
	}
	for _, f := range refusingFamilies() {
		refusing = append(refusing, f.features...)
	}
	return ranking, refusing
}
