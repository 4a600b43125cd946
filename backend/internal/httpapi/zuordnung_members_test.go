package httpapi_test

import (
	"reflect"
	"slices"
	"strings"
	"testing"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/httpapi/api"
)

func jsonNamen(t reflect.Type) []string {
	var out []string
	for i := range t.NumField() {
		name, _, _ := strings.Cut(t.Field(i).Tag.Get("json"), ",")
		out = append(out, name)
	}
	slices.Sort(out)
	return out
}

// Every member of a mapping, changed alone, is in the contract, is saved, and is what the next draft begins with.
func TestEveryMemberOfAZuordnungIsSavedAlone(t *testing.T) {
	typ := reflect.TypeFor[casework.Zuordnung]()
	if contract := jsonNamen(reflect.TypeFor[api.ZuordnungInhalt]()); !slices.Equal(jsonNamen(typ), contract) {
		t.Errorf("the contract has %v, a mapping %v", contract, jsonNamen(typ))
	}
	o := open(t)
	o.musterOf(o.hund())
	fest := []string{"Formular", "Version", "Datenschema"} // the draft is of them; a file or a schema sets the last
	for i := range typ.NumField() {
		name := typ.Field(i).Name
		if slices.Contains(fest, name) {
			continue
		}
		z := o.entwurf("neutral", "hund-neu", "")
		vorher := z.Inhalt
		set(t, reflect.ValueOf(&z.Inhalt).Elem().Field(i))
		want := z.Inhalt
		if reflect.DeepEqual(vorher, want) {
			t.Fatalf("%s was not changed", name)
		}
		o.save(z).Is(200)
		var saved zuordnungJSON
		o.adm.Get("/api/v1/zuordnungen/" + z.ID).Is(200).JSON(&saved)
		if !reflect.DeepEqual(saved.Inhalt, want) || saved.Stand != z.Stand+1 {
			t.Errorf("%s: saved %+v, want %+v", name, saved.Inhalt, want)
		}
		saved.Inhalt = vorher
		o.save(&saved).Is(200)
	}
	z := o.aktiv(func(z *zuordnungJSON) { z.Inhalt.Anhalten, z.Inhalt.Titel = true, "Hund" })
	if next := o.entwurf("neutral", "hund-neu", ""); !reflect.DeepEqual(next.Inhalt, z.Inhalt) || next.ID == z.ID {
		t.Errorf("the next draft begins with %+v", next.Inhalt)
	}
}

func set(t *testing.T, v reflect.Value) {
	t.Helper()
	switch v.Kind() {
	case reflect.String:
		v.SetString("12345678901234") // also a key of the LeiKa
	case reflect.Bool:
		v.SetBool(!v.Bool())
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 1, 1))
		set(t, v.Index(0))
	case reflect.Map:
		wert := reflect.New(v.Type().Elem()).Elem()
		set(t, wert)
		v.Set(reflect.MakeMap(v.Type()))
		v.SetMapIndex(reflect.ValueOf("feld").Convert(v.Type().Key()), wert)
	case reflect.Struct:
		for i := range v.NumField() {
			set(t, v.Field(i))
		}
	default:
		t.Fatalf("no value for %s yet", v.Type())
	}
}

// A field that became a list, a group or a single value is no longer read: the caseworker is told, and with "anhalten"
// the delivery waits until the mapping is mended.
func TestAChangedFormIsToldOrHeld(t *testing.T) {
	hunde := replace(`"typ":"liste","felder":[{"name":"1","typ":"gruppe","felder":[{"name":"rufname","typ":"text","text":"Knut"},{"name":"rasse","label":"Rasse","typ":"text","text":"Dackel"}]}]`,
		`"label":"Hunde","typ":"text","text":"Knut, ein Dackel"`)
	o := open(t)
	o.musterOf(o.hund())
	z := o.aktiv(nil)
	if a := o.hund(hunde); !slices.Contains(a.hinweise(), "form_changed") {
		t.Errorf("%v", a.hinweise())
	}
	next := o.entwurf("neutral", "hund-neu", "")
	next.Inhalt.Anhalten = true
	o.save(next).Is(200).JSON(next)
	o.activate(next, true).Is(200)
	if next.ID == z.ID {
		t.Fatal("the active one was changed")
	}
	o.Form("neutral").Do("POST", "/eingang/neutral", "application/json",
		strings.NewReader(hunde(lieferung("form")))).Is(200)
	rows := o.eingaenge()
	if got := rows[len(rows)-1]; got != "klaerfall form_changed" {
		t.Errorf("%q", rows)
	}
	if text := o.eines("select detail from eingang where grund = 'form_changed'"); !strings.Contains(text,
		"„hunde“ hat eine andere Form") {
		t.Errorf("%q", text)
	}
}
