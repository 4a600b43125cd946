package httpapi_test

import (
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"

	"kontor/adapters/adaptertest"
	"kontor/backend/internal/casework"
	"kontor/backend/internal/store"
	"kontor/backend/internal/testkit"
)

// peak runs fn and returns by how much the heap grew meanwhile, in bytes.
func peak(fn func()) int64 {
	var m runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&m)
	before, most := m.HeapAlloc, m.HeapAlloc
	done, watched := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(watched)
		tick := time.NewTicker(5 * time.Millisecond)
		defer tick.Stop()
		for {
			select {
			case <-done:
				return
			case <-tick.C:
				runtime.ReadMemStats(&m)
				most = max(most, m.HeapAlloc)
			}
		}
	}()
	fn()
	close(done)
	<-watched
	return int64(most) - int64(before) //nolint:gosec // far from the limit
}

// An attachment of 100 MB passes through the door, onto the disk and out of quarantine without ever being in memory.
func TestHugeAttachmentsStream(t *testing.T) {
	const size, allowed = 100 << 20, 64 << 20
	o := openAlone(t)
	inline := base64.StdEncoding.EncodeToString([]byte("<myForm><nachname>Erdacht</nachname></myForm>"))
	envelope := `<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body><b:deposit xmlns:b="http://xmlns.cit.de/intelliform/2009/webservices/backend"><data>` +
		`<attachments><content>` + inline +
		`</content><contentType>text/xml</contentType><id>myForm-xml</id><name>XML-Daten.xml</name></attachments>` +
		`<attachments><content><xop:Include xmlns:xop="http://www.w3.org/2004/08/xop/include" href="cid:gross"/></content><contentType>application/pdf</contentType><id>a</id><name>gross.pdf</name></attachments>` +
		`<clientId>lf</clientId><customerId>32</customerId><form>Plan</form><formId>32/plan</formId><id>1</id><primaryDataAttachmentId>myForm-xml</primaryDataAttachmentId>` +
		`<timestamp>2026-06-02T23:30:00+02:00</timestamp></data></b:deposit></s:Body></s:Envelope>`
	for _, c := range []struct{ zugang, path, contentType, head, tail string }{
		{"intelliform", "/deposit", `multipart/related; type="application/xop+xml"; boundary="grenze"; start="<wurzel@x>"; start-info="text/xml"`,
			"--grenze\r\nContent-Type: application/xop+xml; charset=UTF-8\r\nContent-ID: <wurzel@x>\r\n\r\n" +
				envelope +
				"\r\n--grenze\r\nContent-Type: application/octet-stream\r\nContent-Transfer-Encoding: binary\r\nContent-ID: <gross>\r\n\r\n", "\r\n--grenze--\r\n"},
		{"ozgcloud", "", "multipart/form-data; boundary=grenze",
			"--grenze\r\nContent-Disposition: form-data; name=\"formData\"\r\n\r\n" + gastro +
				"\r\n--grenze\r\nContent-Disposition: form-data; name=\"attachments\"; filename=\"gross.pdf\"\r\n\r\n",
			"\r\n--grenze--\r\n"},
	} {
		t.Run(c.zugang, func(t *testing.T) {
			before := o.vorgaenge()
			body, _ := adaptertest.Generated(adaptertest.Segment{Text: c.head},
				adaptertest.Segment{Pattern: "0123456789abcdef\r\n-", Size: size}, adaptertest.Segment{Text: c.tail})
			grown := peak(func() {
				o.Form(c.zugang).Do("POST", "/eingang/"+c.zugang+c.path, c.contentType, io.MultiReader(body)).Is(200)
				o.MustWork() // the scan
			})
			t.Logf("the heap grew by %d MB", grown>>20)
			if grown > allowed {
				t.Errorf("the heap grew by %d MB for an attachment of %d MB", grown>>20, size>>20)
			}
			v := o.newest(before)
			i := slices.IndexFunc(v.Dokumente, func(d dokumentZeile) bool { return d.Groesse == size })
			if i < 0 || v.Dokumente[i].Pruefung == "ausstehend" {
				t.Errorf("%+v", v.Dokumente)
			}
		})
	}
}

// blobs counts the files below the folder of contents, temporary ones included.
func blobs(t *testing.T, root string) (n int) {
	t.Helper()
	err := filepath.WalkDir(root, func(_ string, e fs.DirEntry, err error) error {
		if err == nil && !e.IsDir() {
			n++
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return n
}

func ownFolder(t *testing.T) (string, func(*testkit.Kit)) {
	t.Helper()
	root := filepath.Join(t.TempDir(), "blobs")
	return root, func(k *testkit.Kit) {
		folder, err := store.NewFolder(root)
		if err != nil {
			t.Fatal(err)
		}
		k.Blobs = folder
	}
}

func TestHangUpInTheMiddleStoresNothing(t *testing.T) {
	root, folder := ownFolder(t)
	o := open(t, folder)
	done := make(chan struct{})
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		defer close(done)
		o.Handler.ServeHTTP(w, r)
	}))
	defer srv.Close()
	for name, chunk := range map[string]string{"small": gastro, "large": strings.Repeat("x", 1<<20)} {
		t.Run(name, func(t *testing.T) {
			done = make(chan struct{})
			from, to := io.Pipe()
			r, err := http.NewRequestWithContext(t.Context(), http.MethodPost, srv.URL+"/eingang/ozgcloud", from)
			if err != nil {
				t.Fatal(err)
			}
			r.SetBasicAuth("ozgcloud", "demo")
			r.Header.Set("Content-Type", "application/json")
			go func() {
				_, _ = io.WriteString(to, chunk)
				to.CloseWithError(io.ErrClosedPipe) // the line goes dead
			}()
			if resp, err := http.DefaultTransport.RoundTrip(r); err == nil {
				resp.Body.Close()
			}
			<-done
			if got := o.eingaenge(); len(got) != 0 || blobs(t, root) != 0 {
				t.Errorf("deliveries %v, %d files", got, blobs(t, root))
			}
		})
	}
}

