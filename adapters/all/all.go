// Package all is the one list of compiled-in adapters. A new adapter is one folder and one line here.
package all

import (
	"kontor/adapters"
	"kontor/adapters/fim"
	"kontor/adapters/formcycle"
	"kontor/adapters/formsolutions"
	"kontor/adapters/gover"
	"kontor/adapters/intelliform"
	"kontor/adapters/neutral"
	"kontor/adapters/ozgcloud"
)

// Adapters returns every adapter, in the order they are shown.
func Adapters() []adapters.Adapter {
	return []adapters.Adapter{
		intelliform.New(),
		formsolutions.New(),
		formcycle.New(),
		ozgcloud.New(),
		gover.New(),
		fim.New(),
		neutral.New(),
	}
}

// Find returns the adapter of that name.
func Find(name string) (adapters.Adapter, bool) {
	for _, a := range Adapters() {
		if a.Name() == name {
			return a, true
		}
	}
	return nil, false
}

// ByName returns the adapters keyed by their names.
func ByName() map[string]adapters.Adapter {
	out := map[string]adapters.Adapter{}
	for _, a := range Adapters() {
		out[a.Name()] = a
	}
	return out
}
