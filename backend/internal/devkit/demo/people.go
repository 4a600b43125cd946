package demo

import "github.com/google/uuid"

// person is an invented applicant.
type person struct {
	Anrede, Vorname, Nachname, Firma string
	Strasse, Nr, Email, Telefon      string
	Geboren                          string // yyyy-mm-dd
	Konto, Postfach                  string // empty = applied without an account
	Niveau                           int    // 1, 3 or 4
}

// neu makes a person with an account whose key and mailbox, a UUID as with the BundID, follow from the id.
func neu(id, anrede, vorname, nachname, strasse, nr, geboren string, niveau int) person {
	return person{Anrede: anrede, Vorname: vorname, Nachname: nachname, Strasse: strasse, Nr: nr,
		Geboren: geboren, Niveau: niveau,
		Email: id + "@example.org", Konto: "bpk2-" + id,
		Postfach: uuid.NewSHA1(uuid.NameSpaceURL, []byte("pk-"+id)).String()}
}

// firma makes a company with an account.
func firma(id, name, anrede, vorname, nachname, strasse, nr string) person {
	p := neu(id, anrede, vorname, nachname, strasse, nr, "", 3)
	p.Firma, p.Email = name, "info@"+id+".example"
	return p
}

// ohneKonto is somebody who used the form without signing in.
func ohneKonto(p person) person {
	p.Konto, p.Postfach, p.Niveau = "", "", 0
	return p
}

