package ausgang

import (
	"net"
	"os"
	"strings"
	"testing"
	"time"
)

const zeile = "kontor-anker-1 stadt 1 2026-11-30 2026-11-30T00:01:00Z 0 - ab - -"

// A day's anchor is written once: the same again changes nothing, another does not replace it.
func TestAnkerordner(t *testing.T) {
	o := Ankerordner{t.TempDir()}
	for range 2 {
		if _, err := o.Publish(t.Context(), "2026-11-30", zeile); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := o.Publish(t.Context(), "2026-11-30", strings.Replace(zeile, " ab ", " cd ", 1)); err == nil {
		t.Error("another anchor took its place")
	}
	if text, err := o.Read(); err != nil || text != zeile+"\n" {
		t.Errorf("%q %v", text, err)
	}
	if files, err := os.ReadDir(o.Pfad); err != nil || len(files) != 1 {
		t.Errorf("%v %v", files, err)
	}
}

func TestSystemlog(t *testing.T) {
	server, err := net.ListenPacket("udp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer server.Close()
	if _, err := (Systemlog{"udp://" + server.LocalAddr().String()}).Publish(t.Context(), "", zeile); err != nil {
		t.Fatal(err)
	}
	got := make([]byte, 2000)
	if err := server.SetReadDeadline(time.Now().Add(time.Minute)); err != nil {
		t.Fatal(err)
	}
	n, _, err := server.ReadFrom(got)
	if err != nil || !strings.Contains(string(got[:n]), zeile) {
		t.Errorf("%q %v", got[:n], err)
	}
}
