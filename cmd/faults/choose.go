package main

import (
	"path"

	"jaarcijfers/cmd/faults/tracer"
)

// likeness is what makes two calls alike: pages of a site are written by the same lines of the
// program, and so are the blocks of a database.
type likeness struct{ name, folder, kind string }

// choose gives the calls to fail, each with the kinds of fault that it can have. Of calls that are
// alike it takes the first and the last; of what is left one in so many.
func choose(calls []tracer.Call, thin int) []tracer.Fault {
	var all []tracer.Fault
	for _, fault := range ends(calls) {
		for _, kind := range tracer.Kinds {
			if needsRoom := kind == tracer.ENOSPC || kind == tracer.Full; needsRoom && !fault.Call.Grows {
				continue
			}
			fault.Kind = kind
			all = append(all, fault)
		}
	}
	var out []tracer.Fault
	for i := 0; i < len(all); i += thin {
		out = append(out, all[i])
	}
	return out
}

// ends gives the first and the last call of each likeness, in order.
func ends(calls []tracer.Call) []tracer.Fault {
	nth := map[tracer.Call]int{}
	alike := map[likeness][]tracer.Fault{}
	var order []likeness
	for _, call := range calls {
		nth[call]++
		key := likeness{call.Name, path.Dir(call.Path), path.Ext(call.Path)}
		if alike[key] == nil {
			order = append(order, key)
		}
		alike[key] = append(alike[key], tracer.Fault{Call: call, Nth: nth[call]})
	}
	var out []tracer.Fault
	for _, key := range order {
		out = append(out, alike[key][0])
		if last := len(alike[key]) - 1; last > 0 {
			out = append(out, alike[key][last])
		}
	}
	return out
}
