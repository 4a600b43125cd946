package httpapi

import (
	"github.com/prometheus/client_golang/prometheus"

	"kontor/backend/internal/service/services"
)

var kehrausFehler = prometheus.NewDesc("kontor_sweep_failures_total",
	"What failed in the sweep of every minute, for one tenant or one row.", []string{"step"}, nil)

// kehrausMetrics tells how the sweep of this process does. Every step is told from the start, so that an alarm can be
// built on it.
type kehrausMetrics struct{ svc *services.All }

// Describe implements prometheus.Collector.
func (m kehrausMetrics) Describe(ch chan<- *prometheus.Desc) { ch <- kehrausFehler }

// Collect implements prometheus.Collector.
func (m kehrausMetrics) Collect(ch chan<- prometheus.Metric) {
	for step, n := range m.svc.SweepFailures() {
		ch <- prometheus.MustNewConstMetric(kehrausFehler, prometheus.CounterValue, float64(n), step)
	}
}
