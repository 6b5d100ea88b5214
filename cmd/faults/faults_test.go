package main

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"jaarcijfers/cmd/faults/tracer"
)

func TestJudge(t *testing.T) {
	s := scene{before: "old", after: "new"}
	for _, test := range []struct {
		name    string
		fault   tracer.Kind
		exit    int
		printed string
		found   string
		want    int
	}{
		{"killed, old release", tracer.KillBefore, -1, "", "old", 0},
		{"killed, new release", tracer.KillAfter, -1, "", "new", 0},
		{"killed, no release", tracer.KillAfter, -1, "", "", 1},
		{"killed, half a release", tracer.KillAfter, -1, "", "half", 1},
		{"failed with a word", tracer.EIO, 1, "write x: input/output error", "old", 0},
		{"failed without a word", tracer.EIO, 1, " \n", "old", 1},
		{"failed and said nothing of the new release", tracer.EIO, 1, "sync", "new", 1},
		{"failed and said that the new release stands", tracer.EIO, 1, "the new release stands", "new", 0},
		{"done and not new", tracer.EIO, 0, "", "old", 1},
		{"a full disk by its number only", tracer.ENOSPC, 1, "no space left on device", "old", 1},
		{"a full disk", tracer.Full, 1, "The disk is full: build", "old", 0},
		{"panic", tracer.EACCES, 2, "panic: runtime error", "old", 1},
	} {
		t.Run(test.name, func(t *testing.T) {
			got := judge(s, tracer.Fault{Kind: test.fault}, test.exit, test.printed, test.found)
			if len(got) != test.want {
				t.Errorf("%d problems %q, want %d", len(got), got, test.want)
			}
		})
	}
}

func TestChoose(t *testing.T) {
	write := tracer.Call{Name: "write", Path: "a/x.html", Grows: true}
	calls := []tracer.Call{
		write, write, {Name: "write", Path: "a/y.html", Grows: true},
		{Name: "rename", Path: "a/z.html"},
	}
	got := map[tracer.Fault]bool{}
	for _, f := range choose(calls, 1) {
		got[f] = true
	}
	want := map[tracer.Fault]bool{}
	for _, kind := range tracer.Kinds {
		want[tracer.Fault{Call: write, Nth: 1, Kind: kind}] = true
		want[tracer.Fault{Call: calls[2], Nth: 1, Kind: kind}] = true
		if kind != tracer.ENOSPC && kind != tracer.Full {
			want[tracer.Fault{Call: calls[3], Nth: 1, Kind: kind}] = true
		}
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if n := len(choose(calls, 5)); n != 4 {
		t.Errorf("%d of 16 faults with one in five, want 4", n)
	}
}
