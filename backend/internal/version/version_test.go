package version

import (
	"runtime/debug"
	"testing"
)

func TestWhatGoBuildNoted(t *testing.T) {
	const hash = "3876c76ed6d53b8dc5a511b52f486b85f7ded6ea"
	for _, c := range []struct {
		settings []debug.BuildSetting
		want     string
	}{
		{nil, Number + " (unbekannt)"},
		{[]debug.BuildSetting{{Key: "vcs.revision", Value: hash}, {Key: "vcs.modified", Value: "false"}}, Number + " (3876c76ed)"},
		{[]debug.BuildSetting{{Key: "vcs.revision", Value: hash}, {Key: "vcs.modified", Value: "true"}}, Number + " (3876c76ed-dirty)"},
	} {
		if got := read(&debug.BuildInfo{Settings: c.settings}).String(); got != c.want {
			t.Errorf("%s, not %s", got, c.want)
		}
	}
}
