package httpapi

import (
	"context"
	"sync"
	"time"

	"github.com/gin-gonic/gin"
	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/promhttp"

	"kontor/backend/internal/service/posteingang"
	"kontor/backend/internal/service/services"
)

var (
	erfolgAlter = prometheus.NewDesc("kontor_zugang_last_success_age_seconds",
		"Time since the last delivery that was taken; absent before the first.", []string{"zugang"}, nil)
	rueckstand = prometheus.NewDesc("kontor_zugang_backlog", "Deliveries that are stored and not processed yet.",
		[]string{"zugang"}, nil)
	klaerOffen = prometheus.NewDesc("kontor_zugang_klaerfaelle", "Klärfälle that wait for a person.",
		[]string{"zugang"}, nil)
	abrufFehler = prometheus.NewDesc("kontor_zugang_pull_failures", "Pulls that failed in a row.",
		[]string{"zugang"}, nil)
)

// zugangMetrics reads the health of all Zugänge from the database when somebody asks, and keeps it for a moment: every
// replica says the same, and a scraper in a hurry costs nothing.
type zugangMetrics struct {
	svc   *services.All
	mu    sync.Mutex
	rows  []posteingang.Zugang
	until time.Time
}

const (
	metricsCache = 15 * time.Second
	metricsTime  = 5 * time.Second
)

// Describe implements prometheus.Collector.
func (m *zugangMetrics) Describe(ch chan<- *prometheus.Desc) {
	for _, d := range []*prometheus.Desc{erfolgAlter, rueckstand, klaerOffen, abrufFehler} {
		ch <- d
	}
}

// Collect implements prometheus.Collector. Without a database only the process's own
// figures are told.
func (m *zugangMetrics) Collect(ch chan<- prometheus.Metric) {
	rows, err := m.read()
	if err != nil {
		ch <- prometheus.NewInvalidMetric(rueckstand, err)
		return
	}
	now := m.svc.DB.Now()
	for _, z := range rows {
		gauge := func(d *prometheus.Desc, v float64) {
			ch <- prometheus.MustNewConstMetric(d, prometheus.GaugeValue, v, z.Name)
		}
		if z.Lage.LetzterErfolgAm != nil {
			gauge(erfolgAlter, now.Sub(*z.Lage.LetzterErfolgAm).Seconds())
		}
		gauge(rueckstand, float64(z.Lage.Rueckstand))
		gauge(klaerOffen, float64(z.Lage.Klaerfaelle))
		if z.Abruf != nil {
			gauge(abrufFehler, float64(z.Abruf.FehlerInFolge))
		}
	}
}

func (m *zugangMetrics) read() ([]posteingang.Zugang, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if time.Now().Before(m.until) {
		return m.rows, nil
	}
	ctx, cancel := context.WithTimeout(context.Background(), metricsTime)
	defer cancel()
	rows, err := m.svc.Posteingang.Zugangsstaende(ctx)
	if err != nil {
		return nil, err
	}
	m.rows, m.until = rows, time.Now().Add(metricsCache)
	return rows, nil
}

// metrics answers with the process's own figures and with those of the Zugänge.
func (h *handlers) metrics() gin.HandlerFunc {
	own := prometheus.NewRegistry()
	own.MustRegister(&zugangMetrics{svc: h.svc}, kehrausMetrics{h.svc}, buildInfo())
	return gin.WrapH(promhttp.HandlerFor(prometheus.Gatherers{prometheus.DefaultGatherer, own},
		promhttp.HandlerOpts{ErrorHandling: promhttp.ContinueOnError}))
}
