package reply

import "propos/bot/phrase"

// Panel draws what a moderator works on: the title and what to say first, the choice of screens where there is one, and the screen's
// own parts below a line. note is a sentence of our own about what was just done, or "". Texts that are too long together are shortened.
func Panel(title, note string, choice *Component, parts ...Component) Message {
	all := []Component{Text(titled(title, note))}
	if choice != nil {
		all = append(all, *choice)
	}
	all = append(append(all, Separator()), parts...)
	fit(all)
	return Of(container(colourAnswer, all...))
}

// titled writes a title with a note below it.
func titled(title, note string) string {
	line := "**" + Inline(title) + "**"
	if note != "" {
		line += "\n" + note
	}
	return line
}

// Pager returns the line that says which page is shown and the arrows to the next ones; nothing where there is but one page.
// page counts from 0; id makes the custom_id that leads to a page.
func Pager(page, pages int, id func(page int) string) []Component {
	if pages < 2 {
		return nil
	}
	return []Component{Text("-# " + phrase.Say("Page %d sur %d", page+1, pages)), arrows(page, page+1 < pages, id)}
}

// Turner is Pager for a list whose length nobody counts: more says whether a page follows.
func Turner(page int, more bool, id func(page int) string) []Component {
	if page == 0 && !more {
		return nil
	}
	return []Component{Text("-# " + phrase.Say("Page %d", page+1)), arrows(page, more, id)}
}

func arrows(page int, more bool, id func(page int) string) Component {
	return Row(Arrow("◀", id(max(page-1, 0)), page == 0), Arrow("▶", id(page+1), !more))
}

// Setting is the title of a setting, with a small line of our own below it, or "".
func Setting(title, small string) Component {
	text := "**" + title + "**"
	if small != "" {
		text += "\n-# " + small
	}
	return Text(text)
}
