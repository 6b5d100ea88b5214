package ingest

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"

	"jaarcijfers/pipeline/contract"
	"jaarcijfers/pipeline/source/extract"
)

// find reads the contract and corrections, and says which file holds what.
func (x *ingestion) find(context.Context) error {
	shape, err := fs.Sub(x.Data, contract.ExtractFolder)
	if err != nil {
		return fmt.Errorf("find contract of extract: %w", err)
	}
	var all, found []contract.Violation
	if x.pkg, found, err = contract.LoadShape(shape); err != nil {
		return fmt.Errorf("load contract of extract: %w", err)
	}
	for i := range found {
		found[i].File = filepath.Join(contract.ExtractFolder, found[i].File)
	}
	if all = append(all, found...); x.pkg == nil || len(found) > 0 {
		return x.stop(all)
	}
	if x.corrections, found, err = extract.LoadCorrections(x.Data, x.pkg, x.Reasons); err != nil {
		return err
	}
	all = append(all, found...)
	if today := x.Today; !today.IsZero() {
		all = append(all, x.corrections.After(today)...)
	}
	if x.delivery, found, err = extract.Find(x.Path, x.pkg); err != nil {
		return err
	}
	x.sources = x.delivery.Sources
	if err := x.stop(all); err != nil {
		return errors.Join(err, x.stop(found))
	}
	return x.collect(found)
}
