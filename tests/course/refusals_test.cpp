// What labs refuse and note: the tables of their sentences.
#include <doctest/doctest.h>

#include <set>

#include "engine/lab/lab.h"
#include "engine/lab/refusal.h"
#include "examples/course.h"

using namespace unfold;

TEST_CASE("no two sentences of the course have the same code") {
  std::set<const RefusalMessage*> tables = {general_refusals};
  std::set<std::string_view> codes;
  for (const RefusalMessage& message : general_refusals) CHECK(codes.insert(message.code).second);
  for (const LabEntry& lab : labs()) {
    for (const RefusalTable table : lab.refusals) {
      if (!tables.insert(table.data()).second) continue;
      for (const RefusalMessage& message : table) {
        CHECK_MESSAGE(codes.insert(message.code).second, message.code);
      }
    }
  }
}

TEST_CASE("a lab lists no table of sentences twice") {
  for (const LabEntry& lab : labs()) {
    std::set<const RefusalMessage*> tables;
    for (const RefusalTable table : lab.refusals) CHECK(tables.insert(table.data()).second);
  }
}
