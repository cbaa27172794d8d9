#include "examples/writing/encoded_text.h"

#include <algorithm>

#include "engine/lab/refusal.h"
#include "engine/text/utf8.h"
#include "examples/writing/refusals.h"

namespace unfold {
namespace {

// The position of a symbol in an alphabet, which gains the symbol if it lacks it.
int position_of(const std::string& symbol, std::vector<std::string>& alphabet) {
  const auto found = std::find(alphabet.begin(), alphabet.end(), symbol);
  const int position = static_cast<int>(found - alphabet.begin());
  if (found == alphabet.end()) alphabet.push_back(symbol);
  return position;
}

}  // namespace

EncodedText encode(const std::string& input, std::string_view text) {
  EncodedText encoded;
  for (const std::string& symbol : symbols(text)) {
    encoded.positions.push_back(position_of(symbol, encoded.alphabet));
  }
  if (encoded.alphabet.size() < 2) refuse<text_refusals>(input, "one-symbol-only");
  return encoded;
}

}  // namespace unfold
