package reply

import "strconv"

// FileName is where a file component finds its file, beside the message.
type FileName struct {
	URL string `json:"url"` // "attachment://name"
}

// Attachment announces a file that is sent with a message.
type Attachment struct {
	ID   string `json:"id"` // its place among the files, from 0
	Name string `json:"filename"`
}

// WithFile returns the message with a file, which whoever sends the message adds under that name: letters, figures, « - » and a full stop.
func (m Message) WithFile(name string) Message {
	m = m.With(Component{Type: typeFile, File: &FileName{"attachment://" + name}})
	m.Attachments = append(m.Attachments[:len(m.Attachments):len(m.Attachments)], Attachment{strconv.Itoa(len(m.Attachments)), name})
	return m
}
