package formsolutions

import (
	"context"
	"io"
	"path"
	"slices"
	"strings"

	"kontor/adapters"
)

// bundle is a submission as files: what the folder holds, or a ZIP of it.
type bundle struct {
	tenant, id string
	entries    []bundleEntry
}

type bundleEntry struct {
	folders []string
	base    string // file name as it came
	stored  adapters.File
}

// parseBundle reads the files of one transaction out of a ZIP. Folders in it name tenant and transaction.
func parseBundle(ctx context.Context, d adapters.Delivery, files adapters.Files) (*adapters.Submission, error) {
	if _, err := adapters.OpenBody(ctx, d); err != nil {
		return nil, err
	}
	lim := d.Limits.WithDefaults()
	e := &envelope{b: adapters.NewBuilder(files, lim), files: files, lim: lim}
	u := &bundle{}
	err := adapters.Unzip(storedBody{ctx, d.Body}, d.Size, lim, func(name string, content io.Reader) error {
		return u.add(files, name, content)
	})
	if err != nil {
		return nil, err
	}
	return u.submission(ctx, d, e)
}

// storedBody is the body of a delivery. It does for random access what adapters.OpenBody does for reading.
type storedBody struct {
	ctx context.Context
	r   io.ReaderAt
}

func (s storedBody) ReadAt(p []byte, off int64) (int, error) {
	if err := s.ctx.Err(); err != nil {
		return 0, unavailable("interrupted", "Die Verarbeitung wurde unterbrochen. Bitte erneut verarbeiten.", err)
	}
	n, err := s.r.ReadAt(p, off)
	if err != nil && err != io.EOF {
		err = unavailable("body_unreadable",
			"Die gespeicherte Lieferung lässt sich nicht lesen. Bitte den Speicher prüfen und erneut verarbeiten.", err)
	}
	return n, err
}

func (u *bundle) add(files adapters.Files, name string, content io.Reader) error {
	stored, err := adapters.Store(files, content)
	u.entries = append(u.entries, bundleEntry{folders: strings.Split(path.Dir(name), "/"),
		base: path.Base(name), stored: stored})
	return err
}

// identify finds tenant and transID: a folder names them, else the form data, else another file. Applicants choose the
// names of attachments, so these count last.
func (u *bundle) identify() error {
	var ranks [3][]string
	note := func(rank int, id string) {
		if !slices.Contains(ranks[rank], id) {
			ranks[rank] = append(ranks[rank], id)
		}
	}
	for _, e := range u.entries {
		for _, f := range e.folders {
			if tenantNumber.MatchString(f) && u.tenant == "" {
				u.tenant = f
			} else if transaction.MatchString(f) {
				note(0, f)
			}
		}
		if m := named.FindStringSubmatch(e.base); m != nil && strings.EqualFold(path.Ext(e.base), ".xml") {
			note(1, m[1])
		} else if m != nil {
			note(2, m[1])
		}
	}
	for _, ids := range ranks {
		switch len(ids) {
		case 0:
			continue
		case 1:
			u.id = ids[0]
			return nil
		}
		return adapters.Fail(adapters.Malformed, "several_submissions",
			"Das ZIP enthält mehr als einen Antrag. Bitte für jeden Antrag ein eigenes ZIP senden oder den Eingangsordner abholen lassen.")
	}
	return nil
}

// take removes the file of that name, or, where that is missing, the only one with this ending.
func (u *bundle) take(name, ending string) *bundleEntry {
	at, others := -1, 0
	for i, e := range u.entries {
		if strings.EqualFold(e.base, name) {
			at, others = i, 0
			break
		}
		if ending != "" && strings.EqualFold(path.Ext(e.base), ending) {
			at = i
			others++
		}
	}
	if at < 0 || others > 1 {
		return nil
	}
	e := u.entries[at]
	u.entries = slices.Delete(u.entries, at, at+1)
	return &e
}

func (u *bundle) submission(ctx context.Context, d adapters.Delivery, e *envelope) (*adapters.Submission, error) {
	if len(u.entries) == 0 {
		return nil, adapters.Fail(adapters.Malformed, "bundle_empty",
			"Das ZIP enthält keine Dateien. Bitte den Antrag erneut senden.")
	}
	if err := u.identify(); err != nil {
		return nil, err
	}
	data := u.take(u.id+".xml", ".xml")
	stem := u.id
	if data != nil && stem == "" {
		stem = strings.TrimSuffix(data.base, path.Ext(data.base))
	}
	var form *adapters.Node
	var err error
	if data == nil {
		e.noForm()
	} else if form, err = e.readForm(data.stored); err != nil {
		return nil, err
	}
	if err := e.identify(ctx, d, u.tenant, u.id); err != nil {
		return nil, err
	}
	if at := strings.LastIndex(u.id, "-"); at > 0 {
		e.b.Submission.Formular.Schluessel = u.id[:at]
	}
	if err := u.documents(e, stem, data != nil); err != nil {
		return nil, err
	}
	e.fill(form)
	return e.b.Finish(nil)
}

// documents: what repeats the form data for machines is left out, the stored delivery keeps it.
func (u *bundle) documents(e *envelope, stem string, hasForm bool) error {
	if pdf := u.take(stem+".pdf", ""); pdf == nil {
		e.noPDF()
	} else if _, err := e.b.AddDocument(adapters.Representation, pdf.base, pdf.stored); err != nil {
		return err
	}
	if hasForm {
		u.take(stem+".fdf", "")
		u.take(stem+".csv", "")
	}
	packed := u.take(stem+"_attachments.zip", "")
	for _, f := range u.entries {
		if _, err := e.b.AddDocument(adapters.Attachment, f.base, f.stored); err != nil {
			return err
		}
	}
	if packed == nil {
		return nil
	}
	return e.attachments(packed.stored)
}
