package engine

/*
#include <stdbool.h>
#include <string.h>
#include <windows.h>

// The engine takes memory from the heap of its process, by a function that the system
// notes in a table when it loads duckdb.dll. Another is noted there, which asks for zeros
// as long as anyone wants them.
static volatile LONG zeros = 0;

static LPVOID WINAPI take(HANDLE heap, DWORD flags, SIZE_T size) {
	return HeapAlloc(heap, zeros > 0 ? flags | HEAP_ZERO_MEMORY : flags, size);
}

static LPVOID WINAPI take_more(HANDLE heap, DWORD flags, LPVOID had, SIZE_T size) {
	return HeapReAlloc(heap, zeros > 0 ? flags | HEAP_ZERO_MEMORY : flags, had, size);
}

static bool note(void **place, void *function) {
	DWORD before;
	if (!VirtualProtect(place, sizeof(void *), PAGE_READWRITE, &before)) {
		return false;
	}
	*place = function;
	return VirtualProtect(place, sizeof(void *), before, &before) != 0;
}

// ask_for_zeros tells whether the engine takes its memory through here now.
static bool ask_for_zeros(void) {
	char *dll = (char *)GetModuleHandleA("duckdb.dll");
	if (!dll) {
		return false;
	}
	IMAGE_NT_HEADERS *head = (IMAGE_NT_HEADERS *)(dll + ((IMAGE_DOS_HEADER *)dll)->e_lfanew);
	IMAGE_DATA_DIRECTORY *listed = &head->OptionalHeader.DataDirectory[IMAGE_DIRECTORY_ENTRY_IMPORT];
	int found = 0;
	for (IMAGE_IMPORT_DESCRIPTOR *from = (IMAGE_IMPORT_DESCRIPTOR *)(dll + listed->VirtualAddress); from->Name; from++) {
		IMAGE_THUNK_DATA *name = (IMAGE_THUNK_DATA *)(dll + from->OriginalFirstThunk);
		IMAGE_THUNK_DATA *place = (IMAGE_THUNK_DATA *)(dll + from->FirstThunk);
		for (; name->u1.AddressOfData; name++, place++) {
			if (IMAGE_SNAP_BY_ORDINAL(name->u1.Ordinal)) {
				continue;
			}
			const char *called = ((IMAGE_IMPORT_BY_NAME *)(dll + name->u1.AddressOfData))->Name;
			if (!strcmp(called, "HeapAlloc")) {
				found += note((void **)&place->u1.Function, (void *)take);
			} else if (!strcmp(called, "HeapReAlloc")) {
				found += note((void **)&place->u1.Function, (void *)take_more);
			}
		}
	}
	return found == 2;
}

static void zero_memory(void) { InterlockedIncrement(&zeros); }
static void leave_memory(void) { InterlockedDecrement(&zeros); }
*/
import "C"

import "sync"

// askForZeros is done once. A library that takes memory otherwise must not be used: what
// memory held before, of any database in this process, would stand in what is published.
var askForZeros = sync.OnceValue(func() bool { return bool(C.ask_for_zeros()) })

// ZeroMemory has the engine begin with zeros in whatever memory it takes, until the
// function that it gives is called; see the one for Linux.
func ZeroMemory() (leave func()) {
	if !askForZeros() {
		panic("duckdb.dll is not the one that this program was made for: it takes memory in another way")
	}
	C.zero_memory()
	return func() { C.leave_memory() }
}
