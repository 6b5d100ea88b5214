package accepted

import "jaarcijfers/pipeline/contract"

// Folder holds the accepted state in a data folder; Copies in it the files as they
// were accepted, and FiguresFile the figures that the report showed.
const (
	Folder      = contract.AcceptedFolder
	Copies      = Folder + "/files"
	FiguresFile = Folder + "/figures.csv"
	// RegisterFile is the register of changes.
	RegisterFile = "changes.csv"
)
