package warehouse

import (
	"context"
	"crypto/hkdf"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"path/filepath"
	"strings"
)

// snapshotKeys give every snapshot a key of its own, derived (HKDF, RFC 5869) from
// the key of the extract and a random salt in the snapshot's name. Two snapshots
// then never share a key, so that it does not matter whether the engine's nonces
// repeat between them: its own randomness is not strong. nil when there is no key.
type snapshotKeys struct {
	master []byte
	known  map[string]bool // salts whose key the engine has
}

func newSnapshotKeys(key string) (*snapshotKeys, error) {
	if key == "" {
		return nil, nil
	}
	master, err := base64.StdEncoding.DecodeString(key)
	if err != nil || len(master) != 16 && len(master) != 24 && len(master) != 32 {
		return nil, fmt.Errorf("key of records: it must be 16, 24 or 32 bytes in base64")
	}
	return &snapshotKeys{master: master, known: map[string]bool{}}, nil
}

func newSalt() string {
	var salt [16]byte
	_, _ = rand.Read(salt[:]) // never fails
	return hex.EncodeToString(salt[:])
}

// SnapshotName is the name for a snapshot: with a new salt when there is a key.
func (r *Records) SnapshotName(name string) string {
	if r.keys == nil {
		return name + ".parquet"
	}
	return name + "-" + newSalt() + ".parquet"
}

// footerKey makes the key of a snapshot known to the engine, and gives its name
// there.
func (r *Records) footerKey(ctx context.Context, path string) (string, error) {
	stem := strings.TrimSuffix(filepath.Base(path), ".parquet")
	salt := stem[strings.LastIndexByte(stem, '-')+1:]
	if r.keys.known[salt] {
		return salt, nil
	}
	key, err := hkdf.Key(sha256.New, r.keys.master, []byte(salt), "jaarcijfers snapshot of records", len(r.keys.master))
	if err != nil {
		return "", fmt.Errorf("derive key of snapshot: %w", err)
	}
	statement := "pragma add_parquet_key(" + literal(salt) + ", " + literal(base64.StdEncoding.EncodeToString(key)) + ")"
	if _, err := r.w.conn.ExecContext(ctx, statement); err != nil {
		return "", fmt.Errorf("give engine the key of a snapshot: it refuses it") // its words would hold the key
	}
	r.keys.known[salt] = true
	return salt, nil
}

// encrypting and decrypting are what the engine is told on writing and on reading
// a snapshot.
func (r *Records) encrypting(ctx context.Context, path string) (string, error) {
	if r.keys == nil {
		return "", nil
	}
	name, err := r.footerKey(ctx, path)
	return ", encryption_config {footer_key: " + literal(name) + "}", err
}

func (r *Records) decrypting(ctx context.Context, path string) (string, error) {
	if r.keys == nil {
		return "", nil
	}
	name, err := r.footerKey(ctx, path)
	return ", encryption_config = {footer_key: " + literal(name) + "}", err
}
