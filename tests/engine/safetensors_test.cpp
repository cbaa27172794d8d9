#include <doctest/doctest.h>

#include <algorithm>
#include <cstdint>
#include <random>
#include <stdexcept>
#include <string>
#include <vector>

#include "engine/io/safetensors.h"

using namespace unfold;

namespace {

using Type = SafeTensors::Type;

std::string floats(std::vector<float> values) {
  return {reinterpret_cast<const char*>(values.data()), values.size() * sizeof(float)};
}

SafeTensors sample() {
  return {{{"format", "test"}, {"\"quoted\"\n", "세계\\"}},
          {{"flags", Type::u8, {3}, std::string("\0\x01\xff", 3)},
           {"rnn/kernel", Type::f32, {2, 1}, floats({1.5f, -2})},
           {"one", Type::f32, Shape{}, floats({7})},
           {"nothing", Type::f32, {0, 5}, ""}}};
}

// A file with this header and these values.
std::string file_of(std::string header, std::string_view values = {}) {
  std::string file;
  for (int i = 0; i < 8; ++i) {
    file += static_cast<char>(std::uint64_t{header.size()} >> (8 * i));
  }
  return file.append(header).append(values);
}

std::string entry(const std::string& type, const std::string& shape, const std::string& offsets) {
  return R"({"dtype":")" + type + R"(","shape":)" + shape + R"(,"data_offsets":)" + offsets + "}";
}

std::string message(std::string_view file) {
  try {
    read_safetensors(file);
  } catch (const std::invalid_argument& error) {
    return error.what();
  }
  return "";
}

void check_refused(const std::string& header, std::string_view values, std::string_view part) {
  const std::string said = message(file_of(header, values));
  CHECK_MESSAGE(said.find(part) != std::string::npos, header << ": " << said);
}

// What a reader of random bytes may do: understand them or say that it does not.
void read_anything(std::string_view file) {
  try {
    read_safetensors(file);
  } catch (const std::invalid_argument& error) {
    CHECK(std::string_view(error.what()).starts_with("["));
  }
}

}  // namespace

TEST_CASE("what is written in safetensors is read back") {
  const SafeTensors before = sample(), after = read_safetensors(write_safetensors(before));
  CHECK(after.metadata == before.metadata);
  REQUIRE(after.entries.size() == before.entries.size());
  for (const auto& entry : before.entries) {
    CAPTURE(entry.name);
    const auto found = std::find_if(after.entries.begin(), after.entries.end(),
                                    [&](const auto& other) { return other.name == entry.name; });
    REQUIRE(found != after.entries.end());
    CHECK(found->type == entry.type);
    CHECK(found->shape == entry.shape);
    CHECK(found->bytes == entry.bytes);
  }
}

TEST_CASE("a safetensors file has the layout that other tools expect") {
  const std::string file = write_safetensors({{{"a", "b"}}, {{"x", Type::f32, {1}, floats({1})}}});
  const std::string header =
      R"({"__metadata__":{"a":"b"},"x":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}})";
  const std::string padding((8 - header.size() % 8) % 8, ' ');
  CHECK(file == file_of(header + padding, floats({1})));
}

TEST_CASE("floats come before bytes, so that each begins at a multiple of four") {
  const SafeTensors file = read_safetensors(write_safetensors(sample()));
  CHECK(file.entries.back().name == "flags");
}

TEST_CASE("a safetensors header may have spaces, escapes and any order") {
  const SafeTensors file = read_safetensors(
      file_of(" { \"b\\u00e9\\ud83d\\ude00\\n\" : {\"shape\":[ 1 , 2 ], \"data_offsets\" :[1,3],"
              "\"dtype\":\"U8\"},\n\"a\":{\"dtype\":\"U8\",\"shape\":[],\"data_offsets\":[0,1]}}  ",
              "xyz"));
  REQUIRE(file.entries.size() == 2);
  CHECK(file.entries[0].name == "bé😀\n");
  CHECK(file.entries[0].bytes == "yz");
  CHECK(file.entries[1].bytes == "x");
}

TEST_CASE("what the safetensors format does not allow is not written") {
  CHECK_THROWS_WITH(write_safetensors({{}, {{"a", Type::u8, {1}, "x"}, {"a", Type::u8, {0}, ""}}}),
                    "[safetensors] the name \"a\" is taken");
  CHECK_THROWS(write_safetensors({{}, {{"__metadata__", Type::u8, {0}, ""}}}));
  CHECK_THROWS(write_safetensors({{}, {{"a", Type::f32, {1}, "xyz"}}}));
  CHECK_THROWS(write_safetensors({{}, {{"\xff", Type::u8, {0}, ""}}}));
  CHECK_THROWS(write_safetensors({{{"key", "\xc3"}}, {}}));
}

