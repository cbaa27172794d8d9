// Changes: what live inputs become in the middle of a run. Among inputs as text a change stands as
// "at.100.learning_rate": what the learning rate is from step 100 on.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace unfold {

struct Change {
  int step;
  std::string input, value;
};

class Changes {
 public:
  // Takes them out of the inputs of a run.
  explicit Changes(std::map<std::string, std::string>& inputs);
  void add_to(std::map<std::string, std::string>& inputs) const;

  // From that step on the input has this value, whatever was to come of it later; `first` is what
  // it was at the beginning.
  void set(Change change, std::string_view first);
  // How many there are up to a step.
  std::size_t count_until(int step) const;

  // In the order of their steps.
  std::vector<Change>& all() { return all_; }
  const std::vector<Change>& all() const { return all_; }

 private:
  void insert(Change change);

  std::vector<Change> all_;
};

}  // namespace unfold
