package synth_test

import (
	"time"

	"pgregory.net/rapid"

	"jaarcijfers/pipeline/synth"
)

func date(text string) time.Time {
	t, err := time.Parse(time.DateOnly, text)
	if err != nil {
		panic(err) // a mistake in the test itself
	}
	return t
}

// examplePlan has made-up totals, and codes and weights of about the number and
// length that the real plan has.
func examplePlan() synth.Plan {
	p := synth.Plan{
		Weights: map[string][]synth.Weight{
			"article": {
				{Code: "art_137c", Kind: "specific", Weight: 70}, {Code: "art_137d", Kind: "specific", Weight: 20},
				{Code: "art_429quater", Kind: "specific", Weight: 5},
				{Code: "art_266", Kind: "codis", Weight: 66}, {Code: "art_285", Kind: "codis", Weight: 12},
				{Code: "art_300", Kind: "codis", Weight: 12}, {Code: "art_350", Kind: "codis", Weight: 6},
			},
			"ground": {
				{Code: "ras", Weight: 50}, {Code: "antisemitisme", Weight: 30}, {Code: "godsdienst", Weight: 10},
				{Code: "hetero_homoseksuele_gerichtheid", Weight: 20, To: date("2025-06-30")},
				{Code: "seksuele_gerichtheid", Weight: 20, From: date("2025-07-01")},
			},
			"place":     weights("openbare_weg", "online", "horeca", "school", "werk", "woning"),
			"office":    weights("amsterdam", "den_haag", "limburg", "midden_nederland", "noord_holland", "noord_nederland", "oost_brabant", "oost_nederland", "rotterdam", "zeeland_west_brabant"),
			"event":     {{Code: "", Weight: 95}, {Code: "voetbalwedstrijd", Weight: 4}, {Code: "demonstratie", Weight: 1}},
			"age_group": weights("12_17", "18_24", "25_34", "35_44", "45_54", "55_64", "65_plus"),
			"sex":       {{Code: "man", Weight: 85}, {Code: "vrouw", Weight: 14}, {Code: "onbekend", Weight: 1}},
			"disposal":  {{Code: "dagvaarding", Weight: 55}, {Code: "sepot", Weight: 30}, {Code: "strafbeschikking", Weight: 15}},
			"verdict":   {{Code: "veroordeling", Weight: 80}, {Code: "vrijspraak", Weight: 20}},
		},
		Share: map[string]float64{
			"share_online": 0.3, "share_no_ground": 0.05, "days_to_inflow": 30, "share_second_ground": 0.2, "share_second_suspect": 0.1, "share_disposed": 0.9,
			"share_verdict": 0.8, "share_clustered": 0.1, "offences_per_case": 1.25, "days_to_disposal": 150, "days_to_verdict": 120,
		},
		Summons:     "dagvaarding",
		OnlinePlace: "online",
		Grounds:     map[string][]string{"art_137d": {"ras", "antisemitisme"}},
		Until:       date("2025-12-31"),
	}
	for year := 2014; year <= 2025; year++ {
		p.Years = append(p.Years, synth.Year{Year: year, Totals: map[string]int{"specific": 100 + 7*(year-2014), "codis": 200 + 13*(year-2014)}})
	}
	return p
}

func weights(codes ...string) []synth.Weight {
	var list []synth.Weight
	for i, code := range codes {
		list = append(list, synth.Weight{Code: code, Weight: float64(len(codes) - i)})
	}
	return list
}

// drawPlan draws a plan of any shape: years with gaps and zeros, codes that come
// and go, shares of nothing and of all.
func drawPlan(t *rapid.T) synth.Plan {
	p := synth.Plan{Weights: map[string][]synth.Weight{}, Share: map[string]float64{}, Summons: "disposal_0"}
	year := rapid.IntRange(1998, 2025).Draw(t, "first year")
	for i := range rapid.IntRange(1, 4).Draw(t, "years") {
		totals := map[string]int{"codis": rapid.IntRange(0, 60).Draw(t, "codis")}
		if i == 0 || rapid.Bool().Draw(t, "has specific") {
			totals["specific"] = rapid.IntRange(1, 60).Draw(t, "specific")
		}
		p.Years = append(p.Years, synth.Year{Year: year, Totals: totals})
		p.Until = date("2000-01-01").AddDate(year-2000, 0, rapid.IntRange(0, 800).Draw(t, "until"))
		year += rapid.IntRange(1, 3).Draw(t, "gap")
	}
	for _, dimension := range []string{"ground", "place", "office", "event", "age_group", "sex", "disposal", "verdict"} {
		p.Weights[dimension] = drawWeights(t, p, dimension, "")
	}
	p.Weights["event"] = append(p.Weights["event"], synth.Weight{Weight: 2})
	p.Weights["article"] = append(drawWeights(t, p, "article_s", "specific"), drawWeights(t, p, "article_c", "codis")...)
	for _, share := range []string{"online", "no_ground", "second_ground", "second_suspect", "disposed", "verdict", "clustered"} {
		p.Share["share_"+share] = rapid.SampledFrom([]float64{0, 0.02, 0.5, 0.97, 1}).Draw(t, share)
	}
	p.Share["offences_per_case"] = rapid.SampledFrom([]float64{1, 1.06, 3, 50}).Draw(t, "per case")
	p.Share["days_to_inflow"] = rapid.SampledFrom([]float64{1, 30, 900}).Draw(t, "to inflow")
	p.OnlinePlace = rapid.SampledFrom([]string{"", "place_0", "place_1"}).Draw(t, "online place")
	p.Grounds = map[string][]string{"article_s_0": {"ground_1", "ground_2"}, "article_c_0": {"ground_0"}, "article_c_1": {}}
	p.Share["days_to_disposal"] = rapid.SampledFrom([]float64{1, 90, 900}).Draw(t, "to disposal")
	p.Share["days_to_verdict"] = rapid.SampledFrom([]float64{1, 90, 900}).Draw(t, "to verdict")
	return p
}

// drawWeights draws codes of which the first is always valid, or gives way to
// another on some day.
func drawWeights(t *rapid.T, p synth.Plan, code, kind string) []synth.Weight {
	name := func(n int) string { return code + "_" + string(rune('0'+n)) }
	first := synth.Weight{Code: name(0), Kind: kind, Weight: rapid.Float64Range(1e-6, 1e6).Draw(t, "weight")}
	list := []synth.Weight{first}
	at := p.Until.AddDate(0, 0, -rapid.IntRange(0, 500).Draw(t, "switch"))
	if code != "disposal" && rapid.Bool().Draw(t, "switches") {
		list[0].To = at.AddDate(0, 0, -1)
		list = append(list, synth.Weight{Code: name(1), Kind: kind, From: at, Weight: 3})
	}
	for n := range rapid.IntRange(0, 3).Draw(t, "more codes") {
		list = append(list, synth.Weight{
			Code: name(n + 2), Kind: kind, Weight: rapid.Float64Range(0, 10).Draw(t, "weight"),
			From: at.AddDate(0, 0, -rapid.IntRange(0, 500).Draw(t, "from")), To: at.AddDate(0, 0, rapid.IntRange(0, 90).Draw(t, "to")),
		})
	}
	return list
}
