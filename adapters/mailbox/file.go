package mailbox

import (
	"context"
	"errors"
	"slices"
	"strings"

	"github.com/emersion/go-imap/v2"

	"kontor/adapters"
)

// Keywords mark messages of servers that cannot move.
const (
	keywordDone   imap.Flag = "KontorErledigt"
	keywordFailed imap.Flag = "KontorUngeklaert"
)

// reopen connects again. A folder that was made anew meanwhile ends the run: its UIDs mean other messages.
func (s *session) reopen(ctx context.Context) error {
	before := s.selected.UIDValidity
	if err := s.open(ctx); err != nil {
		return err
	}
	if s.selected.UIDValidity != before {
		s.selected.UIDValidity = before
		s.cut(nil)
		return adapters.Fail(adapters.Unavailable, "mailbox_renewed",
			"Der Ordner mit den neuen E-Mails wurde während der Abholung neu angelegt. Die nächste Abholung beginnt von vorn.")
	}
	return nil
}

// file moves or flags a settled message, with a second try on a new connection. A server that refuses both has the
// cursor; only a lost connection is an error.
func (s *session) file(ctx context.Context, uid imap.UID, done bool) error {
	if s.client != nil {
		if err := s.tryFile(uid, done); err == nil || ctx.Err() != nil {
			return err
		}
	}
	if err := s.reopen(ctx); err != nil {
		return err
	}
	return s.tryFile(uid, done)
}

func (s *session) tryFile(uid imap.UID, done bool) error {
	name, keyword := setting(s.source, SettingDone), keywordDone
	if !done {
		name, keyword = setting(s.source, SettingFailed), keywordFailed
	}
	if name != stay && name != s.folder && !s.refused[name] {
		err := s.move(uid, name)
		if err == nil || !isNo(err) {
			return lost(err)
		}
		s.refused[name] = true
	}
	return s.flag(uid, keyword)
}

// move creates the folder where it is missing. Without MOVE it copies and deletes, but only where UIDPLUS lets it
// delete this one message: a plain EXPUNGE would remove what others have marked.
func (s *session) move(uid imap.UID, name string) error {
	if known, ok := s.names[name]; ok {
		return s.moveTo(uid, known)
	}
	err := s.moveTo(uid, name)
	if err == nil || !isNo(err) {
		return err
	}
	if name, err = s.create(name); err != nil {
		return err
	}
	return s.moveTo(uid, name)
}

func (s *session) moveTo(uid imap.UID, name string) error {
	set := imap.UIDSetNum(uid)
	return s.within(func() error {
		caps := s.client.Caps()
		if caps.Has(imap.CapMove) {
			_, err := s.client.Move(set, name).Wait()
			return err
		}
		if !caps.Has(imap.CapUIDPlus) {
			return &imap.Error{Type: imap.StatusResponseTypeNo, Code: imap.ResponseCodeCannot}
		}
		if _, err := s.client.Copy(set, name).Wait(); err != nil {
			return err
		}
		if err := s.client.Store(set, &imap.StoreFlags{Op: imap.StoreFlagsAdd, Silent: true,
			Flags: []imap.Flag{imap.FlagDeleted}}, nil).Close(); err != nil {
			return err
		}
		return s.client.UIDExpunge(set).Close()
	})
}

// create makes a folder and returns its name as the server wants it: some keep all folders below INBOX.
func (s *session) create(name string) (string, error) {
	err := s.createOne(name)
	if isNo(err) {
		prefix := s.prefix()
		if prefix == "" || strings.HasPrefix(name, prefix) {
			return "", err
		}
		err = s.createOne(prefix + name)
		if err == nil {
			s.names[name] = prefix + name
		}
		return prefix + name, err
	}
	return name, err
}

func (s *session) createOne(name string) error {
	return s.within(func() error {
		err := s.client.Create(name, nil).Wait()
		var answer *imap.Error
		if errors.As(err, &answer) && answer.Code == imap.ResponseCodeAlreadyExists {
			return nil
		}
		return err
	})
}

// prefix is where the server wants the folders of this user.
func (s *session) prefix() (prefix string) {
	_ = s.within(func() error {
		if s.client.Caps().Has(imap.CapNamespace) {
			data, err := s.client.Namespace().Wait()
			if err == nil && len(data.Personal) > 0 {
				prefix = data.Personal[0].Prefix
			}
			return err
		}
		list, err := s.client.List("", "", nil).Collect()
		if err == nil && len(list) > 0 && list[0].Delim != 0 {
			prefix = "INBOX" + string(list[0].Delim)
		}
		return err
	})
	return prefix
}

// flag marks the message for people and for a run without a cursor. A refusal does not matter.
func (s *session) flag(uid imap.UID, keyword imap.Flag) error {
	var flags []imap.Flag
	for _, f := range []imap.Flag{imap.FlagSeen, keyword} {
		if hasFlag(s.selected.PermanentFlags, f) ||
			f == keyword && hasFlag(s.selected.PermanentFlags, imap.FlagWildcard) {
			flags = append(flags, f)
		}
	}
	if len(flags) == 0 {
		return nil
	}
	return s.within(func() error {
		err := s.client.Store(imap.UIDSetNum(uid), &imap.StoreFlags{Op: imap.StoreFlagsAdd, Silent: true,
			Flags: flags}, nil).Close()
		if isNo(err) {
			return nil
		}
		return lost(err)
	})
}

func hasFlag(flags []imap.Flag, wanted imap.Flag) bool {
	return slices.ContainsFunc(flags, func(f imap.Flag) bool { return strings.EqualFold(string(f), string(wanted)) })
}
