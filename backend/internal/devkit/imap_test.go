package devkit

import (
	"context"
	"io"
	"testing"

	"kontor/adapters"
	"kontor/adapters/email"
)

// TestIMAPFeedsAnIntake fetches from the stand-in as a Zugang does.
func TestIMAPFeedsAnIntake(t *testing.T) {
	m, err := StartIMAP(IMAPConfig{Listener: anywhere(t)})
	if err != nil {
		t.Fatal(err)
	}
	defer m.Close()
	if err := m.Append([]byte("From: formulare@lindenfurt.example\r\nMessage-ID: <1@lindenfurt.example>\r\n\r\nName: Ute Erdacht\r\n")); err != nil {
		t.Fatal(err)
	}
	source := adapters.Source{URL: m.URL(), User: IMAPUser, Password: IMAPPassword,
		Settings: map[string]string{"absender": "@lindenfurt.example"},
		Save:     func(context.Context, string) error { return nil }}
	taken := 0
	err = email.New().Pull(t.Context(), source, func(_ context.Context, p adapters.Pulled) error {
		taken++
		_, err := io.Copy(io.Discard, p.Body)
		return err
	})
	if err != nil || taken != 1 || m.Count("INBOX") != 0 || m.Count("Kontor-erledigt") != 1 {
		t.Errorf("%v, %d taken, %d left", err, taken, m.Count("INBOX"))
	}
}

// A mailbox of a new start begins with UID 1 again; what an old cursor says must not hide its mail.
func TestIMAPAfterARestart(t *testing.T) {
	cursor := ""
	for range 2 {
		m, err := StartIMAP(IMAPConfig{Listener: anywhere(t)})
		if err != nil {
			t.Fatal(err)
		}
		defer m.Close()
		if err := m.Append([]byte("From: formulare@lindenfurt.example\r\nMessage-ID: <1@lindenfurt.example>\r\n\r\nName: Ute Erdacht\r\n")); err != nil {
			t.Fatal(err)
		}
		source := adapters.Source{URL: m.URL(), User: IMAPUser, Password: IMAPPassword,
			Settings: map[string]string{"absender": "@lindenfurt.example"},
			Cursor:   cursor, Save: func(_ context.Context, c string) error { cursor = c; return nil }}
		err = email.New().Pull(t.Context(), source, func(_ context.Context, p adapters.Pulled) error {
			_, err := io.Copy(io.Discard, p.Body)
			return err
		})
		if err != nil || m.Count("INBOX") != 0 {
			t.Errorf("%v, %d left", err, m.Count("INBOX"))
		}
	}
}

func TestIMAPOnlyOnLoopback(t *testing.T) {
	if m, err := StartIMAP(IMAPConfig{Listener: everywhere(t)}); err == nil {
		m.Close()
		t.Error("other machines reach it")
	}
}
