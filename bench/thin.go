package main

import (
	"bufio"
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"time"
)

// thin is the measure of the desk: the least program that sends a list or a page to a browser. net/http, lib/pq, one
// prepared statement on one index, encoding/json; no session, no rights, no row-level security, no filters.
type thin struct {
	url   string
	cmd   *exec.Cmd
	leash io.Closer
}

// thinZeile is one row of the list with what Kontor shows of it, as far as it stands in one table.
type thinZeile struct {
	ID                string    `json:"id"`
	Vorgangsnummer    string    `json:"vorgangsnummer"`
	Aktenzeichen      string    `json:"aktenzeichen"`
	Status            string    `json:"status"`
	Verfahren         string    `json:"verfahren"`
	Titel             string    `json:"verfahrenTitel"`
	Antragsteller     string    `json:"antragsteller"`
	EingangAm         time.Time `json:"eingangAm"`
	Zustaendig        *string   `json:"zustaendig"`
	Einheit           string    `json:"einheit"`
	FaelligAm         time.Time `json:"faelligAm"`
	FaelligGrund      string    `json:"faelligGrund"`
	FaelligText       string    `json:"faelligText"`
	WartetAuf         string    `json:"wartetAuf"`
	NeueAntwort       bool      `json:"neueAntwort"`
	Vorfall           bool      `json:"vorfall"`
	LetztesEreignis   string    `json:"letztesEreignis"`
	LetztesEreignisAm time.Time `json:"letztesEreignisAm"`
	Version           int       `json:"version"`
}

const thinSpalten = `v.id, v.vorgangsnummer, v.aktenzeichen, v.status, v.verfahren, v.titel, v.antragsteller_name, v.eingang_am, v.zustaendig, v.einheit,
	v.faellig_am, v.faellig_grund, v.faellig_text, v.wartet_auf, v.neue_antwort, v.vorfall, v.letztes_ereignis, v.letztes_ereignis_am, v.version`

func (z *thinZeile) fields() []any {
	return []any{&z.ID, &z.Vorgangsnummer, &z.Aktenzeichen, &z.Status, &z.Verfahren, &z.Titel, &z.Antragsteller,
		&z.EingangAm, &z.Zustaendig, &z.Einheit,
		&z.FaelligAm, &z.FaelligGrund, &z.FaelligText, &z.WartetAuf, &z.NeueAntwort, &z.Vorfall, &z.LetztesEreignis,
		&z.LetztesEreignisAm, &z.Version}
}

// serveThin is the thin handler as a process of its own; it ends with its input.
func serveThin(ctx context.Context, dsn string) error {
	ctx, cancel := context.WithCancel(ctx)
	go func() {
		_, _ = os.Stdin.Read(make([]byte, 1))
		cancel()
	}()
	db, err := sql.Open("postgres", dsn)
	if err != nil {
		return err
	}
	defer db.Close()
	db.SetMaxOpenConns(24)
	db.SetMaxIdleConns(24)
	list, err := db.PrepareContext(ctx, "select "+thinSpalten+` from vorgang v where v.mandant_id = (select id from mandant limit 1)
		and v.einheit = $1 and v.status = $2 order by v.faellig_am, v.id limit 50`)
	if err != nil {
		return err
	}
	page, err := db.PrepareContext(ctx, "select "+thinSpalten+
		", a.inhalt from vorgang v join antrag a on a.vorgang_id = v.id where v.id = $1")
	if err != nil {
		return err
	}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /liste", func(w http.ResponseWriter, r *http.Request) {
		var out struct {
			Vorgaenge []thinZeile `json:"vorgaenge"`
		}
		rows, err := list.QueryContext(r.Context(), r.FormValue("einheit"), r.FormValue("status"))
		if err != nil {
			http.Error(w, err.Error(), http.StatusInternalServerError)
			return
		}
		defer rows.Close()
		for rows.Next() {
			var z thinZeile
			if err := rows.Scan(z.fields()...); err != nil {
				http.Error(w, err.Error(), http.StatusInternalServerError)
				return
			}
			out.Vorgaenge = append(out.Vorgaenge, z)
		}
		answerThin(w, out, rows.Err())
	})
	mux.HandleFunc("GET /vorgang/{id}", func(w http.ResponseWriter, r *http.Request) {
		var out struct {
			thinZeile
			Inhalt json.RawMessage `json:"inhalt"`
		}
		err := page.QueryRowContext(r.Context(), r.PathValue("id")).Scan(append(out.fields(), &out.Inhalt)...)
		answerThin(w, out, err)
	})
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return err
	}
	fmt.Printf("http://%s\n", listener.Addr())
	server := &http.Server{Handler: mux, ReadHeaderTimeout: time.Minute}
	go func() { <-ctx.Done(); _ = server.Close() }()
	if err := server.Serve(listener); !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	return nil
}

func answerThin(w http.ResponseWriter, out any, err error) {
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "application/json")
	_ = json.NewEncoder(w).Encode(out)
}

// startThin starts it beside Kontor on the same database.
func startThin(ctx context.Context, db *database) (*thin, error) {
	self, err := os.Executable()
	if err != nil {
		return nil, err
	}
	cmd := exec.CommandContext(ctx, self, "-thin", db.dsn)
	cmd.Stderr = os.Stderr
	leash, err := cmd.StdinPipe()
	if err != nil {
		return nil, err
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	if err := cmd.Start(); err != nil {
		return nil, err
	}
	t := &thin{cmd: cmd, leash: leash}
	line, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		t.stop()
		return nil, fmt.Errorf("start the thin handler: %w", err)
	}
	t.url = line[:len(line)-1]
	return t, nil
}

func (t *thin) stop() {
	_ = t.leash.Close()
	_ = t.cmd.Wait()
}
