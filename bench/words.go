package main

import (
	"math"
	"math/rand/v2"
	"strings"
)

// seedOfRun makes every run work on the same texts.
const seedOfRun = 20261121

func newRand(stream uint64) *rand.Rand { return rand.New(rand.NewPCG(seedOfRun, stream)) }

var (
	firstNames = strings.Fields("Anna Peter Fatma Jörg Sabine Thomas Ayşe Günther Karin Michael Łukasz Ursula Andreas Zoë Renate Stefan Björn Monika Jürgen Claudia")
	nameHeads  = strings.Fields("Alt Berg Birk Brand Buch Dorn Eich Ell Erl Esch Falk Feld Fisch Frei Gold Grün Hain Hart Haus Heid Hell Hirsch Hof Holz Horn Kalt Kirch König Kron Lang Licht Lind Mühl Neu Ober Rosen Roth Sand Schön Stein")
	nameTails  = strings.Fields("acker bach bauer berg born brecht brink bruch busch dorfer egger feld hagen haus heimer hofer hövel kamp loh mann meier meister müller oder reiter")
	shops      = strings.Fields("Café Gasthof Bäckerei Eisdiele Wirtshaus Bistro Weinstube Brauhaus")
	wordHeads  = strings.Fields(`Abfall Acker Amts Auen Bahn Bau Baum Berg Boden Brücken Brunnen Bürger Dach Damm Denkmal Dorf Eis Erd Fahr Fassaden Feld Fenster Feuer Fluss
Forst Frei Garten Gast Gehweg Gemeinde Gewerbe Gras Grenz Hafen Halle Hang Haus Hecken Heiz Hof Holz Jahr Kanal Keller Kirch Klein Kreis Küchen Lager Land Licht Luft Markt Mauer
Mühlen Nachbar Nacht Natur Park Pflanz Platz Quell Rad Rand Rasen Regen Reit Sand Schank Schatten Schilder See Sommer Sport Stadt Stein Straßen Tal Teich Tier Tor Ufer Wald Wander
Wasser Weg Wein Wiesen Winter Wohn Zaun`)
	wordTails = strings.Fields(`ablauf abstand amt anlage anteil antrag arbeit aufbau aufsicht auftrag bedarf behälter beleuchtung bereich betrieb decke dienst ecke eingang einfahrt
entwurf fest fläche frist gang gebiet gebühr gelände geräusch gestaltung graben grund grenze hütte kante karte kasten klasse länge leitung linie lärm maß messung nachweis nutzung ordnung
pacht pfad pflege plan prüfung raum recht regelung reihe reinigung ring sache schutz seite sperrung stand stelle steuer streifen teil tisch treppe tür verein verkehr vertrag wache
wand wechsel werk wirtschaft zeit ziel zone zufahrt zugang zustand zweck`)
)

// words are German compounds, the first ones far more frequent than the last.
type words []string

var vocabulary = func() (w words) {
	for _, t := range wordTails {
		for _, h := range wordHeads {
			w = append(w, h+t)
		}
	}
	newRand(3).Shuffle(len(w), func(i, j int) { w[i], w[j] = w[j], w[i] })
	return w
}()

// draw picks a word; the frequency falls with its rank like a power law.
func (w words) draw(r *rand.Rand) string { return w[int(float64(len(w))*math.Pow(r.Float64(), 3))] }

func (w words) text(r *rand.Rand, n int) string {
	out := make([]string, n)
	for i := range out {
		out[i] = w.draw(r)
	}
	return strings.Join(out, " ")
}

var (
	twoLetters = strings.NewReplacer("ä", "ae", "ö", "oe", "ü", "ue", "ß", "ss", "ş", "s", "ł", "l", "é", "e", "ë", "e")
	oneLetter  = strings.NewReplacer("ä", "a", "ö", "o", "ü", "u", "ß", "ss", "ş", "s", "ł", "l", "é", "e", "ë", "e")
)

// fold writes text in both spellings the search index keeps.
func fold(text string) (two, one string) {
	text = strings.ToLower(text)
	return twoLetters.Replace(text), oneLetter.Replace(text)
}
