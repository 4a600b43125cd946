package service

import (
	"context"
	"fmt"
	"runtime"
	"runtime/debug"
	"sync/atomic"
)

// SweepStep is one part of the sweep.
type SweepStep int

const (
	StepSitzungen SweepStep = iota
	StepZugaenge
	StepEingaenge
	StepPruefungen
	StepAbholungen
	StepAlarme
	StepAufbewahrung
	StepDubletten
	StepFristen
	StepErinnerungen
	StepSuche
	StepAnker
	StepLeseprotokoll
	StepRueckmeldungen
	StepSendungen
	anzahlSteps
)

var stepNames = [anzahlSteps]string{"sitzungen", "zugaenge", "eingaenge", "pruefungen", "abholungen", "alarme",
	"aufbewahrung", "dubletten", "fristen", "erinnerungen", "suche", "anker",
	"leseprotokoll", "rueckmeldungen", "sendungen"}

// failures counts what failed, by step.
type failures [anzahlSteps]atomic.Int64

// SweepFailures tells how often each step of the sweep failed in this process, for one tenant or one row.
func (s *Frame) SweepFailures() map[string]int64 {
	out := map[string]int64{}
	for i, name := range stepNames {
		out[name] = s.kehraus[i].Load()
	}
	return out
}

// Step does one part of the sweep. What fails, or panics, is logged with its ids and counted, and ends itself only.
// Where the process stops nothing has failed.
func (s *Frame) Step(ctx context.Context, step SweepStep, do func() error, ids ...any) {
	if ctx.Err() != nil {
		return
	}
	if err := Safely(do); err != nil && ctx.Err() == nil {
		s.kehraus[step].Add(1)
		s.Log.Error("sweep", append([]any{"step", stepNames[step], "error", err}, ids...)...)
	}
}

// Safely makes an error of a panic, which then concerns the one row at hand. What was thrown may be a value of a
// delivery, so only what the runtime itself says is told, and where it was.
func Safely(do func() error) (err error) {
	defer func() {
		switch p := recover().(type) {
		case nil:
		case runtime.Error:
			err = fmt.Errorf("panic: %w\n%s", p, debug.Stack())
		default:
			err = fmt.Errorf("panic: %T\n%s", p, debug.Stack())
		}
	}()
	return do()
}
