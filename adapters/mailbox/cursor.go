package mailbox

import (
	"slices"
	"strconv"
	"strings"

	"github.com/emersion/go-imap/v2"
)

// cursor remembers what of one folder is settled: every message up to high but for those in open. As text it is
// "<UIDVALIDITY> <high> <open,open,…>". UIDs only grow while UIDVALIDITY stays (RFC 9051 §2.3.1.1); when it
// changes, everything is new and the Message-ID recognises what was there before.
type cursor struct {
	validity uint32
	high     imap.UID
	open     []imap.UID // ascending
}

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
		uid, err := strconv.ParseUint(p, 10, 32)
		if err != nil || uid == 0 || uid > high {
			return fresh
		}
		c.open = append(c.open, imap.UID(uid))
	}
	slices.Sort(c.open)
	return c
}

func (c *cursor) String() string {
	open := make([]string, len(c.open))
	for i, uid := range c.open {
		open[i] = strconv.FormatUint(uint64(uid), 10)
	}
	return strconv.FormatUint(uint64(c.validity), 10) + " " + strconv.FormatUint(uint64(c.high), 10) + " " + strings.Join(open, ",")
}

// settled records that uid needs no further run; left records that it does. Both want ascending order for UIDs
// beyond high.
func (c *cursor) settled(uid imap.UID) {
	c.high = max(c.high, uid)
	c.open = slices.DeleteFunc(c.open, func(o imap.UID) bool { return o == uid })
}

func (c *cursor) left(uid imap.UID) {
	c.high = max(c.high, uid)
	if at, known := slices.BinarySearch(c.open, uid); !known {
		c.open = slices.Insert(c.open, at, uid)
	}
}
