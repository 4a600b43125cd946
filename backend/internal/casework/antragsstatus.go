package casework

// Antragsstatus is how an application stands, in the words a status monitor has: "eingegangen", "in_bearbeitung",
// "mitwirkung" (something is wanted of the applicant) or "abgeschlossen"; "" = not to be told.
func Antragsstatus(status Status, offen bool) string {
	switch {
	case status == Beschieden, status == Abgeschlossen:
		return "abgeschlossen"
	case offen && status.IsOffen():
		return "mitwirkung"
	case status == Neu, status == Angenommen:
		return "eingegangen"
	case status == InBearbeitung:
		return "in_bearbeitung"
	}
	return ""
}
