#include <stddef.h>
#include <stdint.h>
/// Runs libFuzzer on one function, with the command line's own options.
int LLVMFuzzerRunDriver(int *argc, char ***argv, int (*one)(const uint8_t *data, size_t size));
