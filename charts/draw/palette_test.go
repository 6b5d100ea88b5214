package draw

import (
	"math"
	"strconv"
	"testing"
)

// linear gives the linear red, green and blue of #rrggbb (sRGB, IEC 61966-2-1).
func linear(t *testing.T, colour string) [3]float64 {
	t.Helper()
	var out [3]float64
	for i := range out {
		n, err := strconv.ParseUint(colour[1+2*i:3+2*i], 16, 8)
		if err != nil {
			t.Fatal(err)
		}
		c := float64(n) / 255
		if c <= 0.04045 {
			out[i] = c / 12.92
		} else {
			out[i] = math.Pow((c+0.055)/1.055, 2.4)
		}
	}
	return out
}

// contrast is the ratio of WCAG 2.2, from 1 to 21.
func contrast(a, b [3]float64) float64 {
	l := func(c [3]float64) float64 { return 0.2126*c[0] + 0.7152*c[1] + 0.0722*c[2] }
	x, y := l(a), l(b)
	return (max(x, y) + 0.05) / (min(x, y) + 0.05)
}

func TestContrastOfKnownPairs(t *testing.T) {
	// Black on white is 21:1 by definition; #767676 on white is the well-known 4.54.
	if got := contrast(linear(t, "#000000"), linear(t, "#ffffff")); math.Abs(got-21) > 1e-9 {
		t.Errorf("got %v", got)
	}
	if got := contrast(linear(t, "#767676"), linear(t, "#ffffff")); math.Abs(got-4.54) > 0.005 {
		t.Errorf("got %v", got)
	}
}

// WCAG 2.2: text 4.5 to 1 (1.4.3), marks 3 to 1 (1.4.11).
func TestPaletteHasContrast(t *testing.T) {
	for name, p := range map[string]Palette{"light": Light, "dark": Dark} {
		for _, role := range roles {
			if p[role] == "" {
				t.Fatalf("%s has no %s", name, role)
			}
		}
		need := func(a, b string, ratio float64) {
			if got := contrast(linear(t, p[a]), linear(t, p[b])); got < ratio {
				t.Errorf("%s: %s on %s is %.2f, needs %.1f", name, a, b, got, ratio)
			}
		}
		for _, role := range []string{"text", "muted", "break"} {
			need(role, "surface", 4.5)
		}
		for _, role := range []string{"c1", "c2", "c3", "c4", "axis"} {
			need(role, "surface", 3)
		}
		for _, role := range []string{"c1", "c2", "c3", "c4"} { // figures stand on bars
			need("surface", role, 4.5)
		}
		for i, role := range []string{"h1", "h2", "h3", "h4"} {
			need(HeatText[i], role, 4.5)
		}
	}
}

// deficiencies are the matrices of Machado, Oliveira and Fernandes (2009) for
// severity 1.0, on linear RGB.
var deficiencies = map[string][9]float64{
	"none":         {1, 0, 0, 0, 1, 0, 0, 0, 1},
	"protanopia":   {0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998},
	"deuteranopia": {0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.011820, 0.042940, 0.968881},
	"tritanopia":   {1.255528, -0.076749, -0.178779, -0.078411, 0.930809, 0.147602, 0.004733, 0.691367, 0.303900},
}

// lab gives CIE L*a*b* (D65) of linear RGB.
func lab(c [3]float64) [3]float64 {
	f := func(t float64) float64 {
		if t > 216.0/24389 {
			return math.Cbrt(t)
		}
		return (24389.0/27*t + 16) / 116
	}
	x := f((0.4124564*c[0] + 0.3575761*c[1] + 0.1804375*c[2]) / 0.95047)
	y := f(0.2126729*c[0] + 0.7151522*c[1] + 0.0721750*c[2])
	z := f((0.0193339*c[0] + 0.1191920*c[1] + 0.9503041*c[2]) / 1.08883)
	return [3]float64{116*y - 16, 500 * (x - y), 200 * (y - z)}
}

// The first two series, the only ones that stand on each other, are told apart
// under every deficiency: a distance (CIE 1976) of 20 is plain at a glance.
func TestStackedColoursAreToldApart(t *testing.T) {
	for name, p := range map[string]Palette{"light": Light, "dark": Dark} {
		for deficiency, m := range deficiencies {
			see := func(role string) [3]float64 {
				c := linear(t, p[role])
				var out [3]float64
				for i := range out {
					out[i] = min(1, max(0, m[3*i]*c[0]+m[3*i+1]*c[1]+m[3*i+2]*c[2]))
				}
				return lab(out)
			}
			a, b := see("c1"), see("c2")
			distance := math.Sqrt((a[0]-b[0])*(a[0]-b[0]) + (a[1]-b[1])*(a[1]-b[1]) + (a[2]-b[2])*(a[2]-b[2]))
			if distance < 20 {
				t.Errorf("%s, %s: %.1f", name, deficiency, distance)
			}
		}
	}
}

// A live chart finds its dark colours by its light ones, so no two roles may
// share one.
func TestEveryRoleHasAColourOfItsOwn(t *testing.T) {
	if got := len(DarkColours()); got != len(roles) {
		t.Errorf("%d colours for %d roles", got, len(roles))
	}
}
