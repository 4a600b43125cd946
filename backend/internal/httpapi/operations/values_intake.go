package operations

import (
	"github.com/google/uuid"

	"kontor/backend/internal/casework"
)

// page cuts a list that was read with one line more than a page has. nach is where the next page begins,
// nil on the last one.
func page[T any](rows []T, size int, id func(T) uuid.UUID) (lines []T, nach *string) {
	if len(rows) <= size {
		return rows, nil
	}
	last := id(rows[size-1]).String()
	return rows[:size], &last
}

// nachID reads the keyset position of a list by id.
func nachID(nach string) (*uuid.UUID, error) {
	if nach == "" {
		return nil, nil
	}
	id, err := uuid.Parse(nach)
	if err != nil {
		return nil, casework.FailField("nach", "unknown")
	}
	return &id, nil
}
