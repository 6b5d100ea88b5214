package site

import (
	"bytes"
	"fmt"
	"strings"
	"time"

	"jaarcijfers/pipeline/messages"
)

// securityPath is the place in the release of the file that says whom to tell of a
// vulnerability (RFC 9116). Who puts the release at the root of a website also puts it
// there as .well-known/security.txt.
const securityPath = "security.txt"

// securityFile is that file, by the contact of the data and for a year from their day.
// It is empty without a contact that can be reached: the file must name one.
func (in Input) securityFile() ([]byte, error) {
	contact := in.Contact.Page
	if in.Contact.Email != "" {
		contact = "mailto:" + in.Contact.Email
	} else if !strings.HasPrefix(contact, "https://") { // which that standard asks for
		return nil, nil
	}
	day, err := time.Parse(time.DateOnly, in.Created)
	if err != nil {
		return nil, fmt.Errorf("write %s: day of the data: %w", securityPath, err)
	}
	var text bytes.Buffer
	_, _ = fmt.Fprintf(&text, "Contact: %s\nExpires: %s\nPreferred-Languages: %s\n", // a buffer takes all that is written to it
		contact, day.AddDate(1, 0, -1).Format(time.RFC3339), strings.Join(messages.Languages, ", "))
	return text.Bytes(), nil
}
