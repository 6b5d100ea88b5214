package synth

// The tables of an extract, in the order in which they are written.
const (
	offences = iota
	grounds
	suspects
	disposals
	verdicts
	tables
)

// Names and headers of the tables, as the contract of the extract has them.
var (
	names   = [tables]string{"offences", "grounds", "suspects", "disposals", "verdicts"}
	headers = [tables]string{
		"case_number;offence_number;inflow_date;article;kind;office;place;online;event;cluster;synthetic;offence_date\n",
		"offence_number;ground;synthetic\n",
		"suspect_number;case_number;age_group;sex;synthetic\n",
		"offence_number;disposal_date;disposal;synthetic\n",
		"offence_number;verdict_date;verdict;synthetic\n",
	}
)

// rowEnd ends the rows of every table but offences, and isSynthetic comes before the
// last field of that: synthetic is true.
const (
	rowEnd      = ";true\n"
	isSynthetic = ";true;"
)

// rows holds lines of each table.
type rows [tables][]byte
