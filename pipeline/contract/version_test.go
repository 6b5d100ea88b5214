package contract

import "testing"

// A version becomes part of the names of a release and its files.
func TestAVersionIsAName(t *testing.T) {
	for text, want := range map[string]bool{
		"2026.2": true, "2026.2-a": true, "7": true, "": false, "../../x": false, "2026.2/../..": false, "2026.2\n": false, "2026..2": false,
		".2": false, "2026.": false, "a b": false, "é": false, "<b>": false, "123456789012345678901234567890123": false, "12345678901234567890123456789012": true,
	} {
		if got := IsVersion(text); got != want {
			t.Errorf("%q is a version: %v", text, got)
		}
	}
}
