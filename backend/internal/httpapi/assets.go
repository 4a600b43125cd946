package httpapi

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"fmt"
	"io/fs"
	"net/http"
	"path"
	"strconv"
	"strings"
	"time"

	"github.com/gin-gonic/gin"

	"kontor/backend/internal/casework"
)

// asset is one file of the built browser app, with what the build has compressed beside it.
type asset struct {
	contentType string
	forms       map[string]form // by Content-Encoding; "" = as it is
}

type form struct {
	content []byte
	etag    string
}

// encodings in the order they are preferred, with how their files end.
var encodings = []struct{ name, suffix string }{{"br", ".br"}, {"gzip", ".gz"}, {"", ""}}

// readAssets keeps the app in memory: it is small, and lies in the program anyway.
func readAssets(files fs.FS) (map[string]asset, error) {
	out := map[string]asset{}
	err := fs.WalkDir(files, ".", func(name string, e fs.DirEntry, err error) error {
		if errors.Is(err, fs.ErrNotExist) && name == "." { // nothing is built yet
			return nil
		}
		if err != nil || e.IsDir() || path.Ext(name) == ".br" || path.Ext(name) == ".gz" ||
			strings.HasPrefix(e.Name(), ".") {
			return err
		}
		a := asset{contentType: contentType(name), forms: map[string]form{}}
		for _, enc := range encodings {
			content, err := fs.ReadFile(files, name+enc.suffix)
			if errors.Is(err, fs.ErrNotExist) {
				continue
			}
			if err != nil {
				return fmt.Errorf("read the browser app: %w", err)
			}
			sum := sha256.Sum256(content)
			a.forms[enc.name] = form{content, `"` + base64.RawURLEncoding.EncodeToString(sum[:12]) + `"`}
		}
		out[name] = a
		return nil
	})
	return out, err
}

func contentType(name string) string {
	switch path.Ext(name) {
	case ".js":
		return "text/javascript; charset=utf-8"
	case ".css":
		return "text/css; charset=utf-8"
	case ".svg":
		return "image/svg+xml"
	case ".ico":
		return "image/x-icon"
	case ".woff2":
		return "font/woff2"
	case ".txt":
		return "text/plain; charset=utf-8"
	}
	return "text/html; charset=utf-8"
}

// serve answers in the best form the browser takes; http.ServeContent knows ETags, parts and HEAD.
func (a asset) serve(c *gin.Context, cache string) {
	c.Header("Content-Type", a.contentType)
	c.Header("Cache-Control", cache)
	c.Header("Vary", "Accept-Encoding")
	for _, enc := range encodings {
		f, ok := a.forms[enc.name]
		if !ok || enc.name != "" && !accepts(c.GetHeader("Accept-Encoding"), enc.name) {
			continue
		}
		if enc.name != "" {
			c.Header("Content-Encoding", enc.name)
		}
		c.Header("ETag", f.etag)
		http.ServeContent(c.Writer, c.Request, "", time.Time{}, bytes.NewReader(f.content))
		return
	}
}

// accepts reads Accept-Encoding (RFC 9110, 12.5.3): named, and not with a weight of nothing.
func accepts(header, encoding string) bool {
	for part := range strings.SplitSeq(header, ",") {
		name, weight, weighed := strings.Cut(part, ";")
		if !strings.EqualFold(strings.TrimSpace(name), encoding) {
			continue
		}
		_, q, _ := strings.Cut(weight, "=")
		value, err := strconv.ParseFloat(strings.TrimSpace(q), 64)
		return !weighed || err == nil && value > 0
	}
	return false
}

// browserRoutes serves the built app; every path that is no file is a page of it.
func (h *handlers) browserRoutes(r *gin.Engine) error {
	assets, err := readAssets(h.Frontend)
	if err != nil {
		return err
	}
	r.GET("/assets/*datei", func(c *gin.Context) {
		a, ok := assets["assets"+c.Param("datei")]
		if !ok {
			h.problem(c, casework.Fail(casework.NotFound, "not_found"))
			return
		}
		a.serve(c, "public, max-age=31536000, immutable") // names carry a hash
	})
	pages := h.pageRoutes(r, stylesheetOf(assets))
	r.NoRoute(func(c *gin.Context) {
		if pages.unknown(c) {
			return
		}
		a, ok := assets[pageOf(c.Request.URL.Path)]
		if !ok || c.Request.Method != http.MethodGet {
			h.problem(c, casework.Fail(casework.NotFound, "not_found"))
			return
		}
		a.serve(c, "no-cache")
	})
	return nil
}

// pageOf is the file that a path is answered with; "" = none.
func pageOf(p string) string {
	switch name := strings.TrimPrefix(p, "/"); {
	case strings.HasPrefix(p, "/api/"), strings.HasPrefix(p, "/antragsraum/api/"):
		return ""
	case p == "/antragsraum", strings.HasPrefix(p, "/antragsraum/"):
		return "antragsraum.html"
	case strings.Contains(name, ".") && !strings.Contains(name, "/"):
		return name // favicon and the like
	}
	return "index.html"
}
