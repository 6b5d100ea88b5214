package engine

/*
#include <stdbool.h>
#include <stddef.h>

// Of the engine's allocator, jemalloc: opt_zero is its option "zero", and these two
// make every thread look at options, and no longer. Weak, for an engine without it.
extern bool duckdb_je_opt_zero __attribute__((weak));
extern void duckdb_je_tsd_global_slow_inc(void *thread) __attribute__((weak));
extern void duckdb_je_tsd_global_slow_dec(void *thread) __attribute__((weak));

static void zero_memory(void) {
	if (&duckdb_je_opt_zero && duckdb_je_tsd_global_slow_inc) {
		duckdb_je_opt_zero = true;
		duckdb_je_tsd_global_slow_inc(NULL);
	}
}

static void leave_memory(void) {
	if (&duckdb_je_opt_zero && duckdb_je_tsd_global_slow_dec) {
		duckdb_je_tsd_global_slow_dec(NULL);
	}
}
*/
import "C"

// ZeroMemory has the engine begin with zeros in whatever memory it takes, until the
// function that it gives is called. The engine writes a block of a file whole, also
// where it put nothing: at the end of almost full blocks of texts stood what memory
// held before, of any database in this process.
func ZeroMemory() (leave func()) {
	C.zero_memory()
	return func() { C.leave_memory() }
}
