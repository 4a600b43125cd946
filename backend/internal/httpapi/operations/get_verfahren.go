package operations

import (
	"cmp"
	"context"
	"time"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/httpapi/api"
	"kontor/workflow"
)

// GetVerfahren GET /api/v1/verfahren/{name}/{stand}
func (o Operations) GetVerfahren(
	c context.Context, r api.GetVerfahrenRequestObject,
) (api.GetVerfahrenResponseObject, error) {
	ctx, a := asked(c)
	d, err := o.Services.Vorgang.GetVerfahren(ctx, a, r.Name, r.Stand)
	if err != nil {
		return nil, err
	}
	m := d.Meta
	rb := casework.BestimmeRechtsbehelf(m.Recht, m.Rechtsbehelf, time.Now())
	return api.GetVerfahren200JSONResponse{
		Name: d.Name, Stand: d.Version, Titel: m.Titel, Kurz: m.Kurz, Vertrauensniveau: m.Vertrauensniveau,
		Unterlagen: list(m.Unterlagen, unterlageOf),
		Textbausteine: list(m.Textbausteine, func(t workflow.Textbaustein) api.Baustein {
			return api.Baustein{Kennung: t.Kuerzel, Titel: t.Titel, Text: t.Text}
		}),
		Gruende: list(m.Bescheid.Gruende, func(g workflow.Grund) api.Baustein {
			return api.Baustein{Kennung: g.Kennung, Titel: g.Titel, Text: g.Text, Ergebnis: g.Ergebnis}
		}),
		Auflagen: list(m.Bescheid.Auflagen, func(x workflow.Auflage) api.Baustein {
			return api.Baustein{Kennung: x.Kennung, Titel: x.Titel, Text: x.Text, Art: cmp.Or(x.Art, "auflage")}
		}),
		GebuehrRechtsgrundlage: m.Bescheid.Gebuehr.Rechtsgrundlage, Rechtsbehelf: rb.Text,
		Anhoerungsgruende: list(casework.Anhoerungsgruende(m.Recht), func(g casework.Anhoerungsgrund) api.Anhoerungsgrund {
			return api.Anhoerungsgrund{Grund: api.AnhoerungsgrundGrund(g.Grund), Norm: g.Norm}
		}),
		RechtsbehelfRegel: rb.Regel, RechtsbehelfMonate: rb.Monate,
	}, nil
}

func unterlageOf(u workflow.Unterlage) api.Unterlage {
	return api.Unterlage{Kennung: u.Kennung, Titel: u.Titel, Hinweis: u.Hinweis}
}