TEST_CASE("a damaged safetensors file is refused with a reason") {
  CHECK(message("1234567") == "[safetensors] the file ends within its first eight bytes");
  CHECK(message(std::string(8, '\xff') + "{}") ==
        "[safetensors] the header goes beyond the end of the file");
  check_refused("", "", "[json] at byte 0 there must be {");
  check_refused("[]", "", "must be {");
  check_refused("{} x", "", "[json] at byte 3 there must be nothing");
  check_refused(R"({"a":)" + entry("F64", "[1]", "[0,8]") + "}", "12345678", "is of type F64");
  check_refused(R"({"a":)" + entry("F32", "[1]", "[0,8]") + "}", "12345678", "has 8 bytes");
  check_refused(R"({"a":)" + entry("F32", "[1]", "[0,4]") + "}", "12", "tells of 4");
  check_refused(R"({"a":)" + entry("F32", "[1]", "[0,4]") + "}", "12345", "there are 5 bytes");
  check_refused(R"({"a":)" + entry("U8", "[1]", "[1,2]") + "}", "12", "at byte 0");
  check_refused(
      R"({"a":)" + entry("U8", "[2]", "[0,2]") + R"(,"b":)" + entry("U8", "[2]", "[1,3]") + "}",
      "123", "at byte 2");
  check_refused(
      R"({"a":)" + entry("U8", "[0]", "[0,0]") + R"(,"a":)" + entry("U8", "[0]", "[0,0]") + "}", "",
      "there twice");
  check_refused(R"({"__metadata__":{"a":"b","a":"c"}})", "", "there twice");
  check_refused(R"({"__metadata__":{"a":1}})", "", "must be \"");
  check_refused(R"({"a":)" + entry("U8", "[2]", "[2,0]") + "}", "12", "[begin, end]");
  check_refused(R"({"a":)" + entry("U8", "[2]", "[0]") + "}", "12", "[begin, end]");
  check_refused(R"({"a":)" + entry("U8", "[-1]", "[0,1]") + "}", "1", "a whole number");
  check_refused(R"({"a":)" + entry("U8", "[1.0]", "[0,1]") + "}", "1", "must be ,");
  check_refused(R"({"a":)" + entry("U8", "[01]", "[0,1]") + "}", "1", "leading zeros");
  check_refused(R"({"a":{"dtype":"U8","shape":[1]}})", "1", "must have dtype");
  check_refused(R"({"a":{"dtype":"U8","dtype":"U8"}})", "1", "there twice");
}

TEST_CASE("sizes beyond all memory are refused, not asked for") {
  check_refused(R"({"a":)" + entry("F32", "[99999999999]", "[0,4]") + "}", "1234", "too large");
  check_refused(R"({"a":)" + entry("F32", "[65536,65536]", "[0,4]") + "}", "1234", "2^31");
  check_refused(R"({"a":)" + entry("F32", "[2000000000,2,2,2]", "[0,4]") + "}", "1234", "2^31");
  check_refused(R"({"a":)" + entry("F32", "[1,1,1,1,1]", "[0,4]") + "}", "1234", "at most 4 axes");
  check_refused(R"({"a":)" + entry("U8", "[1]", "[0,99999999999999999999]") + "}", "1", "2^53");
}

TEST_CASE("JSON that is no JSON is refused in a safetensors header") {
  for (const char* header : {"{",
                             "{\"",
                             "{\"a",
                             "{\"a\"",
                             "{\"a\":",
                             "{\"a\":{",
                             "{\"a\\",
                             "{\"\\u12",
                             "{\"\\ud800x\":",
                             "{\"\\udc00\":",
                             "{\"\\ud800\\u0041\":",
                             "{\"\\x\":",
                             "{\"\x01\":",
                             "{,}",
                             "{\"a\":{},}",
                             "{\"a\" 1}",
                             "{\"\xff\":",
                             "{\"\xe2\x82\":",
                             "null",
                             "{\"a\":{\"dtype\":tru}}"}) {
    const std::string said = message(file_of(header));
    CHECK_MESSAGE(said.starts_with("["), header << ": " << said);
  }
}

TEST_CASE("a safetensors file with any bytes in it is read or refused, never more") {
  std::mt19937 random(20240229);
  const auto below = [&](std::size_t count) { return random() % count; };
  const std::string sound = write_safetensors(sample());
  const std::string_view alphabet = "{}[]\",:\\u0123456789dtypeshapeF32U8 \xff";
  for (int run = 0; run < 20000; ++run) {
    std::string file = sound;
    for (std::size_t change = 0; change <= below(4); ++change) {
      const std::size_t at = 8 * below(2) + below(file.size() - 8);
      switch (below(4)) {
        case 0: file[at] = static_cast<char>(random()); break;
        case 1: file[at] = alphabet[below(alphabet.size())]; break;
        case 2: file.erase(at, 1 + below(3)); break;
        case 3: file.insert(at, 1, alphabet[below(alphabet.size())]); break;
      }
    }
    read_anything(file);
  }
  for (int run = 0; run < 5000; ++run) {
    std::string header;
    for (std::size_t i = 0; i < below(60); ++i) header += alphabet[below(alphabet.size())];
    read_anything(file_of("{\"" + header, "1234"));
    read_anything(header);
  }
}
