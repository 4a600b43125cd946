package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"regexp"
	"strconv"
	"strings"

	"kontor/backend/benchkit"
)

// kontor is the measured process.
type kontor struct {
	benchkit.Info
	cmd    *exec.Cmd
	leash  io.Closer
	client *http.Client
}

func startKontor(ctx context.Context, dsn, dir string) (*kontor, error) {
	self, err := os.Executable()
	if err != nil {
		return nil, err
	}
	cmd := exec.CommandContext(ctx, self, "-serve", dsn, "-dir", dir)
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
	k := &kontor{cmd: cmd, leash: leash, client: &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: 64,
		DisableCompression: true}}}
	line, err := bufio.NewReader(out).ReadBytes('\n')
	if err == nil {
		err = json.Unmarshal(line, &k.Info)
	}
	if err != nil {
		k.stop()
		return nil, fmt.Errorf("start Kontor: %w", err)
	}
	return k, nil
}

func (k *kontor) stop() {
	_ = k.leash.Close()
	_ = k.cmd.Wait()
}

func (k *kontor) pid() int { return k.cmd.Process.Pid }

// startJobs and stopJobs switch the workers; without them every statement belongs to a request.
func (k *kontor) startJobs(ctx context.Context) error { return k.control(ctx, http.MethodPost) }
func (k *kontor) stopJobs(ctx context.Context) error  { return k.control(ctx, http.MethodDelete) }

func (k *kontor) control(ctx context.Context, method string) error {
	_, _, err := k.do(ctx, method, k.Control+"/jobs", nil, nil)
	return err
}

func (k *kontor) counters(ctx context.Context) (c benchkit.Counters, err error) {
	_, body, err := k.do(ctx, http.MethodGet, k.Control+"/counters", nil, nil)
	if err == nil {
		err = json.Unmarshal(body, &c)
	}
	return c, err
}

// do sends one request and reads the answer; anything but success is an error.
func (k *kontor) do(ctx context.Context, method, url string, header http.Header, body []byte) (int, []byte, error) {
	r, err := http.NewRequestWithContext(ctx, method, url, bytes.NewReader(body))
	if err != nil {
		return 0, nil, err
	}
	for name, v := range header {
		r.Header[name] = v
	}
	resp, err := k.client.Do(r)
	if err != nil {
		return 0, nil, err
	}
	defer resp.Body.Close()
	raw, err := io.ReadAll(resp.Body)
	if err == nil && resp.StatusCode/100 != 2 {
		err = fmt.Errorf("%s %s: %d %s", method, url, resp.StatusCode, raw)
	}
	return resp.StatusCode, raw, err
}

// get asks as the caseworker.
func (k *kontor) get(ctx context.Context, path string) ([]byte, error) {
	return k.getAs(ctx, k.Cookie, path)
}

func (k *kontor) getAs(ctx context.Context, cookie, path string) ([]byte, error) {
	_, body, err := k.do(ctx, http.MethodGet, k.URL+path, http.Header{"Cookie": {cookie}}, nil)
	return body, err
}

// delivery is one submission of the OZG-Cloud form interface. Its variable parts have fixed places, so that making the
// next one costs the driver next to nothing.
type delivery struct {
	template []byte
	places   []int // of the id
	zugang   string
}

const (
	boundary   = "----kontor-bench-boundary"
	idMark     = "@@@@@@@@@@@@ID@@@@@@@@@@@@" // as long as an id
	firmaMark  = "Tmplfirma"
	mailMark   = "tmplmail"
	textMark   = "Tmpltext"
	attachment = 50 << 10
)

// newDelivery makes a form of 3 KB, and with a file an attachment of 50 KB.
func newDelivery(zugang string, withFile bool) *delivery {
	var b bytes.Buffer
	form := strings.Replace(formData, textMark, textMark+" "+vocabulary.text(newRand(1), 40), 1)
	fmt.Fprintf(&b, "--%s\r\nContent-Disposition: form-data; name=\"formData\"\r\nContent-Type: application/octet-stream\r\n\r\n%s\r\n", boundary, form)
	if withFile {
		fmt.Fprintf(&b, "--%s\r\nContent-Disposition: form-data; name=\"attachment\"; filename=\"Lageplan.pdf\"\r\nContent-Type: application/pdf\r\n\r\n", boundary)
		file := append([]byte("%PDF-1.4\n%"+idMark+"\n"), make([]byte, attachment)...)[:attachment]
		random := newRand(2)
		for i := 64; i < len(file); i++ {
			file[i] = byte(random.UintN(256))
		}
		b.Write(file)
		b.WriteString("\r\n")
	}
	fmt.Fprintf(&b, "--%s--\r\n", boundary)
	d := &delivery{template: b.Bytes(), zugang: zugang}
	for from := 0; ; {
		i := bytes.Index(d.template[from:], []byte(idMark))
		if i < 0 {
			return d
		}
		d.places = append(d.places, from+i)
		from += i + len(idMark)
	}
}

