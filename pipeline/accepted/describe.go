package accepted

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
	"time"
)

// ErrNoFile says that a file to accept is not one that has changed.
var ErrNoFile = errors.New("not a changed file of the descriptor")

// SetFile writes size and hash of the content of a file into its resource in the text of
// a descriptor; an entry that lacks them gets them after its path. The rest stays byte for
// byte. The error is ErrNoFile when the descriptor does not name the file.
func SetFile(text []byte, file string, content []byte) ([]byte, error) {
	sum, found := sha256.Sum256(content), false
	changed, _, err := withValue(text, "resources", func(list []byte) ([]byte, error) {
		items, err := itemsOf(list)
		if err != nil {
			return nil, err
		}
		for _, item := range items {
			raw := list[item.start:item.end]
			var r struct{ Path string }
			if json.Unmarshal(raw, &r) != nil || r.Path != file {
				continue
			}
			found = true
			named, err := withMember(raw, "hash", `"sha256:`+hex.EncodeToString(sum[:])+`"`, "path")
			if err == nil {
				named, err = withMember(named, "bytes", strconv.Itoa(len(content)), "path")
			}
			return spliced(list, item.start, item.end, string(named)), err
		}
		return list, nil
	})
	switch {
	case err != nil:
		return nil, fmt.Errorf("read descriptor: %w", err)
	case !found:
		return nil, fmt.Errorf("accept %s: %w", file, ErrNoFile)
	}
	return changed, nil
}

// AddEntry puts a resource behind another in the text of a descriptor, or behind the last
// when there is none of that name. write gives its text; it is handed that of the other,
// without size and hash, or nil. The rest stays byte for byte.
func AddEntry(text []byte, after string, write func(like []byte) ([]byte, error)) ([]byte, error) {
	changed, ok, err := withValue(text, "resources", func(list []byte) ([]byte, error) {
		items, err := itemsOf(list)
		if err != nil {
			return nil, err
		}
		var like []byte
		end, space := bytes.LastIndexByte(list, ']'), "\n"
		if len(items) > 0 {
			last := items[len(items)-1]
			end = last.end
		}
		for _, item := range items {
			var r struct{ Name string }
			if raw := list[item.start:item.end]; json.Unmarshal(raw, &r) == nil && r.Name == after {
				like, end = raw, item.end
			}
		}
		if len(items) > 0 {
			before := list[:items[0].start]
			space = string(before[bytes.LastIndexByte(before, '[')+1:])
		}
		for _, member := range []string{"bytes", "hash"} {
			if like != nil {
				if like, err = withoutMember(like, member); err != nil {
					return nil, err
				}
			}
		}
		entry, err := write(like)
		if err != nil {
			return nil, err
		}
		if len(items) > 0 {
			space = "," + space
		}
		return spliced(list, end, end, space+string(entry)), nil
	})
	if err == nil && !ok {
		err = ErrNoFile
	}
	if err != nil {
		return nil, fmt.Errorf("add to descriptor: %w", err)
	}
	return changed, nil
}

// SetMember gives the text of a resource in which a word has a value, written as JSON.
func SetMember(entry []byte, word, value string) ([]byte, error) {
	return withMember(entry, word, value, "name")
}

// setSeal writes the seal of an accepted state into the text of a descriptor. The
// rest stays byte for byte.
func setSeal(text []byte, seal string) ([]byte, error) {
	hash := `{"hash": "` + seal + `"}`
	changed, ok, err := withValue(text, "jaarcijfers", func(ours []byte) ([]byte, error) {
		changed, ok, err := withValue(ours, "accepted", func(accepted []byte) ([]byte, error) {
			return withMember(accepted, "hash", `"`+seal+`"`, "")
		})
		if err != nil || ok {
			return changed, err
		}
		return withMember(ours, "accepted", hash, "")
	})
	if err == nil && !ok {
		changed, err = withMember(text, "jaarcijfers", "{\n    \"accepted\": "+hash+"\n  }", "")
	}
	if err != nil {
		return nil, fmt.Errorf("read descriptor: %w", err)
	}
	return changed, nil
}

// ErrNoVersion says that the descriptor does not name its version.
var ErrNoVersion = errors.New("the descriptor does not name its version")

// setVersion writes the version of the data into the text of a descriptor.
func setVersion(text []byte, version string) ([]byte, error) {
	changed, ok, err := withValue(text, "version", func([]byte) ([]byte, error) { return json.Marshal(version) })
	switch {
	case err != nil:
		return nil, fmt.Errorf("write version: %w", err)
	case !ok:
		return nil, ErrNoVersion
	}
	return changed, nil
}

// setDay writes the day that the data are of into the text of a descriptor that names
// one; the rest stays byte for byte. The error says that date is no day.
func setDay(text []byte, date string) ([]byte, error) {
	day, err := time.Parse(time.DateOnly, date)
	if err != nil {
		return nil, fmt.Errorf("read day: %w", err)
	}
	changed, _, err := withValue(text, "created", func([]byte) ([]byte, error) { return json.Marshal(day) })
	if err != nil {
		return nil, fmt.Errorf("write day: %w", err)
	}
	return changed, nil
}
