// What a lab reports, as objects of JavaScript; engine.d.ts describes them.
#pragma once

#include <emscripten/val.h>

#include <map>
#include <string_view>
#include <vector>

#include "engine/lab/comparison.h"
#include "engine/lab/report.h"

namespace unfold::js {

// Editions of the points' words that JavaScript has, by name.
using Editions = std::map<std::string_view, int>;

// What a report holds but its curves. Words that JavaScript has in this edition are left out.
emscripten::val shown(const Report& report, Editions& sent);
emscripten::val published(const std::vector<Comparison>& comparisons);

}  // namespace unfold::js