// send delivers once, under a number nobody used before, and checks that a Vorgang came of it.
func (d *delivery) send(ctx context.Context, k *kontor, number int64) error {
	_, err := d.deliver(ctx, k, number)
	return err
}

var vorgangsnummer = regexp.MustCompile(`20\d\d-\d{6,}`)

// deliver is send that returns the number of the Vorgang.
func (d *delivery) deliver(ctx context.Context, k *kontor, number int64) (string, error) {
	body := bytes.Clone(d.template)
	id := strconv.FormatInt(number, 10)
	id = strings.Repeat("0", len(idMark)-len(id)) + id
	for _, at := range d.places {
		copy(body[at:], id)
	}
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, k.URL+"/eingang/"+d.zugang, bytes.NewReader(body))
	if err != nil {
		return "", err
	}
	r.SetBasicAuth(d.zugang, "bench")
	r.Header.Set("Content-Type", "multipart/form-data; boundary="+boundary)
	resp, err := k.client.Do(r)
	if err != nil {
		return "", err
	}
	defer resp.Body.Close()
	answer, err := io.ReadAll(resp.Body)
	if err != nil {
		return "", err
	}
	vorgang := vorgangsnummer.Find(answer)
	if resp.StatusCode/100 != 2 || vorgang == nil {
		return "", errors.New(resp.Status + " " + string(answer))
	}
	return string(vorgang), nil
}

// formData is about 3 KB with the text that fills the mark.
const formData = `{"control":{"transactionId":"` + idMark + `","zustaendigeStelle":"lf-32-sondernutzung","leikaIds":["99999032002000"],"formId":"48",
"name":"Erlaubnis für Außengastronomie","serviceKonto":{"type":"OSI","trustLevel":"STORK-QAA-Level-3","postfachAddress":{"identifier":"pf-` + idMark + `","type":"Citizen"}}},
"formData":[{"name":"step1","label":"Angaben zum Betrieb","formItems":[{"name":"firma","label":"Firma","stringValue":"` + firmaMark + `"},
{"name":"rechtsform","label":"Rechtsform","stringValue":"Gesellschaft mit beschränkter Haftung"},{"name":"strasse","label":"Straße","stringValue":"Marktplatz"},
{"name":"hausnummer","label":"Hausnummer","stringValue":"4"},{"name":"plz","label":"Postleitzahl","stringValue":"43210"},{"name":"ort","label":"Ort","stringValue":"Lindenfurt"},
{"name":"email","label":"E-Mail","stringValue":"` + mailMark + `@example.org"},{"name":"telefon","label":"Telefon","stringValue":"01234 567890"}]},
{"name":"step2","label":"Beantragte Nutzung","formItems":[{"name":"art","label":"Art der Nutzung","stringValue":"Tische, Stühle und Sonnenschirme"},
{"name":"beginn","label":"Beginn","dateValue":"2027-05-01"},{"name":"ende","label":"Ende","dateValue":"2027-10-31"},
{"name":"flaechen","label":"Flächen","formItems":[{"name":"flaechen_a1","label":"Fläche 1","formItems":[
{"name":"flaechen_a1_bez","label":"Bezeichnung","stringValue":"A - vor dem Schaufenster"},{"name":"flaechen_a1_qm","label":"Größe in m²","numberValue":18.0}]},
{"name":"flaechen_b2","label":"Fläche 2","formItems":[{"name":"flaechen_b2_bez","label":"Bezeichnung","stringValue":"B - neben dem Brunnen"},
{"name":"flaechen_b2_qm","label":"Größe in m²","numberValue":7.5}]}]},{"name":"heizstrahler","label":"Heizstrahler","booleanValue":false},
{"name":"moeblierung","label":"Möblierung","stringValue":"Sechs Tische, vierundzwanzig Stühle, zwei Sonnenschirme ohne Werbung, keine Pflanzkübel"},
{"name":"beschreibung","label":"Beschreibung des Vorhabens","stringValue":"` + textMark + `"}]},
{"name":"step3","label":"Erklärungen","formItems":[{"name":"datenschutz","label":"Hinweise zum Datenschutz gelesen","booleanValue":true},
{"name":"richtig","label":"Die Angaben sind vollständig und richtig","booleanValue":true},{"name":"haftpflicht","label":"Haftpflichtversicherung besteht","booleanValue":true}]}]}`
