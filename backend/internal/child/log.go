package child

import (
	"bytes"
	"context"
	"encoding/json"
	"log/slog"
)

// LogWriter passes a child's stderr on to slog: JSON lines {"level","msg",…} as records, anything else as debug.
type LogWriter struct {
	Logger *slog.Logger
	rest   []byte // an unfinished line
}

// maxLogLine bounds what a child that never ends its line can make us keep, in bytes.
const maxLogLine = 64 << 10

// Write takes any piece of the output; it never fails.
func (w *LogWriter) Write(p []byte) (int, error) {
	w.rest = append(w.rest, p...)
	for {
		line, rest, found := bytes.Cut(w.rest, []byte("\n"))
		if !found {
			if len(w.rest) > maxLogLine {
				w.rest = nil
			}
			return len(p), nil
		}
		w.record(line)
		w.rest = rest
	}
}

func (w *LogWriter) record(line []byte) {
	var fields map[string]any
	if json.Unmarshal(line, &fields) != nil {
		w.Logger.Debug("output", "text", string(line))
		return
	}
	var level slog.Level
	name, _ := fields["level"].(string)
	if level.UnmarshalText([]byte(name)) != nil {
		level = slog.LevelDebug
	}
	message, _ := fields["msg"].(string)
	var attributes []any
	for key, value := range fields {
		if key != "level" && key != "msg" {
			attributes = append(attributes, key, value)
		}
	}
	w.Logger.Log(context.Background(), level, message, attributes...)
}
