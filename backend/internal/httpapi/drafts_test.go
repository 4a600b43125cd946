package httpapi_test

import (
	"fmt"
	"testing"
)

// Two windows of one person: the one that is behind is told so, and nothing is overwritten.
func TestDraftOfAnotherVersionIsNotOverwritten(t *testing.T) {
	o := open(t)
	a := o.antrag()
	at := a.base + "/entwuerfe/nachricht"
	save := func(text string, on int) map[string]any {
		return map[string]any{"inhalt": map[string]any{"text": text}, "stand": on}
	}
	read := func() (text string, stand int) {
		var e struct {
			Inhalt struct{ Text string }
			Stand  int
		}
		o.sb.Get(at).Is(200).JSON(&e)
		return e.Inhalt.Text, e.Stand
	}
	var saved struct{ Stand int }
	o.sb.Send("PUT", at, save("eins", 0)).Is(200).JSON(&saved)
	o.sb.Send("PUT", at, save("zwei", saved.Stand)).Is(200).JSON(&saved)
	for _, behind := range []int{0, saved.Stand - 1, saved.Stand + 1} {
		o.sb.Send("PUT", at, save("drei", behind)).Problem(409, "draft_stale")
		o.sb.Do("DELETE", fmt.Sprintf("%s?stand=%d", at, behind), "", nil).Problem(409, "draft_stale")
	}
	if text, stand := read(); text != "zwei" || stand != saved.Stand {
		t.Errorf("%s, version %d", text, stand)
	}
	without := map[string]any{"inhalt": map[string]any{"text": "ohne Stand"}} // as earlier browser apps do
	o.sb.Send("PUT", at, without).Is(200)
	o.sb.Do("DELETE", fmt.Sprintf("%s?stand=%d", at, saved.Stand+1), "", nil).Is(204)
	o.sb.Get(at).Is(404)
	o.sb.Do("DELETE", at+"?stand=7", "", nil).Is(204) // nothing is left to go
	o.sb.Send("PUT", at, save("neu", 7)).Is(200)      // and nothing to overwrite
	o.alle.Send("PUT", at, save("meiner", 0)).Is(200) // everybody has a draft of their own
}