// stored is a delivery as a crash leaves it: durable, not processed.
func (o *office) stored(t *testing.T, body string, am time.Time) uuid.UUID {
	t.Helper()
	blob, err := o.Blobs.Put(t.Context(), strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	z, _, err := o.Posteingang.OpenZugang(t.Context(), "ozgcloud")
	if err != nil {
		t.Fatal(err)
	}
	e := &store.Eingang{ID: uuid.Must(uuid.NewV7()), Mandant: o.Mandant, Zugang: z.ID, EmpfangenAm: am,
		SHA256: blob.SHA256, Groesse: blob.Groesse, Zustand: store.EingangEmpfangen,
		Kopf: []byte(`{"path":"","header":{"Content-Type":["application/json"]}}`)}
	err = o.DB.InTx(t.Context(), casework.System(o.Mandant), func(tx *store.Tx) error {
		return tx.InsertEingang(t.Context(), e)
	})
	if err != nil {
		t.Fatal(err)
	}
	return e.ID
}

func TestCrashBetweenStoringAndProcessing(t *testing.T) {
	o := open(t)
	left := o.stored(t, gastro, time.Now().Add(-3*time.Minute))
	fresh := o.stored(t, strings.Replace(gastro, `"t-1"`, `"t-2"`, 1), time.Now()) // may still be at work elsewhere
	for range 2 {
		if err := o.Kehraus.Sweep(t.Context()); err != nil {
			t.Fatal(err)
		}
		o.MustWork()
	}
	if got := o.eingaenge(); len(o.vorgaenge()) != 1 || !slices.Equal(got, []string{"angenommen", "empfangen"}) {
		t.Errorf("%v", got)
	}
	// two replicas and the form server itself at once
	var all sync.WaitGroup
	for range 4 {
		all.Go(func() {
			if err := o.Posteingang.ProcessLeftBehind(t.Context(), casework.JobEingang{Mandant: o.Mandant,
				Eingang: fresh}); err != nil {
				t.Logf("the slower one: %v", err)
			}
			_ = o.Posteingang.ProcessLeftBehind(t.Context(), casework.JobEingang{Mandant: o.Mandant, Eingang: left})
		})
		all.Go(func() {
			o.Form("ozgcloud").Do("POST", "/eingang/ozgcloud", "application/json",
				strings.NewReader(strings.Replace(gastro, `"t-1"`, `"t-2"`, 1))).Is(200)
		})
	}
	all.Wait()
	if err := o.Posteingang.ProcessLeftBehind(t.Context(), casework.JobEingang{Mandant: o.Mandant,
		Eingang: fresh}); err != nil {
		t.Error(err)
	}
	counts := map[string]int{}
	for _, z := range o.eingaenge() {
		counts[z]++
	}
	if len(o.vorgaenge()) != 2 || counts["angenommen"] != 2 || counts["doppelt"] != 4 {
		t.Errorf("%d Vorgänge of %v", len(o.vorgaenge()), counts)
	}
}

func TestStorageFailsAndComesBack(t *testing.T) {
	root, folder := ownFolder(t)
	o := open(t, folder)
	if err := errors.Join(os.Rename(root, root+".weg"), os.WriteFile(root, nil, 0o600)); err != nil {
		t.Fatal(err)
	}
	for _, zugang := range []string{"intelliform", "formsolutions", "formcycle", "ozgcloud", "neutral"} {
		for _, body := range []string{gastro, strings.Repeat("x", 200_000)} {
			a := o.Form(zugang).Do("POST", "/eingang/"+zugang, "application/json", strings.NewReader(body))
			vendorFault(t, zugang, a, 503)
			leaksNothing(t, a)
			if a.Header.Get("Retry-After") == "" {
				t.Errorf("%s is not told when to try again", zugang)
			}
		}
	}
	o.Anonymous().Get("/readyz").Is(503)
	if got := o.eingaenge(); len(got) != 0 {
		t.Errorf("%v", got)
	}
	if err := errors.Join(os.Remove(root), os.Rename(root+".weg", root)); err != nil {
		t.Fatal(err)
	}
	o.Form("ozgcloud").Do("POST", "/eingang/ozgcloud", "application/json", strings.NewReader(gastro)).Is(200)
	if len(o.vorgaenge()) != 1 {
		t.Error("the retry made no Vorgang")
	}
}

func TestEqualDeliveriesAtOnce(t *testing.T) {
	o := open(t)
	var all sync.WaitGroup
	answers := make([]string, 16)
	for i := range answers {
		all.Go(func() {
			answers[i] = string(o.Form("ozgcloud").Do("POST", "/eingang/ozgcloud", "application/json",
				strings.NewReader(gastro)).Is(200).Body)
		})
	}
	all.Wait()
	v := o.newest(nil)
	states := o.eingaenge()
	slices.Sort(states)
	if len(states) != 16 || states[0] != "angenommen" || states[1] != "doppelt" {
		t.Errorf("%v", states)
	}
	for _, a := range answers {
		if !strings.Contains(a, v.Vorgangsnummer) {
			t.Errorf("%s is not %s", a, v.Vorgangsnummer)
		}
	}
	if got := fmt.Sprint(v.verlauf()); strings.Count(got, "eingegangen") != 1 {
		t.Error(got)
	}
}
