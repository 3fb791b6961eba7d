package phrase

// Times says how often something was done: « transmise une fois », « transmise 3 fois ». n is at least 1.
func Times(what string, n int) string {
	if n == 1 {
		return what + " une fois"
	}
	return what + " " + Count(n, "fois", "fois")
}

// Shared adds how many people say a thing, where it is more than one: « Hors sujet (2) ».
func Shared(what string, people int) string {
	if people < 2 {
		return what
	}
	return what + " (" + Number(people) + ")"
}
