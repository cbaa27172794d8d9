#include <doctest/doctest.h>

#include "bindings/cli/files.h"
#include "engine/lab/provided_data.h"
#include "engine/lab/refusal.h"

using namespace unfold;

namespace {

Data one_file(std::string_view name) {
  if (name != "shipped") return nullptr;
  return std::make_shared<const std::string>("from the source");
}

std::string refusal_code(std::string_view name) {
  try {
    data(name);
  } catch (const Refusal& refusal) {
    CHECK(refusal.values().at("name") == name);
    return refusal.code();
  }
  return "";
}

// Sets the source of the data until the end of a test.
struct Source {
  explicit Source(DataSource source) { set_data_source(source); }
  ~Source() { set_data_source(shipped_data); }
};

}  // namespace

TEST_CASE("data are what was provided last, until they are forgotten") {
  const Source source(nullptr);
  CHECK_FALSE(has_data("mine"));
  CHECK(refusal_code("mine") == "missing-data");
  provide_data("mine", "one");
  const Data first = data("mine");
  provide_data("mine", "two");
  CHECK(*data("mine") == "two");
  CHECK(*first == "one");
  forget_data("mine");
  CHECK(refusal_code("mine") == "missing-data");
  CHECK(*first == "one");
}

TEST_CASE("the hash of data is that of their bytes, whoever provided them") {
  provide_data("mine", "one");
  const std::string one = data_hash("mine");
  CHECK(one.size() == 16);
  provide_data("mine", "two");
  CHECK(data_hash("mine") != one);
  provide_data("yours", "one");
  CHECK(data_hash("yours") == one);
  forget_data("mine");
  forget_data("yours");
  CHECK_THROWS_AS(data_hash("mine"), Refusal);
}

TEST_CASE("what is made of data is made once, until they or the way change") {
  int made = 0;
  const auto length = [&](const std::string& name, const std::string& how) {
    return *made_of<std::size_t>(name, how, [&](const std::string& bytes) {
      ++made;
      return bytes.size() + how.size();
    });
  };
  provide_data("mine", "one");
  CHECK(length("mine", "") == 3);
  CHECK(length("mine", "") == 3);
  CHECK(made == 1);
  CHECK(length("mine", "x") == 4);
  CHECK(made == 2);
  CHECK(*made_of<bool>("mine", "x", [](const std::string&) { return true; }));
  provide_data("mine", "three");
  CHECK(length("mine", "") == 5);
  CHECK(made == 3);
  forget_data("mine");
  CHECK_THROWS_AS(length("mine", ""), Refusal);
}

TEST_CASE("data that are missing have a name for people and a key to provide them by") {
  const Source source(nullptr);
  const std::string long_name(60, 'x');
  try {
    unfold::data(long_name);
    FAIL("it is there");
  } catch (const Refusal& refusal) {
    CHECK(refusal.values().at("name").size() < 60);
    CHECK(refusal.values().at("key") == long_name);
  }
}

TEST_CASE("what nobody has provided is asked of the source, once") {
  const Source source(one_file);
  const Data first = data("shipped");
  CHECK(*first == "from the source");
  CHECK(data("shipped") == first);
  CHECK(refusal_code("elsewhere") == "missing-data");
  forget_data("shipped");
}
