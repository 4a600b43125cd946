package casework

import "testing"

func TestAntragsstatus(t *testing.T) {
	for _, c := range []struct {
		status Status
		offen  bool
		want   string
	}{
		{Neu, false, "eingegangen"}, {Neu, true, "mitwirkung"}, {Angenommen, false, "eingegangen"},
		{InBearbeitung, false, "in_bearbeitung"}, {InBearbeitung, true, "mitwirkung"},
		{Beschieden, false, "abgeschlossen"}, {Beschieden, true, "abgeschlossen"}, {Abgeschlossen, true, "abgeschlossen"},
		{Verworfen, true, ""}, {ZuLoeschen, false, ""},
	} {
		if got := Antragsstatus(c.status, c.offen); got != c.want {
			t.Errorf("%s, %v: %q, want %q", c.status, c.offen, got, c.want)
		}
	}
}
