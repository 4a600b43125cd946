package casework

import (
	"slices"
	"time"
)

// bescheidOffen is what is open of one decision; one that has no letter was replaced by the next, and for one that
// another has replaced or taken away nobody has to do anything.
func (f Faden) bescheidOffen(k Kalender, heute time.Time, nr int, u Umstand) (out []Offenes) {
	b := &f.Bescheide[nr]
	if b.Vorbei(heute) || f.mitVorbei(b, heute) {
		return nil
	}
	if b.Zustand == BescheidFehlgeschlagen && nr == len(f.Bescheide)-1 {
		out = append(out, Offenes{Art: OffenBrief, Gesagt: Heute(b.Am), Text: "Bescheid ohne Brief, neu erteilen"})
	}
	if b.Zustand == BescheidBereitgestellt {
		out = append(out, f.abrufOffen(k, heute, b))
	}
	for _, x := range b.Ausfertigungen() {
		if x.postbar() && x.Haelt() == "" {
			out = append(out, Offenes{Art: OffenPost, Gesagt: x.postbarSeit(k), Text: x.zuPosten()})
		}
	}
	if bis := b.zahlbarBis(heute); bis != nil {
		out = append(out, Offenes{Art: b.Zahlung.offen(), Gesagt: Heute(b.Am), Bis: bis, Geaendert: b.geaendert()})
	}
	bekannt, letzter := b.UeberallBekannt()
	if nr == len(f.Bescheide)-1 { // what it changes can be contested, too
		letzter = f.letzterRechtsbehelf(heute)
	}
	if bekannt && letzter != nil && letzter.Before(heute) {
		if !u.Aufgaben && nr == len(f.Bescheide)-1 { // nobody is late with it: from the next working day on
			out = append(out, Offenes{Art: OffenAbschluss, Gesagt: k.NaechsterArbeitstag(letzter.AddDate(0, 0, 1)),
				Text: "Rechtsbehelfsfrist abgelaufen, Vorgang abschließen"})
		}
		return out
	}
	for _, x := range b.Ausfertigungen() {
		if x.Zustand == BescheidBekanntgegeben && x.RechtsbehelfBis != nil && !x.RechtsbehelfBis.Before(heute) {
			out = append(out, Offenes{Art: OffenRechtsbehelf, Gesagt: Heute(x.Am), Bis: x.RechtsbehelfBis,
				Sagbar: x.Adressat == nil && x.SagbarBis() != nil && (!x.Vertreten() || x.Berichtigt() != nil),
				Brief:  x.Kanal == KanalPost && x.Berichtigt() == nil})
		}
	}
	return out
}

// mitVorbei: what changed an assessment is gone with it.
func (f Faden) mitVorbei(b *Bescheid, heute time.Time) bool {
	frueher := b.Frueher(f.Bescheide)
	return b.Aenderung.Wirkt().Art == AktAendern && b.Ergebnis != Abgelehnt && frueher != nil && frueher.Vorbei(heute)
}

// letzterRechtsbehelf is the last day on which somebody can object to anything that was decided; nil = there is none.
func (f Faden) letzterRechtsbehelf(heute time.Time) (letzter *time.Time) {
	for i := range f.Bescheide {
		_, bis := f.Bescheide[i].UeberallBekannt()
		if bis != nil && !f.Bescheide[i].Vorbei(heute) && (letzter == nil || bis.After(*letzter)) {
			letzter = bis
		}
	}
	return letzter
}

// zahlbarBis is the day until which the applicant shall pay what was announced, or on which it is debited; nil =
// nothing, or the day is past.
func (b *Bescheid) zahlbarBis(heute time.Time) *time.Time {
	if b.Zustand != BescheidBekanntgegeben || b.GebuehrCent <= 0 || b.Zahlung == nil ||
		b.Zahlung.FaelligAm.Before(heute) {
		return nil
	}
	return &b.Zahlung.FaelligAm
}

func (z *Zahlung) offen() OffenArt {
	if z.Einzug {
		return OffenEinzug
	}
	return OffenZahlung
}

func (f Faden) abrufOffen(k Kalender, heute time.Time, b *Bescheid) Offenes {
	o := Offenes{Art: OffenAbruf, Gesagt: Heute(b.Am), Bis: b.AbrufBis(k), Vorbei: b.AbrufVorbei(k, heute)}
	if b.HinweisAm != nil {
		o.Gesagt = Heute(*b.HinweisAm)
	}
	da := b.Nachricht != nil && slices.ContainsFunc(f.Nachrichten, func(n Nachricht) bool {
		return n.ID == *b.Nachricht
	})
	if da && b.WartetAufAbruf() {
		o.Nachricht = *b.Nachricht
	}
	return o
}

// postbarSeit is the day from which the office can post the letter: nobody is late with one that came back today, or
// that could be retrieved until yesterday.
func (b *Bescheid) postbarSeit(k Kalender) time.Time {
	seit := b.Am
	if b.genanntAm.After(seit) { // somebody who was named later
		seit = b.genanntAm
	}
	if n := len(b.Feststellungen); n > 0 && b.Feststellungen[n-1].Am.After(seit) {
		seit = b.Feststellungen[n-1].Am
	}
	tag := Heute(seit)
	if bis := b.AbrufBis(k); b.Zustand == BescheidAbrufAbgelaufen && bis != nil && !bis.Before(tag) {
		tag = k.NaechsterArbeitstag(bis.AddDate(0, 0, 1))
	}
	return tag
}

// postbar: the office has to post it, without anything that goes before.
func (b *Bescheid) postbar() bool {
	return b.Zustand == BescheidZurPost || b.Zustand == BescheidAbrufAbgelaufen || b.Zustand == BescheidNichtZugestellt
}

// zuPosten says which letter the office has to post.
func (b *Bescheid) zuPosten() string {
	if b.Adressat != nil {
		return "Bescheid für " + b.Anschrift.Name + " zur Post geben"
	}
	return "Bescheid zur Post geben"
}
