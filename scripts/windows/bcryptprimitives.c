/* Rust's std imports ProcessPrng from bcryptprimitives.dll, which Wine 8 does not have. This stands in for it
   beside the test programs, for tests under Wine only: it is never packed with the app. */
#include <windows.h>
#include <ntsecapi.h>

__declspec(dllexport) BOOL WINAPI ProcessPrng(PBYTE data, SIZE_T length) {
    return RtlGenRandom(data, (ULONG)length);
}
