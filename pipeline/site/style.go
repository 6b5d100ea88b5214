package site

import (
	"fmt"
	"io/fs"
	"slices"

	"jaarcijfers/pipeline/site/housestyle"
)

// stylesheet is the place of the stylesheet in the release.
const stylesheet = "assets/style.css"

// logoFile is the place of the logo of who publishes.
const logoFile = "assets/logo.svg"

// Stylesheet is that of the pages. It begins with the tokens that a house style overrides.
func Stylesheet() ([]byte, error) {
	style, err := fs.ReadFile(embedded, stylesheet)
	if err != nil {
		return nil, fmt.Errorf("read stylesheet: %w", err)
	}
	return style, nil
}

// styled is the stylesheet with the tokens of a house style after its own, so that paper
// overrides both.
func styled(house housestyle.Style) ([]byte, error) {
	style, err := Stylesheet()
	if err != nil || len(house.Tokens) == 0 {
		return style, err
	}
	ground, err := housestyle.NewGround(style, nil, nil)
	if err != nil {
		return nil, err
	}
	return slices.Concat(style[:ground.End], house.Tokens, style[ground.End:]), nil
}
