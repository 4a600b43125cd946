package casework

import "time"

// Ausloeser is what happened, and from whose day a rule counts.
type Ausloeser string

// The closed list.
const (
	ZurPost            Ausloeser = "zur_post"             // letter handed to the post, to an address in Germany
	ZurPostAusland     Ausloeser = "zur_post_ausland"     // to one abroad
	Abgerufen          Ausloeser = "abgerufen"            // fetched from the portal of the authority
	Bereitgestellt     Ausloeser = "bereitgestellt"       // provided in the mailbox of a Nutzerkonto
	Benachrichtigt     Ausloeser = "benachrichtigt"       // notice of the provision sent
	Abgesendet         Ausloeser = "abgesendet"           // sent electronically
	AbgesendetAusland  Ausloeser = "abgesendet_ausland"   // to somebody abroad
	Uebergeben         Ausloeser = "uebergeben"           // served by deed or against acknowledgement
	Eingeschrieben     Ausloeser = "eingeschrieben"       // registered letter handed to the post
	ElektrZugestellt   Ausloeser = "elektr_zugestellt"    // served electronically
	EinheitlicheStelle Ausloeser = "zur_post_ausland_71b" // posted abroad, a case of a point of single contact
)

// Einwilligung is what a person has to have agreed to for the way.
type Einwilligung string

// The closed list.
const (
	OhneEinwilligung Einwilligung = ""
	Ausdruecklich    Einwilligung = "ausdruecklich"
	Vermutet         Einwilligung = "vermutet" // unless excluded while using the online service
	ZugangEroeffnet  Einwilligung = "zugang_eroeffnet"
	AntragAufPost    Einwilligung = "antrag_auf_post" // unless the person asked for the post
)

// What the columns of the table say where they are no number of days.
const (
	verschiebt, bleibt = true, false // R-SHIFT: the day moves to the next working day, or stays
	unbekannt          = -1          // before 2025: no rule is known
	ebenso             = -2          // before 2025: the same days
)

// beleg says how sure a row is. A row that is only remembered computes nothing.
type beleg string

const (
	gesehen    beleg = "gesehen"    // the text was read
	abgeleitet beleg = "abgeleitet" // follows from texts that were read
	erinnert   beleg = "erinnert"   // nobody has read the text
)

// regel is one way to the day of Bekanntgabe. PostModG made three days four on 2025-01-01.
type regel struct {
	id, recht    string
	ausloeser    Ausloeser
	norm         string
	tage         int // now
	frueher      int // until 2024-12-31
	monate       int // instead of days
	verschiebt   bool
	einwilligung Einwilligung
	beleg        beleg
}

