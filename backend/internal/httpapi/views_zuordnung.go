package httpapi

import (
	"time"

	"github.com/gin-gonic/gin"
	"github.com/google/uuid"

	"kontor/adapters"
	"kontor/backend/internal/casework"
	"kontor/backend/internal/service/anbindung"
	"kontor/backend/internal/store"
)

type zuordnungView struct {
	ID           uuid.UUID          `json:"id"`
	Zugang       uuid.UUID          `json:"zugang"`
	ZugangName   string             `json:"zugangName"`
	Adapter      string             `json:"adapter"`
	Formular     string             `json:"formular"`
	Version      string             `json:"version"`
	Nr           int                `json:"nr"`
	Zustand      string             `json:"zustand"`
	Stand        int                `json:"stand"`
	Inhalt       casework.Zuordnung `json:"inhalt"`
	Struktur     []strukturfeldView `json:"struktur"`
	Schema       string             `json:"schema"`
	Muster       []musterZeileView  `json:"muster"`
	GeaendertAm  time.Time          `json:"geaendertAm"`
	GeaendertVon string             `json:"geaendertVon"`
	AktiviertAm  *time.Time         `json:"aktiviertAm"`
	AktiviertVon string             `json:"aktiviertVon"`
	Aktiv        *uuid.UUID         `json:"aktiv"`
}

type strukturfeldView struct {
	Pfad  string       `json:"pfad"`
	Label string       `json:"label,omitempty"`
	Typ   adapters.Typ `json:"typ"`
	Codes []string     `json:"codes,omitempty"`
}

type musterZeileView struct {
	ID   uuid.UUID `json:"id"`
	Name string    `json:"name"`
	Echt bool      `json:"echt"`
	Am   time.Time `json:"am"`
	Von  string    `json:"von"`
}

func zuordnung(k *anbindung.Zuordnungsakte) zuordnungView {
	return zuordnungView{ID: k.ID, Zugang: k.Zugang, ZugangName: k.ZugangName, Adapter: k.Adapter, Formular: k.Inhalt.Formular, Version: k.Inhalt.Version, Nr: k.Nr,
		Zustand: k.Zustand, Stand: k.Stand, Inhalt: k.Inhalt, Struktur: list(k.Form, strukturfeld), Schema: k.SchemaName, Muster: list(k.Muster, musterZeile),
		GeaendertAm: k.GeaendertAm, GeaendertVon: k.GeaendertVon, AktiviertAm: k.AktiviertAm, AktiviertVon: k.AktiviertVon, Aktiv: k.Aktiv}
}

func strukturfeld(f casework.Strukturfeld) strukturfeldView {
	return strukturfeldView{f.Pfad, f.Label, f.Typ, f.Codes}
}

func musterZeile(m store.Muster) musterZeileView {
	return musterZeileView{m.ID, m.Name, m.Eingang != nil, m.Am, m.Von}
}

type musterView struct {
	musterZeileView
	Zugang        uuid.UUID            `json:"zugang"`
	Formular      string               `json:"formular"`
	Version       string               `json:"version"`
	Titel         string               `json:"titel"`
	Felder        []adapters.Feld      `json:"felder"`
	Struktur      []strukturfeldView   `json:"struktur"`
	Antragsteller personView           `json:"antragsteller"`
	Dokumente     []musterDokumentView `json:"dokumente"`
	Hinweise      []adapters.Hinweis   `json:"hinweise"`
}

type musterDokumentView struct {
	Dateiname string         `json:"dateiname"`
	Groesse   int64          `json:"groesse"`
	Rolle     adapters.Rolle `json:"rolle"`
	Feld      string         `json:"feld,omitempty"`
}

func same[T any](x T) T { return x }

func muster(m *store.Muster) musterView {
	return musterView{musterZeile(*m), m.Zugang, m.Formular, m.Version, m.Antrag.Formular.Titel, list(m.Antrag.Antragsdaten, same[adapters.Feld]),
		list(casework.Struktur(m.Antrag.Antragsdaten), strukturfeld), person(m.Antrag.Antragsteller),
		list(m.Antrag.Dokumente, func(d adapters.Dokument) musterDokumentView {
			return musterDokumentView{d.Dateiname, d.Datei.Groesse, d.Rolle, d.Feld}
		}), list(m.Antrag.Hinweise, same[adapters.Hinweis])}
}

func probelauf(p *anbindung.Probelauf) gin.H {
	return gin.H{"verfahren": p.Verfahren, "verfahrenTitel": p.Def.Meta.Titel, "stand": p.Stand, "titel": p.Titel, "einheit": p.Einheit, "einheitName": p.EinheitName,
		"zielweg": p.Zielweg, "leika": list(p.Leika, same[string]), "antragstellerName": casework.AntragstellerName(p.Antragsteller), "antragsteller": person(p.Antragsteller),
		"felder": list(p.Felder, same[adapters.Feld]), "angaben": list(p.Angaben, same[casework.Angabe]), "unterlagen": list(p.Unterlagen, same[casework.UnterlageLage]),
		"hinweise": list(p.Hinweise, same[adapters.Hinweis])}
}

func formularvergleich(v *anbindung.Formularvergleich) gin.H {
	out := gin.H{"gegenNr": nil, "gegenAm": nil, "unterschiede": list(v.Unterschiede, func(u casework.Unterschied) gin.H {
		return gin.H{"art": u.Art, "pfad": u.Pfad, "neuerPfad": u.NeuerPfad, "vorher": u.Vorher, "nachher": u.Nachher, "zugeordnet": u.Zugeordnet}
	})}
	if v.Gegen != nil {
		out["gegenNr"], out["gegenAm"] = v.Gegen.Nr, v.Gegen.AktiviertAm
	}
	return out
}

func zuordnungspruefung(p *casework.Zuordnungspruefung) gin.H {
	return gin.H{"bereit": p.Bereit(), "befunde": list(p.Befunde, func(b casework.Befund) gin.H {
		return gin.H{"schwere": b.Schwere, "grund": b.Grund, "stelle": b.Stelle, "muster": b.Muster}
	}), "muster": list(p.Muster, func(m casework.Musterlage) gin.H {
		return gin.H{"id": m.ID, "name": m.Name, "erstmals": m.Erstmals, "unterschiede": list(m.Unterschiede, func(a casework.Aenderung) gin.H {
			return gin.H{"stelle": a.Stelle, "vorher": a.Vorher, "nachher": a.Nachher}
		})}
	})}
}

func zustaendigkeit(z *store.Zustaendigkeit) gin.H {
	return gin.H{"version": z.Version, "regeln": list(z.Regeln, same[casework.Zustaendigkeitsregel]), "geaendertAm": z.GeaendertAm, "geaendertVon": z.GeaendertVon}
}
