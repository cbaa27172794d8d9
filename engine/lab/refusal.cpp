#include "engine/lab/refusal.h"

#include <algorithm>

namespace unfold {
namespace {

std::string_view text_of_place(std::string_view code) {
  const auto* found = std::find_if(std::begin(general_refusals), std::end(general_refusals),
                                   [&](const auto& message) { return message.code == code; });
  return found == std::end(general_refusals) ? code : found->text;
}

// The text with each "{name}" that has a value replaced by it.
std::string filled(std::string_view text, const RefusalValues& values) {
  std::string result;
  while (!text.empty()) {
    const std::size_t open = std::min(text.find('{'), text.size());
    result += text.substr(0, open);
    text.remove_prefix(open);
    const std::size_t close = text.find('}');
    if (close == std::string_view::npos) return result += text;
    const auto value = values.find(std::string(text.substr(1, close - 1)));
    result += value == values.end() ? text.substr(0, close + 1) : std::string_view(value->second);
    text.remove_prefix(close + 1);
  }
  return result;
}

}  // namespace

std::string sentence_of(const RefusalMessage& message, const std::string& input,
                        RefusalValues values, std::string_view label) {
  const auto where = values.find("where");
  values["where"] = where == values.end() ? "" : filled(text_of_place(where->second), values);
  values["input"] = label.empty() ? input : std::string(label);
  return filled(message.text, values);
}

Refusal::Refusal(std::string input, const RefusalMessage& message, RefusalValues values,
                 std::string_view label)
    : std::invalid_argument(sentence_of(message, input, values, label)),
      input_(std::move(input)),
      message_(&message),
      values_(std::move(values)) {}

void refuse(std::string input, const RefusalMessage& message, RefusalValues values) {
  throw Refusal(std::move(input), message, std::move(values));
}

}  // namespace unfold
