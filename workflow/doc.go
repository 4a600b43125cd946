// Package workflow is the room of the procedures: it reads a BPMN 2.0 picture, judges whether it can
// be trusted, and runs it one command at a time.
//
// The package is pure. It knows no clock, no database, no context and no goroutine; the same process,
// state, command and facts give the same bytes. Whoever runs it (service/advance_vorgang.go) stores
// the state and turns the effects into rows and jobs inside one transaction.
//
//	Parse, Check          the picture, and what is wrong with it
//	Apply                 one command: state in, state and effects out
//	Load, LoadAll         a procedure as a folder: picture, verfahren.yaml, letters, scenarios
//
// Clause numbers are those of BPMN 2.0.2 (OMG formal/2013-12-09).
package workflow
