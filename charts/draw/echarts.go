package draw

import (
	"bytes"
	"context"
	_ "embed" // ECharts is part of the program
	"errors"
	"fmt"

	"github.com/dop251/goja"
)

// EChartsVersion is the version of ECharts that is embedded; package.json asks
// for the same.
const EChartsVersion = "6.1.0"

//go:embed node_modules/echarts/dist/echarts.common.min.js
var echartsScript []byte

//go:embed node_modules/echarts/LICENSE
var echartsLicence []byte

//go:embed node_modules/echarts/NOTICE
var echartsNotice []byte

// What ECharts' own licence refers to is in its file too: parts of D3, ZRender, which it
// draws with, and the helpers of TypeScript.
//
//go:embed node_modules/echarts/licenses/LICENSE-d3
var d3Licence []byte

//go:embed node_modules/zrender/LICENSE
var zrenderLicence []byte

//go:embed node_modules/tslib/LICENSE.txt
var tslibLicence []byte

// ECharts is the library for the live charts of the site: the same that draws
// the still ones.
func ECharts() []byte { return echartsScript }

// EChartsNotice is what must stand beside the library: its licence and notice, and
// the licences of what is in it.
func EChartsNotice() []byte {
	var all bytes.Buffer
	for _, part := range []struct {
		of   string
		text []byte
	}{
		{"Apache ECharts", echartsLicence}, {"Apache ECharts, NOTICE", echartsNotice}, {"D3, parts of which are in ECharts", d3Licence},
		{"ZRender, which is in ECharts", zrenderLicence}, {"tslib, parts of which are in ECharts", tslibLicence},
	} {
		fmt.Fprintf(&all, "---- %s ----\n\n%s\n\n", part.of, bytes.TrimSpace(part.text))
	}
	return all.Bytes()
}

// surroundings are what ECharts expects of a machine without a screen. Nothing
// is ever run later, since a drawing has no animation.
const surroundings = `
var globalThis = this, self = this;
var console = { log: function () {}, warn: function () {}, error: function (m) { problems.push(String(m)); } };
var problems = [];
function setTimeout() { return 0; }
function clearTimeout() {}
function setInterval() { return 0; }
function clearInterval() {}
`

// drawing makes one SVG. The options come as JSON, so nothing in them is run.
const drawing = `
(function (options, width, height) {
  problems = [];
  var chart = echarts.init(null, null, { renderer: "svg", ssr: true, width: width, height: height });
  chart.setOption(JSON.parse(options));
  var svg = chart.renderToSVGString();
  chart.dispose();
  if (problems.length) { throw new Error(problems.join("; ")); }
  return svg;
})`

// An engine runs ECharts. It starts the library at the first drawing, which takes
// a tenth of a second. It is not safe for concurrent use.
type engine struct {
	vm   *goja.Runtime
	draw goja.Callable
}

// render makes an SVG of options, as ECharts writes it. A context that ends stops
// it.
func (e *engine) render(ctx context.Context, options []byte, width, height int) (string, error) {
	if err := e.start(); err != nil {
		return "", err
	}
	stop := context.AfterFunc(ctx, func() { e.vm.Interrupt(ctx.Err()) })
	defer e.vm.ClearInterrupt()
	defer stop()
	svg, err := e.draw(goja.Undefined(), e.vm.ToValue(string(options)), e.vm.ToValue(width), e.vm.ToValue(height))
	if ctx.Err() != nil {
		return "", errors.Join(ctx.Err(), err)
	}
	if err != nil {
		return "", fmt.Errorf("draw: %w", err)
	}
	return svg.String(), nil
}

func (e *engine) start() error {
	if e.vm != nil {
		return nil
	}
	vm := goja.New()
	for _, script := range []struct{ name, text string }{
		{"surroundings.js", surroundings}, {"echarts.common.min.js", string(echartsScript)},
	} {
		if _, err := vm.RunScript(script.name, script.text); err != nil {
			return fmt.Errorf("start ECharts: %w", err)
		}
	}
	value, err := vm.RunScript("drawing.js", drawing)
	if err != nil {
		return fmt.Errorf("start ECharts: %w", err)
	}
	draw, ok := goja.AssertFunction(value)
	if !ok {
		return errors.New("start ECharts: drawing is no function")
	}
	e.vm, e.draw = vm, draw
	return nil
}
