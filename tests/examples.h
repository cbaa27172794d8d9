// How many examples a check takes.
#pragma once

namespace unfold {

// A tenth where instructions are watched or start slowly, in the sanitized and the WebAssembly
// builds: the code is the same, and what must have the same bits there is checked by itself.
constexpr int examples(int natively) {
#ifdef UNFOLD_FEW_EXAMPLES
  return natively < 10 ? 1 : natively / 10;
#else
  return natively;
#endif
}

}  // namespace unfold
