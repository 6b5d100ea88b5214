package site

import "testing"

func TestTheSecurityFileNamesTheContact(t *testing.T) {
	// The fields are those that RFC 9116 asks for; 2026-11-23 is the day of the data.
	const rest = "Expires: 2027-11-22T00:00:00Z\nPreferred-Languages: nl, en\n"
	for _, c := range []struct {
		contact Party
		want    string
	}{
		{Party{Name: "De Balie", Email: "balie@example.org", Page: "https://example.org"}, "Contact: mailto:balie@example.org\n" + rest},
		{Party{Name: "De Balie", Page: "https://example.org/contact"}, "Contact: https://example.org/contact\n" + rest},
		{Party{Name: "De Balie", Page: "http://example.org/contact"}, ""},
		{Party{Name: "De Balie"}, ""},
		{Party{}, ""},
	} {
		in := testInput()
		in.Contact = c.contact
		if have := string(written(t, in)[securityPath]); have != c.want {
			t.Errorf("%+v: %q, want %q", c.contact, have, c.want)
		}
	}
}
