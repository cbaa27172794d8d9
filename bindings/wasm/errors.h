// What C++ throws, as an Error of JavaScript.
#pragma once

#include <emscripten/val.h>

#include <exception>

#include "engine/lab/refusal.h"

namespace unfold::js {

using emscripten::val;

// A refusal as data.
val plain(const Refusal& refusal);
// What is being caught; one function for all that crosses the border.
val caught();

// Runs `work`; what it throws crosses the border as an Error of JavaScript.
template <typename Work>
auto crossing(Work work) {
  val thrown = val::undefined();
  try {
    return work();
  } catch (const std::exception&) {
    thrown = caught();
  }
  thrown.throw_();
}

}  // namespace unfold::js
