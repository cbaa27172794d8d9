// Session: one run of a lab, from inputs to published numbers. Runner, page and tests use it.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "examples/comparison.h"
#include "examples/hash.h"
#include "examples/lab.h"

namespace unfold {

class Session {
 public:
  // The lab's defaults, then those of the preset ("": none beyond the default preset), then
  // `inputs` as text. Throws Refusal for an unknown lab, preset or input and for a value that is
  // not allowed.
  Session(std::string_view lab, std::string_view preset,
          const std::map<std::string, std::string>& inputs);
  // The same for a lab outside of the course; `entry` outlives the session.
  Session(const LabEntry& entry, std::string_view preset,
          const std::map<std::string, std::string>& inputs);

  void advance();  // one step; nothing once done
  bool done() const { return steps_done() >= total(); }
  int steps_done() const { return report_.step(); }
  int total() const { return total_; }

  const LabEntry& entry() const { return *entry_; }
  const Form& form() const { return bound_.form; }
  const Report& report() const { return report_; }
  // The preset whose inputs these are (steps aside); null if they are nobody's.
  const Preset* preset() const { return preset_; }
  // What was printed up to now, in the notebook's order, then the invariants.
  std::vector<Comparison> published() const;
  // 16 hexadecimal digits: a hash of all weights, curves, texts, matrices and tables.
  std::string fingerprint() const;

 private:
  void compare();
  void find_due(int first);
  void add_curves(Hash& hash) const;

  const LabEntry* entry_;
  BoundForm bound_;
  const Preset* preset_;
  std::unique_ptr<Lab> lab_;
  int total_;
  Report report_;
  // Rows compared so far, for each place in the preset, and the next step that has any.
  std::vector<std::vector<Comparison>> reached_;
  int due_;
  // Curves only grow, so that a fingerprint takes up their hashes where the last one left them.
  struct HashedCurve {
    std::size_t points = 0;
    Hash hash;
  };
  mutable std::vector<HashedCurve> hashed_curves_;
};

}  // namespace unfold
