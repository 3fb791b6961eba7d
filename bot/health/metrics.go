package health

import (
	"runtime"

	"github.com/prometheus/client_golang/prometheus"
)

// collector turns the state and the counts into metrics whenever they are asked for: nothing is counted twice.
type collector struct{ Options }

// Describe implements prometheus.Collector: the collector is unchecked, what it sends is described as it is sent.
func (c collector) Describe(chan<- *prometheus.Desc) {}

// Collect implements prometheus.Collector.
func (c collector) Collect(out chan<- prometheus.Metric) {
	state := c.State()
	gauge := func(name, help string, value float64) {
		out <- prometheus.MustNewConstMetric(prometheus.NewDesc(name, help, nil, nil), prometheus.GaugeValue, value)
	}
	counter := func(name, help string, value float64) {
		out <- prometheus.MustNewConstMetric(prometheus.NewDesc(name, help, nil, nil), prometheus.CounterValue, value)
	}
	gauge("propos_healthy", "1 unless a person must mend something (see /healthz).", truth(state.Problem == ""))
	gauge("propos_ready", "1 when connected, with the index ready and nothing failing (see /readyz).", truth(state.unready() == ""))
	gauge("propos_gateway_connected", "1 while connected to Discord's gateway.", truth(state.Connected))
	counter("propos_gateway_reconnects_total", "Connections to Discord's gateway after the first.", float64(state.Reconnects))
	counter("propos_requests_total", "Commands, presses, forms and messages of people.", float64(state.Handled))
	counter("propos_requests_late_total", "Those that Discord was told to wait for.", float64(state.HandledLate))
	counter("propos_request_errors_total", "Errors of the program in answering them.", float64(state.HandledFault))
	gauge("propos_servers", "Discord servers that the bot is in.", float64(state.Servers))
	gauge("propos_articles", "Articles that can be found, of all collections.", float64(state.Articles))
	gauge("propos_index_bytes", "Size of the indexes on disk, of all collections.", float64(state.IndexBytes))
	counter("propos_feed_failures_total", "Readings of feeds that failed.", float64(state.FeedFaults))
	counter("propos_backup_failures_total", "Scheduled backups that failed.", float64(state.BackupFaults))
	if !state.LastBackup.IsZero() {
		gauge("propos_last_backup_timestamp_seconds", "When the newest scheduled backup was made, in Unix time.", float64(state.LastBackup.Unix()))
	}
	info := prometheus.NewDesc("propos_build_info", "1, with the version of Propos and of Go.", nil, prometheus.Labels{"version": c.Version, "go": runtime.Version()})
	out <- prometheus.MustNewConstMetric(info, prometheus.GaugeValue, 1)
	if c.Questions != nil {
		c.Questions.collect(out)
	}
}

func (q *Questions) collect(out chan<- prometheus.Metric) {
	outcomes, count, within, seconds := q.tally()
	asked := prometheus.NewDesc("propos_questions_total", "Questions, by outcome.", []string{"outcome"}, nil)
	for outcome, n := range outcomes {
		out <- prometheus.MustNewConstMetric(asked, prometheus.CounterValue, float64(n), string(outcome))
	}
	took := prometheus.NewDesc("propos_question_duration_seconds", "Time from a question to its answer, Discord not included.", nil, nil)
	out <- prometheus.MustNewConstHistogram(took, count, seconds, within)
}

func truth(b bool) float64 {
	if b {
		return 1
	}
	return 0
}
