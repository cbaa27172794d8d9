#include <doctest/doctest.h>

#include <limits>
#include <stdexcept>
#include <string>

#include "engine/text/json.h"
#include "engine/text/json_reader.h"

using namespace unfold;

TEST_CASE("JSON separates members and elements by commas") {
  Json json;
  json.object([&] {
    json.key("a").array([&] {
      json.integer(1).integer(-2);
      json.array([] {});
      json.object([] {});
    });
    json.key("b").text("c").key("d").boolean(true).key("e").null();
  });
  CHECK(json.written() == R"({"a":[1,-2,[],{}],"b":"c","d":true,"e":null})");
}

TEST_CASE("JSON escapes quotes, backslashes and control characters and keeps the rest") {
  Json json;
  json.text(std::string_view("\"\\\n\t\0\x1F\x7F/안🌍", 15));
  CHECK(json.written() == "\"\\\"\\\\\\u000a\\u0009\\u0000\\u001f\x7F/안🌍\"");
}

TEST_CASE("JSON numbers are the shortest of their width and null unless finite") {
  Json json;
  json.array([&] {
    json.number(0.1f).number(0.1).number(1e-8f).number(-0.0f);
    json.number(std::numeric_limits<float>::quiet_NaN());
    json.number(-std::numeric_limits<double>::infinity());
  });
  CHECK(json.written() == "[0.1,0.1,1e-08,-0,null,null]");
}

TEST_CASE("A reader passes over any value that it does not ask for, however deep") {
  const std::string deep(100000, '[');
  for (const std::string& value :
       {std::string("1"), std::string("-2.5e3"), std::string("null"), std::string("\"a,}\""),
        std::string("[]"), std::string(R"({"a":[1,{"b":"]"}],"c":{}})"),
        deep + std::string(deep.size(), ']')}) {
    const std::string text = "{\"other\": " + value + ", \"wanted\": 7}";
    JsonReader json(text);
    std::uint64_t wanted = 0;
    json.object([&](const std::string& key) {
      key == "wanted" ? void(wanted = json.integer()) : json.skip();
    });
    json.end();
    CHECK(wanted == 7);
  }
  for (const char* broken : {"", "[", "]", "[1", "\"a", "{\"a\":"}) {
    JsonReader json(broken);
    CHECK_THROWS_AS(json.skip(), std::invalid_argument);
  }
}
