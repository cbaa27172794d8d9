#include "engine/text/base64.h"

#include <doctest/doctest.h>

using namespace unfold;

TEST_CASE("base64 spells bytes as RFC 4648 does, and reads them back") {
  const std::pair<std::string_view, std::string_view> examples[] = {{"", ""},
                                                                    {"f", "Zg=="},
                                                                    {"fo", "Zm8="},
                                                                    {"foo", "Zm9v"},
                                                                    {"foob", "Zm9vYg=="},
                                                                    {"fooba", "Zm9vYmE="},
                                                                    {"foobar", "Zm9vYmFy"}};
  for (const auto& [bytes, text] : examples) {
    CHECK(base64(bytes) == text);
    CHECK(read_base64(text) == bytes);
  }
  std::string all;
  for (int byte = 0; byte < 256; ++byte) all += static_cast<char>(byte);
  CHECK(read_base64(base64(all)) == all);
}

TEST_CASE("What is no base64 is not read") {
  for (const std::string_view text :
       {"Zg", "Zg=", "Z===", "====", "Zg=a", "Zm9v Zm9v", "Zm9\xC3"}) {
    CHECK_FALSE(read_base64(text).has_value());
  }
}
