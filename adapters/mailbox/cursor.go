package mailbox

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/emersion/go-imap/v2"
)

// cursor remembers what of one folder is settled: every message up to high but for those that are open. As text it is
// "<UIDVALIDITY> <high> <uid>:<tries>:<next try>,…". UIDs only grow while UIDVALIDITY stays (RFC 9051 §2.3.1.1); when
// it changes, everything is new and the Message-ID recognises what was there before.
type cursor struct {
	validity uint32
	high     imap.UID
	open     []openMessage
}

// openMessage failed for a reason of ours and comes again.
type openMessage struct {
	uid   imap.UID
	tries int
	next  int64 // unix time in minutes
}

// longestPause between two tries, in minutes. The first retry is the next run, then it is 1, 3, 7 … minutes.
const longestPause = 30

// readCursor returns an empty cursor where text is of another UIDVALIDITY or not one of ours.
func readCursor(text string, validity uint32) cursor {
	fresh := cursor{validity: validity}
	parts := strings.Split(text, " ")
	if len(parts) != 3 || parts[0] != strconv.FormatUint(uint64(validity), 10) {
		return fresh
	}
	high, err := strconv.ParseUint(parts[1], 10, 32)
	if err != nil {
		return fresh
	}
	c := cursor{validity: validity, high: imap.UID(high)}
	for _, p := range strings.FieldsFunc(parts[2], func(r rune) bool { return r == ',' }) {
		var o openMessage
		if _, err := fmt.Sscanf(p, "%d:%d:%d", &o.uid, &o.tries, &o.next); err != nil || o.uid == 0 ||
			o.uid > c.high || o.tries < 1 {
			return fresh
		}
		c.open = append(c.open, o)
	}
	return c
}

func (c *cursor) String() string {
	open := make([]string, len(c.open))
	for i, o := range c.open {
		open[i] = fmt.Sprintf("%d:%d:%d", o.uid, o.tries, o.next)
	}
	return fmt.Sprintf("%d %d %s", c.validity, c.high, strings.Join(open, ","))
}

// due are the open messages whose time has come.
func (c *cursor) due(now time.Time) (uids []imap.UID) {
	for _, o := range c.open {
		if minute := now.Unix() / 60; o.next <= minute || o.next > minute+longestPause { // a clock may have been wrong
			uids = append(uids, o.uid)
		}
	}
	return uids
}

// settled records that uid needs no further run.
func (c *cursor) settled(uid imap.UID) {
	c.high = max(c.high, uid)
	c.open = slices.DeleteFunc(c.open, func(o openMessage) bool { return o.uid == uid })
}

// left records that uid has to come again.
func (c *cursor) left(uid imap.UID, now time.Time) {
	c.high = max(c.high, uid)
	at := slices.IndexFunc(c.open, func(o openMessage) bool { return o.uid == uid })
	if at < 0 {
		at = len(c.open)
		c.open = append(c.open, openMessage{uid: uid})
	}
	o := &c.open[at]
	o.next = now.Unix()/60 + min(int64(1)<<min(o.tries, 10)-1, longestPause)
	o.tries++
}
