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

// File is a file that is sent with a message.
type File struct {
	Name string // letters, figures, « - » and a full stop
	Type string // as in the header Content-Type
	Data []byte
}

// TextFile makes a file of words.
func TextFile(name, text string) File {
	return File{Name: name, Type: "text/plain; charset=utf-8", Data: []byte(text)}
}

// WithFile returns the message with a file, which whoever sends the message sends beside it.
func (m Message) WithFile(f File) Message {
	m = m.With(Component{Type: typeFile, File: &FileName{"attachment://" + f.Name}})
	m.Attachments = append(m.Attachments[:len(m.Attachments):len(m.Attachments)], Attachment{strconv.Itoa(len(m.Attachments)), f.Name})
	m.Files = append(m.Files[:len(m.Files):len(m.Files)], f)
	return m
}
