package main

import (
	"encoding/base64"
	"fmt"
	"os"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"jaarcijfers/pipeline"
)

// keyVariable is the variable of the environment that may hold the key of the rows
// of an extract.
const keyVariable = "JAARCIJFERS_KEY"

// extractFlags say which extract stands beside the published figures.
type extractFlags struct {
	path, date, memory, keyFile string
	threads                     int
	allowSynthetic              bool
}

func (p *program) extractFlags(cmd *cobra.Command, e *extractFlags) {
	flags := cmd.Flags()
	flags.StringVar(&e.path, "extract", "", p.say("flag.extract", nil))
	flags.StringVar(&e.date, "extract-date", "", p.say("flag.extract_date", nil))
	flags.BoolVar(&e.allowSynthetic, "allow-synthetic", false, p.say("flag.allow_synthetic", nil))
	flags.StringVar(&e.keyFile, "key-file", "", p.say("flag.key_file", nil))
	flags.StringVar(&e.memory, "memory", "", p.say("flag.memory", nil))
	flags.IntVar(&e.threads, "threads", 0, p.say("flag.threads", nil))
	_ = cmd.MarkFlagFilename("key-file")
}

func (e extractFlags) options() (pipeline.ExtractOptions, error) {
	key, err := e.key()
	return pipeline.ExtractOptions{
		Path: e.path, Date: e.date, Today: time.Now(), Memory: e.memory, Threads: e.threads, Key: key, AllowSynthetic: e.allowSynthetic,
	}, err
}

// key reads the key from its file, or else from the environment; none is no key.
func (e extractFlags) key() (string, error) {
	text := os.Getenv(keyVariable)
	if e.keyFile != "" {
		content, err := os.ReadFile(e.keyFile)
		if err != nil {
			return "", err
		}
		text = string(content)
	}
	text = strings.TrimSpace(text)
	if text == "" {
		return "", nil
	}
	bytes, err := base64.StdEncoding.DecodeString(text)
	if err != nil {
		return "", fmt.Errorf("it is not base64")
	}
	switch len(bytes) {
	case 16, 24, 32:
		return text, nil
	}
	return "", fmt.Errorf("it has %d bytes instead of 16, 24 or 32", len(bytes))
}