// regeln are all that are known. What is not here is found by a person. R-SHIFT: general and social law do not move
// the day (OVG Lüneburg 4 LA 44/10), the AO does (BFH IX R 68/98).
var regeln = []regel{
	{"B1", RechtVwVfG, Bereitgestellt, "§ 9 Abs. 1 OZG", 4, 3, 0, bleibt, Vermutet, gesehen},
	{"B2", RechtVwVfG, Abgerufen, "§ 41 Abs. 2a Satz 3 VwVfG", 1, ebenso, 0, bleibt, Ausdruecklich, gesehen},
	{"B3", RechtVwVfG, Abgesendet, "§ 41 Abs. 2 Satz 2 VwVfG", 4, 3, 0, bleibt, ZugangEroeffnet, gesehen},
	{"B4", RechtVwVfG, ZurPost, "§ 41 Abs. 2 Satz 1 VwVfG", 4, 3, 0, bleibt, OhneEinwilligung, gesehen},
	{"B4", RechtSGBX, ZurPost, "§ 37 Abs. 2 Satz 1 SGB X", 4, 3, 0, bleibt, OhneEinwilligung, gesehen},
	{"B5", RechtSGBX, Benachrichtigt, "§ 37 Abs. 2a SGB X", 4, unbekannt, 0, bleibt, Ausdruecklich, gesehen},
	{"B6", RechtBEEG, Bereitgestellt, "§ 37 Abs. 2b SGB X, § 9 Abs. 1 OZG", 4, 3, 0, bleibt, Vermutet, abgeleitet},
	{"B7", RechtAO, Bereitgestellt, "§ 122a Abs. 4 AO", 4, unbekannt, 0, verschiebt, AntragAufPost, gesehen},
	{"B8", RechtAO, ZurPost, "§ 122 Abs. 2 Nr. 1 AO", 4, 3, 0, verschiebt, OhneEinwilligung, gesehen},
	{"B8", RechtAO, Abgesendet, "§ 122 Abs. 2a AO", 4, 3, 0, verschiebt, ZugangEroeffnet, gesehen},
	{"B8", RechtAO, ZurPostAusland, "§ 122 Abs. 2 Nr. 2 AO", 0, ebenso, 1, verschiebt, OhneEinwilligung, gesehen},
	{"B9", RechtVwVfG, Uebergeben, "§§ 3, 5 Abs. 1 VwZG", 0, ebenso, 0, bleibt, OhneEinwilligung, gesehen},
	{"B9", RechtVwVfG, Eingeschrieben, "§ 4 Abs. 2 VwZG", 4, 3, 0, bleibt, OhneEinwilligung, gesehen},
	{"B9", RechtVwVfG, ElektrZugestellt, "§ 5 Abs. 7 VwZG", 4, 3, 0, bleibt, ZugangEroeffnet, gesehen},
	{"R-FOREIGN", RechtVwVfG, ZurPostAusland, "§ 15 Satz 2 VwVfG", 7, ebenso, 0, bleibt, OhneEinwilligung, gesehen},
	{"R-FOREIGN", RechtVwVfG, AbgesendetAusland, "§ 15 Satz 2 VwVfG", 4, 3, 0, bleibt, ZugangEroeffnet, gesehen},
	{"R-71B", RechtVwVfG, EinheitlicheStelle, "§ 71b Abs. 6 VwVfG", 0, ebenso, 1, bleibt, OhneEinwilligung, erinnert},
}

// landRegel is a row of R-LAND: the VwVfG of the Land decides for its authorities and municipalities (§ 1 Abs. 3
// VwVfG).
type landRegel struct {
	land   Land
	recht  string
	satz   string      // first step of a computation
	nur    []Ausloeser // empty = what the federal law knows
	norm   string      // of an own text; empty = that of the federal law
	seit   time.Time   // no day before it is computed; zero = always
	quelle string
}

// laenderRegeln has what somebody has read, and the one row by which taxes were dated before. Before another comes in,
// its text and the day since when it says so are read in the law of the Land; until then a person finds the day. What
// was seen of others: docs/adr/0028.
var laenderRegeln = []landRegel{
	{land: "ST", recht: RechtVwVfG, satz: "§ 1 Abs. 1 VwVfG LSA verweist auf das VwVfG des Bundes",
		quelle: "VwVfG LSA § 1, VwZG-LSA § 1, gelesen 2026"},
	{land: "ST", recht: RechtAO, satz: "Für Abgaben gilt die Abgabenordnung", quelle: "KAG-LSA § 13, gelesen 2026"},
	{land: "SH", recht: RechtVwVfG, satz: "Es gilt das Landesverwaltungsgesetz Schleswig-Holstein",
		nur: []Ausloeser{ZurPost}, norm: "§ 110 Abs. 2 LVwG", seit: Tag(2026, 11, 22),
		quelle: "LVwG § 110, gelesen im November 2026; seit wann es vier Tage sind, ist offen"},
}

// ozgEigeneRegel are Länder whose own law has a clause for users of a Nutzerkonto that nobody has checked against § 9
// OZG.
var ozgEigeneRegel = map[Land]string{"SH": "§ 110 LVwG hat eine eigene Regel für Nutzerkonten"}
