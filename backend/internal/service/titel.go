package service

import (
	"kontor/backend/internal/casework"
	"kontor/workflow"
)

// Titel is what an applicant knows the procedure by: its title, or that of a form nobody described.
func Titel(def *workflow.Definition, antrag *casework.Antrag) string {
	if def.Name == StandardVerfahren && antrag.Formular.Titel != "" {
		return antrag.Formular.Titel
	}
	return def.Meta.Titel
}
