#include "engine/text/web_page.h"

#include <algorithm>
#include <iterator>

#include "engine/text/utf8.h"

namespace unfold {

bool is_web_page(std::string_view bytes) {
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
  bytes = bytes.substr(0, 1000);
  while (!bytes.empty() && trimmed(bytes.substr(0, 1)).empty()) bytes.remove_prefix(1);
  constexpr std::string_view starts[] = {"<!doctype html", "<html"};
  return std::any_of(std::begin(starts), std::end(starts), [&](std::string_view start) {
    const std::string_view here = bytes.substr(0, start.size());
    return std::equal(start.begin(), start.end(), here.begin(), here.end(),
                      [](char a, char b) { return a == (b >= 'A' && b <= 'Z' ? b + 32 : b); });
  });
}

}  // namespace unfold