// leute are the applicants by a short id. Names, addresses and numbers are invented.
var leute = map[string]person{
	"wagner":    neu("wagner", "Herr", "Henrik", "Wagner", "Lange Straße", "18", "1979-04-23", 3),
	"mueller":   neu("mueller", "Frau", "Änne", "Müller-Lüdenscheidt", "Rosenweg", "7a", "1966-01-30", 1),
	"strauss":   neu("strauss", "Herr", "Jörg", "Strauß", "Hafengasse", "2", "1988-12-05", 3),
	"kowalczyk": neu("kowalczyk", "Frau", "Agnieszka", "Kowalczyk", "Mühlenstraße", "31", "1990-07-17", 3),
	"wojcik":    neu("wojcik", "Herr", "Łukasz", "Wójcik", "Bahnhofstraße", "9", "1985-02-28", 1),
	"demir":     neu("demir", "Frau", "Elif", "Demir", "Lindenallee", "44", "1993-09-12", 4),
	"oezdemir":  neu("oezdemir", "Herr", "Çağlar", "Özdemir", "Lindenallee", "46", "1972-05-19", 3),
	"yilmaz":    neu("yilmaz", "Frau", "Gülşen", "Yılmaz", "Kirchgasse", "5", "1981-11-08", 1),
	"nguyen":    neu("nguyen", "Frau", "Thị Hương", "Nguyễn", "Am Stadtgraben", "21", "1995-03-03", 3),
	"weiss":     neu("weiss", "Herr", "Björn", "Weiß", "Gartenweg", "3", "1977-08-14", 1),
	"koehler":   neu("koehler", "Herr", "Sören", "Köhler", "Schulstraße", "16", "1969-10-21", 1),
	"schaefer":  neu("schaefer", "Frau", "Käthe", "Schäfer", "Am Wehr", "11", "1944-06-06", 1),
	"goetz":     neu("goetz", "Herr", "Ömer", "Götz", "Brückenstraße", "27", "1998-04-01", 3),
	"ivanova":   neu("ivanova", "Frau", "Darja", "Iwanowa", "Neuer Weg", "8", "1987-01-15", 3),
	"oconnor":   neu("oconnor", "Herr", "Séamus", "O’Connor", "Hafengasse", "14", "1974-12-24", 1),
	"dangelo":   neu("dangelo", "Frau", "Chiara", "D’Angelo", "Mühlenstraße", "2", "1992-02-09", 3),
	"huebner":   neu("huebner", "Herr", "Günter", "Hübner", "Feldstraße", "60", "1951-07-29", 1),
	"boelling":  neu("boelling", "Frau", "Maike", "Bölling", "Feldstraße", "62", "1989-05-25", 4),
	"petrovic":  neu("petrovic", "Herr", "Đorđe", "Petrović", "Neuer Weg", "10", "1983-03-18", 3),
	"lefevre":   neu("lefevre", "Frau", "Zoé", "Lefèvre", "Am Stadtgraben", "3", "1996-10-10", 1),
	"zander":    neu("zander", "Herr", "Fritz", "Zander", "Rosenweg", "22", "1962-09-09", 1),
	"hoffmann":  neu("hoffmann", "Frau", "Ruth", "Hoffmann", "Schulstraße", "1", "1970-08-30", 3),
	"arslan":    neu("arslan", "Herr", "İbrahim", "Arslan", "Bahnhofstraße", "33", "1980-06-16", 3),
	"kramer":    neu("kramer", "Frau", "Lieselotte", "Krämer", "Kirchgasse", "19", "1938-11-11", 1),
	"schroeder": neu("schroeder", "Herr", "Kai-Uwe", "Schröder", "Brückenstraße", "4", "1975-01-02", 3),
	"hansen": firma("hansen-toechter", "Dachdeckerei Hansen & Töchter OHG", "Frau", "Wiebke", "Hansen",
		"Gewerbering", "5"),
	"geruestbau": firma("nordgeruest", "Nordgerüst Müßig GmbH & Co. KG", "Herr", "Ralf", "Müßig", "Gewerbering", "12"),
	"linde": firma("gasthaus-linde", "Gasthaus Zur Alten Linde e. K.", "Herr", "Ottokar",
		"Süß", "Marktplatz", "9"),
	"bella": firma("bella-vista", "Eiscafé Bella Vista – Inh. D’Angelo", "Frau", "Chiara", "D’Angelo",
		"Mühlenstraße", "2"),
	"baeckerei": firma("baeckerei-gruenspan", "Bäckerei Grünspan GmbH", "Frau", "Hedwig", "Grünspan",
		"Lange Straße", "1"),
	"bosporus": firma("bosporus-grill", "Bosporus Grill UG (haftungsbeschränkt)", "Herr", "Çağlar", "Özdemir",
		"Bahnhofstraße", "3"),
	"pierogarnia": firma("pierogarnia", "Pierogarnia Wójcik & Söhne GbR", "Herr", "Łukasz", "Wójcik",
		"Hafengasse", "20"),
	"brauhaus": firma("brauhaus-lf", "Brauhaus Lindenfurt KG", "Frau", "Änne", "Brüggemann", "Am Wehr", "1"),
	"theater":  firma("theaterverein", "Theaterverein Lindenfurt e. V.", "Herr", "Gero", "Ludwig", "Schulstraße", "8"),
	"zirkus":   firma("zirkus-sternenzelt", "Zirkus Sternenzelt", "Frau", "Romy", "Älbler", "Winterquartier", "1"),
	"partei":   firma("buergerliste-lf", "Bürgerliste Lindenfurt", "Herr", "Holger", "Jäger", "Neuer Weg", "30"),
	"tiefbau":  firma("rohrnetz-ost", "Rohrnetz Ost Tiefbau GmbH", "Herr", "Steffen", "Groß", "Gewerbering", "18"),
	"umzug":    firma("moebel-flink", "Möbel-Flink Umzüge GmbH", "Frau", "Małgorzata", "Zielińska", "Gewerbering", "3"),
	"kita":     firma("kita-apfelbaum", "Kita Apfelbäumchen gGmbH", "Frau", "Jule", "Böttcher", "Gartenweg", "30"),
	"fahrrad":  firma("radhaus", "Radhaus Lindenfurt GmbH", "Herr", "Jens", "Kühn", "Marktplatz", "15"),
}

// Postfaecher are the mailboxes of all applicants.
func Postfaecher() (ids []string) {
	for _, p := range leute {
		if p.Postfach != "" {
			ids = append(ids, p.Postfach)
		}
	}
	return ids
}
