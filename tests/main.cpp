#define DOCTEST_CONFIG_IMPLEMENT
#include <doctest/doctest.h>

#include "bindings/cli/files.h"

int main(int count, char** arguments) {
  unfold::set_data_source(unfold::shipped_data);
  return doctest::Context(count, arguments).run();
}
