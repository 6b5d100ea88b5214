package export_test

import (
	"testing"

	"pgregory.net/rapid"

	"jaarcijfers/pipeline/export"
)

func TestGuardMarksWhatASpreadsheetWouldCompute(t *testing.T) {
	for _, text := range []string{
		"=1+1", "=HYPERLINK(\"http://x?\"&A1)", "=cmd|' /C calc'!A0", "+1+cmd|'/C calc'!A0", "-1+1", "-2+3+cmd", "@SUM(A1)", "-", "+", "--1", "-Jan",
		"\t=1", "\tx", "\r=1", "\rx", "\nx", " =1", "\u00a0=1", "\u200b=1", "\ufeff=1", "\u202e=1", "\x00=1", "  \t@x",
		"＝1+1", "＋1x", "－1x", "＠SUM", "−x", "-1.5.x", "-inf", "+nan", "-0x10", "'=1", "''=1", "' +x", "-1e", "- 5",
	} {
		if got := export.Guard(text); got != "'"+text {
			t.Errorf("%q became %q", text, got)
		}
	}
}

func TestGuardLeavesNumbersAndOtherTexts(t *testing.T) {
	for _, text := range []string{
		"", "1", "-1", "+1", "-1.5", "-1,5", "-1.234,5", "-1e5", "-12%", "0", "a=b", "a-b", "2024-01-05", "'", "''", "'t Hof", "'s", "–", "…", "#REF", "/x", "[1,2]", "(1)", "1-2", "é",
	} {
		if got := export.Guard(text); got != text {
			t.Errorf("%q became %q", text, got)
		}
	}
}

func TestRestoreGivesEveryTextBack(t *testing.T) {
	texts := rapid.OneOf(rapid.String(), rapid.StringMatching(`['=+@ \t\r-]{0,6}[a-z0-9]{0,2}`))
	rapid.Check(t, func(t *rapid.T) {
		text := texts.Draw(t, "text")
		if got := export.Restore(export.Guard(text)); got != text {
			t.Fatalf("%q came back as %q", text, got)
		}
	})
}
