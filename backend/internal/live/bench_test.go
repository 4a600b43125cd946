package live

import (
	"fmt"
	"sync"
	"testing"

	"github.com/google/uuid"

	"kontor/backend/internal/casework"
)

// BenchmarkBroadcast measures one event to 1,000 browsers of one tenant, of which a tenth may see it.
func BenchmarkBroadcast(b *testing.B) {
	for _, units := range []int{1, 10} {
		b.Run(fmt.Sprintf("1000 clients, 1 of %d sees it", units), func(b *testing.B) {
			o := newOffice()
			h, address := o.replica(b, normal)
			var told sync.WaitGroup
			for i := range 1000 {
				unit := fmt.Sprint(i % units)
				tab := open(b, address, o.person(fmt.Sprint("p", i), casework.RolleSachbearbeitung, unit))
				go func() {
					for {
						_, data, err := tab.conn.ReadMessage()
						if err != nil {
							return
						}
						if string(data) != `{"art":"ansichten"}` {
							told.Done()
						}
					}
				}()
			}
			m := casework.Meldung{Art: "vorgang", Mandant: o.mandant, Version: 1, Einheit: "0", Status: casework.Neu}
			b.ReportAllocs()
			for b.Loop() {
				m.Vorgang = uuid.New()
				told.Add(1000 / units)
				h.Broadcast(m)
				told.Wait()
			}
		})
	}
}
