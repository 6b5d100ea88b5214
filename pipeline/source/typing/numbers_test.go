package typing

import (
	"testing"

	"jaarcijfers/pipeline/contract"
)

func TestPlainNumberTakesOnlyTheContractsWay(t *testing.T) {
	for text, want := range map[string]string{
		"1.234": "1234", "12.345.678,9": "12345678.9", "-0,5": "-0.5", "1234": "1234",
		"1.23": "", "1.2345": "", ".123": "", "1,": "", ",5": "", "1,2,3": "", "": "", "-": "", "1.234.5": "",
	} {
		got, ok := plainNumber(text, ",", ".")
		if got != want || ok != (want != "") {
			t.Errorf("plainNumber(%q) = %q, %v; want %q", text, got, ok, want)
		}
	}
}

// What a message proposes is taken when it is written so.
func TestWhatAMessageProposesIsTaken(t *testing.T) {
	number := contract.Field{Name: "n", Type: contract.Number, DecimalChar: "."}
	for _, text := range []string{"9.000", "12.345", "1,5", "9,125", ".5", "5.", "007", "1e3", "1.234,5", "-9.000"} {
		v := notPlain(ruleNumber, ".", text)
		proposed := []string{v.Suggestion}
		if v.Rule == ruleAmbiguous {
			proposed = append(proposed, v.Expected)
		}
		for _, plain := range proposed {
			if _, fault := parseNumber(number, plain); fault.Rule != "" {
				t.Errorf("%s: %s is not taken: %s", text, plain, fault.Rule)
			}
			if _, _, doubt := doubtful(number, plain); doubt {
				t.Errorf("%s: %s is in doubt itself", text, plain)
			}
		}
	}
}
