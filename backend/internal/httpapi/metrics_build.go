package httpapi

import (
	"strconv"

	"github.com/prometheus/client_golang/prometheus"

	"kontor/backend/internal/store"
	"kontor/backend/internal/version"
)

// buildInfo is always 1; its labels tell which program this is, so that a rolling upgrade can be watched.
func buildInfo() prometheus.Collector {
	v := version.Read()
	g := prometheus.NewGauge(prometheus.GaugeOpts{
		Name: "kontor_build_info", Help: "Which program this is: release, commit, compiler, newest migration it knows.",
		ConstLabels: prometheus.Labels{
			"version": v.Number, "commit": v.Stand(), "go": v.Go, "schema": strconv.Itoa(store.KnownSchema()),
		},
	})
	g.Set(1)
	return g
}
