package site

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"html/template"
)

// early is the script that runs before a page is shown.
const early = "assets/early.js"

// What a page carries in itself, with the hashes by which its policy lets it in. On a slow
// line each file that must come before anything is shown takes as long as the page itself.
type carried struct {
	Style                 template.CSS
	Script                template.JS
	StyleHash, ScriptHash string
}

// carry takes the stylesheet and the early script from the files of a release. They stand in
// a page without blank lines, as all of it does.
func carry(files map[string][]byte) *carried {
	style, script := bytes.TrimSpace(tidy(files[stylesheet])), bytes.TrimSpace(tidy(files[early]))
	return &carried{
		Style: template.CSS(style), Script: template.JS(script), StyleHash: hashSource(style), ScriptHash: hashSource(script),
	}
}

// hashSource lets a text that stands in a page through its policy.
func hashSource(text []byte) string {
	hash := sha256.Sum256(text)
	return "'sha256-" + base64.StdEncoding.EncodeToString(hash[:]) + "'"
}
