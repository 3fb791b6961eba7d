package discordtest

import (
	"net/http"
	"net/url"
)

// Upload is a file that a person attaches, or that the bot sent.
type Upload struct {
	Name, Type string
	Bytes      []byte
}

type file = Upload

// attach stores files and returns the attachments of a message. The caller holds d.mu.
func (d *Discord) attach(files []file) []any {
	var list []any
	for _, f := range files {
		list = append(list, d.attachment(f))
	}
	return list
}

// attachment stores one file and returns its object. The caller holds d.mu.
func (d *Discord) attachment(f file) map[string]any {
	id := d.id()
	d.files[id] = f
	address := d.server.URL + "/attachments/" + id + "/" + url.PathEscape(f.Name) + "?ex=0&is=0&hm=0"
	return map[string]any{"id": id, "filename": f.Name, "size": len(f.Bytes), "content_type": f.Type, "url": address, "proxy_url": address}
}

// resolve stores an uploaded option and returns its id; the object goes into resolved.
func (d *Discord) resolve(u *Upload, resolved map[string]any) string {
	d.mu.Lock()
	defer d.mu.Unlock()
	o := d.attachment(*u)
	id := o["id"].(string)
	resolved["attachments"] = map[string]any{id: o}
	return id
}

// serveFile serves an attachment.
func (d *Discord) serveFile(w http.ResponseWriter, r *http.Request) {
	d.mu.Lock()
	f, ok := d.files[r.PathValue("id")]
	d.mu.Unlock()
	if !ok {
		http.NotFound(w, r)
		return
	}
	w.Header().Set("Content-Type", f.Type)
	_, _ = w.Write(f.Bytes)
}

// Files returns what the bot attached to the message.
func (m *Message) Files() []Upload {
	m.d.mu.Lock()
	defer m.d.mu.Unlock()
	var files []Upload
	for _, a := range m.attachments {
		files = append(files, m.d.files[a.(map[string]any)["id"].(string)])
	}
	return files
}
