package charts

import (
	"context"
	_ "embed" // ECharts is part of the program
	"errors"
	"fmt"

	"github.com/dop251/goja"
)

//go:embed node_modules/echarts/dist/echarts.common.min.js
var echartsScript []byte

//go:embed node_modules/echarts/LICENSE
var echartsLicence []byte

//go:embed node_modules/echarts/NOTICE
var echartsNotice []byte

// ECharts is the library for the live charts of the site: the same that draws
// the still ones.
func ECharts() []byte { return echartsScript }

// EChartsNotice is what must stand beside the library: its licence and notice.
func EChartsNotice() []byte {
	return append(append(append([]byte(nil), echartsLicence...), '\n'), echartsNotice...)
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

// A Drawer draws with ECharts. It starts the library at the first drawing, which
// takes a tenth of a second. It is not safe for concurrent use.
type Drawer struct {
	vm   *goja.Runtime
	draw goja.Callable
}

// Draw makes an SVG of options, as ECharts writes it. A context that ends stops
// the drawing.
func (d *Drawer) Draw(ctx context.Context, options []byte, width, height int) (string, error) {
	if err := d.start(); err != nil {
		return "", err
	}
	stop := context.AfterFunc(ctx, func() { d.vm.Interrupt(ctx.Err()) })
	defer d.vm.ClearInterrupt()
	defer stop()
	svg, err := d.draw(goja.Undefined(), d.vm.ToValue(string(options)), d.vm.ToValue(width), d.vm.ToValue(height))
	if ctx.Err() != nil {
		return "", errors.Join(ctx.Err(), err)
	}
	if err != nil {
		return "", fmt.Errorf("draw: %w", err)
	}
	return svg.String(), nil
}

func (d *Drawer) start() error {
	if d.vm != nil {
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
	d.vm, d.draw = vm, draw
	return nil
}
