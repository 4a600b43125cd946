package workflow

import "time"

// Command is something that happened and moves a run forward. The set is closed. A command that names
// a token the run does not hold (any more) changes nothing: same state, no effects, no error.
type Command interface {
	CommandKind() string
	command()
}

// Start begins the run. A second Start changes nothing.
type Start struct{}

// CompleteTask says that a person finished the user task holding Token. Values must fit the fields of
// the task, and of its Aktion where it has one. Actor is the host's stable id of the person.
type CompleteTask struct {
	Token  string         `json:"token"`
	Values map[string]any `json:"values,omitempty"`
	Actor  string         `json:"actor,omitempty"`
}

// TimerDue says that the timer Token is due. Due is the time the job was made for: a job left over
// from before a MoveTimer carries another one and changes nothing. With a zero Due the timer fires if
// Facts.Now has reached it.
type TimerDue struct {
	Token string    `json:"token"`
	Due   time.Time `json:"due,omitzero"`
}

// MessageArrived correlates by name within the Vorgang, and by Key with what it answers: an explicit key of the
// drawing, or the question the run has put before it began to wait. Without a Key the oldest waiting of that name takes
// it. Where nobody waits yet, but some part of the process will, the message is kept for it. ID, where given, guards
// against the same message being counted twice. Values become `werte.<name>`.
type MessageArrived struct {
	Name   string         `json:"name"`
	Key    string         `json:"key,omitempty"`
	Values map[string]any `json:"values,omitempty"`
	ID     string         `json:"id,omitempty"`
}

// MessageRefused says that what came to the question Key is no answer after all: it is kept no longer. What the run has
// gone on by stays so.
type MessageRefused struct {
	Name string `json:"name"`
	Key  string `json:"key"`
}

// ServiceDone brings the output of the service task holding Token.
type ServiceDone struct {
	Token  string         `json:"token"`
	Values map[string]any `json:"values,omitempty"`
}

// ServiceFailed says the service task holding Token gave up for good. Code looks for a boundary error
// event; without one the token becomes an incident.
type ServiceFailed struct {
	Token  string `json:"token"`
	Code   string `json:"code"`
	Reason string `json:"reason,omitempty"`
}

// Cancel ends the run; the Vorgang goes on by hand.
type Cancel struct {
	Reason string `json:"reason"`
}

// Migrate moves the run to version To, whose process is the one given to Apply.
type Migrate struct {
	To string `json:"to"`
	// From is the process the run comes from: a timer of it that has fired is not armed again. nil = unknown.
	From *Process `json:"-"`
	// Recompute lets timers count anew by the new version, from when their token came to rest; else they keep
	// their day.
	Recompute bool `json:"recompute,omitempty"`
}

// Jump takes the token from where it is and puts it on element To of the same scope, or of a scope around it. Where
// other branches run beside it, Others says what happens to them. The host checks the right prozess.springen.
type Jump struct {
	Token  string `json:"token"`
	To     string `json:"to"`
	Reason string `json:"reason"`
	Others string `json:"others,omitempty"` // EndOthers or KeepOthers; "" is refused where there are any
}

// What becomes of the branches beside a jump.
const (
	EndOthers  = "beenden"
	KeepOthers = "weiterlaufen"
)

// Retry tries the element of an incident again.
type Retry struct {
	Token string `json:"token"`
}

// Skip goes on behind the element of an incident as if it were done.
type Skip struct {
	Token  string `json:"token"`
	Reason string `json:"reason"`
}

// MoveTimer gives a timer another due time, for example after a Frist was extended (VwVfG §31(7)). It also
// starts one whose clock stands, or whose beginning was not known.
type MoveTimer struct {
	Token string    `json:"token"`
	Due   time.Time `json:"due"`
}

// EndWait says that a person takes what a timer or message is waited for as come about. The host checks the right and
// keeps the reason.
type EndWait struct {
	Token string `json:"token"`
}

// HoldTimer stops the clock of a running timer: it does not fire before MoveTimer has given it a due time again.
type HoldTimer struct {
	Token string `json:"token"`
}

// Announced says that a letter became known on a day (VwVfG §41): what is counted from its Bekanntgabe begins.
type Announced struct {
	Brief string    `json:"brief"`
	Am    time.Time `json:"am"`
}

// Reannounced says that the day on which a letter became known was put right: what was counted from it ends with the
// new one. A zero Am takes the Bekanntgabe back, and what was counted from it waits for one again.
type Reannounced struct {
	Brief string    `json:"brief"`
	Am    time.Time `json:"am,omitzero"`
}

// The stable names of the commands, as stored in a command log.
func (Start) CommandKind() string          { return "start" }
func (CompleteTask) CommandKind() string   { return "complete_task" }
func (TimerDue) CommandKind() string       { return "timer_due" }
func (MessageArrived) CommandKind() string { return "message_arrived" }
func (MessageRefused) CommandKind() string { return "message_refused" }
func (ServiceDone) CommandKind() string    { return "service_done" }
func (ServiceFailed) CommandKind() string  { return "service_failed" }
func (Cancel) CommandKind() string         { return "cancel" }
func (Migrate) CommandKind() string        { return "migrate" }
func (Jump) CommandKind() string           { return "jump" }
func (Retry) CommandKind() string          { return "retry" }
func (Skip) CommandKind() string           { return "skip" }
func (MoveTimer) CommandKind() string      { return "move_timer" }
func (EndWait) CommandKind() string        { return "end_wait" }
func (HoldTimer) CommandKind() string      { return "hold_timer" }
func (Announced) CommandKind() string      { return "announced" }
func (Reannounced) CommandKind() string    { return "reannounced" }

func (Start) command()          {}
func (CompleteTask) command()   {}
func (TimerDue) command()       {}
func (MessageArrived) command() {}
func (MessageRefused) command() {}
func (ServiceDone) command()    {}
func (ServiceFailed) command()  {}
func (Cancel) command()         {}
func (Migrate) command()        {}
func (Jump) command()           {}
func (Retry) command()          {}
func (Skip) command()           {}
func (MoveTimer) command()      {}
func (EndWait) command()        {}
func (HoldTimer) command()      {}
func (Announced) command()      {}
func (Reannounced) command()    {}
