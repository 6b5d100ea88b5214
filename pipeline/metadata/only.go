package metadata

import (
	"encoding/json"
	"fmt"
	"slices"
)

// Only gives the text of a descriptor with no other resources than those named, each as it
// was, and without what the package has of our own.
func Only(text []byte, names []string) ([]byte, error) {
	var all struct {
		Schema       json.RawMessage   `json:"$schema,omitempty"`
		Name         json.RawMessage   `json:"name,omitempty"`
		Title        json.RawMessage   `json:"title,omitempty"`
		Description  json.RawMessage   `json:"description,omitempty"`
		Homepage     json.RawMessage   `json:"homepage,omitempty"`
		Version      json.RawMessage   `json:"version,omitempty"`
		Created      json.RawMessage   `json:"created,omitempty"`
		Contributors json.RawMessage   `json:"contributors,omitempty"`
		Licenses     json.RawMessage   `json:"licenses,omitempty"`
		Resources    []json.RawMessage `json:"resources"`
	}
	if err := json.Unmarshal(text, &all); err != nil {
		return nil, fmt.Errorf("read descriptor: %w", err)
	}
	var kept []json.RawMessage
	for _, raw := range all.Resources {
		var r struct{ Name string }
		if err := json.Unmarshal(raw, &r); err != nil {
			return nil, fmt.Errorf("read resource: %w", err)
		}
		if slices.Contains(names, r.Name) {
			kept = append(kept, raw)
		}
	}
	all.Resources = kept
	out, err := json.MarshalIndent(all, "", "  ")
	if err != nil {
		return nil, fmt.Errorf("write descriptor: %w", err)
	}
	return append(out, '\n'), nil
}
