package phrase

import (
	"encoding/json"
	"errors"
	"reflect"
	"strings"
)

// JSONFault says what is wrong with a JSON text that encoding/json refused: « « text » doit être un texte », « le JSON s’arrête trop tôt ».
// It is a part of a sentence, without a full stop.
func JSONFault(err error) string {
	var syntax *json.SyntaxError
	var kind *json.UnmarshalTypeError
	switch {
	case errors.As(err, &kind) && kind.Field == "":
		return Fine("il faut un objet {…}")
	case errors.As(err, &kind):
		return Say("%s doit être %s", Quoted(kind.Field), jsonKind(kind.Type))
	case errors.As(err, &syntax) && strings.HasPrefix(syntax.Error(), "unexpected end"):
		return Fine("le JSON s'arrête trop tôt")
	case errors.As(err, &syntax):
		return Say("ce n'est pas du JSON à partir de l'octet %d", syntax.Offset)
	}
	return Fine("le JSON ne se lit pas")
}

// jsonKind is what JSON writes a Go type as.
func jsonKind(t reflect.Type) string {
	switch t.Kind() {
	case reflect.String:
		return "un texte"
	case reflect.Bool:
		return "true ou false"
	case reflect.Slice, reflect.Array:
		return "une liste"
	case reflect.Map, reflect.Struct:
		return "un objet {…}"
	}
	return "un nombre"
}
