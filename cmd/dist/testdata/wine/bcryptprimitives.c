/* What Wine before 9 lacks and every program of Go for Windows asks for: random bytes. */
#include <windows.h>
#include <ntsecapi.h>

__declspec(dllexport) BOOL WINAPI ProcessPrng(PBYTE data, SIZE_T size) {
	return RtlGenRandom(data, (ULONG)size);
}
