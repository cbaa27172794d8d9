// Comparison: what a notebook printed, or what must hold, beside what a run reports.
#pragma once

#include <string>
#include <vector>

#include "engine/lab/lab.h"
#include "engine/lab/report.h"

namespace unfold {

// A published number or text beside this run's own, or an invariant beside what it must be.
struct Comparison {
  std::string name;           // "loss, step 0", "Y0[1, 2]", "zeros past the length"
  std::string here, printed;  // here is empty if the lab did not report it
  bool is_text;               // here and printed are texts, not numbers
  bool agrees;
  bool invariant;
  double tolerance;
};

// One comparison for a curve or a text, one per element for a matrix; `names_step` for a lab that
// has several steps.
std::vector<Comparison> compare(const Published& row, const Report& report, bool names_step);
Comparison compare(const Report::Invariant& invariant);

}  // namespace unfold
