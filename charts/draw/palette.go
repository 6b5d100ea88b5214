package draw

import (
	"fmt"
	"strings"
)

// A Palette gives each role its colour, as #rrggbb.
type Palette map[string]string

// The roles that a drawing uses; see the package comment.
var roles = []string{
	"c1", "c2", "c3", "c4", "s2", "s3", "s4", "h1", "h2", "h3", "h4", "text", "muted", "axis", "grid", "break", "margin", "marking", "surface",
}

// Light is for paper and light screens: dark series on white.
var Light = Palette{
	"c1": "#154273", "c2": "#c2570c", "c3": "#12756b", "c4": "#7b3fa0",
	"s2": "#8f3f08", "s3": "#0a4f48", "s4": "#552a70",
	"h1": "#e6eef8", "h2": "#b9d0ec", "h3": "#3d6ea8", "h4": "#14365f",
	"text": "#1b1f24", "muted": "#50575f", "axis": "#767d86", "grid": "#dfe3e8", "break": "#a3123c", "margin": "#333a42", "marking": "#8a1f11", "surface": "#ffffff",
}

// Dark is for dark screens: the same roles, light on near black.
var Dark = Palette{
	"c1": "#8ab8f0", "c2": "#f0994f", "c3": "#56c9b8", "c4": "#cf9cf0",
	"s2": "#ffc694", "s3": "#a5ece1", "s4": "#e9d0fb",
	"h1": "#1c2a3d", "h2": "#2a4a75", "h3": "#7fb0ea", "h4": "#cfe2fb",
	"text": "#eceff3", "muted": "#b4bbc4", "axis": "#8a929c", "grid": "#2c333c", "break": "#ff8fa8", "margin": "#d3d9e0", "marking": "#ffb4a2", "surface": "#14181d",
}

// HeatText are the roles of words on the cells of a heat table, by the step of the
// cell: the text colour on light ones, that of the surface on dark ones.
var HeatText = [4]string{"text", "text", "surface", "surface"}

// DarkColours gives for each colour of a drawing the one that its role has on a
// dark screen, for the live chart, which has no classes.
func DarkColours() map[string]string {
	colours := map[string]string{}
	for role, colour := range Light {
		colours[colour] = Dark[role]
	}
	return colours
}

// CSS gives the rules that turn a drawing in a page dark, or to the colours that
// a reader's system forces. Light needs none: its colours stand in the drawing.
func CSS() string {
	var b strings.Builder
	b.WriteString(".jc-chart { display: block; width: 100%; height: auto; }\n@media (prefers-color-scheme: dark) {\n  @media screen {\n")
	for _, role := range roles {
		fmt.Fprintf(&b, "    .jc-chart .jc-%s { fill: %s; }\n    .jc-chart .jc-%s-line { stroke: %s; }\n", role, Dark[role], role, Dark[role])
	}
	b.WriteString("  }\n}\n@media (forced-colors: active) {\n  .jc-chart { forced-color-adjust: none; }\n")
	for _, role := range roles {
		colour := map[string]string{"surface": "Canvas", "h1": "Canvas", "h2": "Canvas", "h3": "CanvasText", "h4": "CanvasText", "grid": "GrayText", "s2": "GrayText", "s3": "GrayText", "s4": "GrayText"}[role]
		if colour == "" {
			colour = "CanvasText"
		}
		fmt.Fprintf(&b, "  .jc-chart .jc-%s { fill: %s; }\n  .jc-chart .jc-%s-line { stroke: %s; }\n", role, colour, role, colour)
	}
	b.WriteString("}\n")
	return b.String()
}
