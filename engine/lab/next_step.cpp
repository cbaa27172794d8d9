#include "engine/lab/next_step.h"

#include <algorithm>

namespace unfold {
namespace {

class Recording final : public SequenceWatch {
 public:
  explicit Recording(NextStep& next) : next_(next) {}

 private:
  void flowed(const SequenceFlow& flow) override { next_.runs.emplace_back(flow); }
  void dropped(const DropoutFlow& flow) override { next_.dropouts.emplace_back(flow); }
  NextStep& next_;
};

// Not of an error or a plot beside the loss. Through what is dropped of the data nothing flows
// back.
bool is_of_loss(const DropoutRun& dropout, const std::vector<CellRun>& runs) {
  return dropout.is_recorded || std::any_of(runs.begin(), runs.end(), [&](const CellRun& run) {
           return run.x.same(dropout.y);
         });
}

bool can_go_on(Session& session) {
  while (session.is_within_step()) session.advance();
  if (!session.done()) return true;
  if (session.total() == 1 || session.trouble()) return false;
  session.extend(1);
  return !session.done();
}

}  // namespace

const CellRun* NextStep::run_of(const Network& network, int place, bool backwards) const {
  return unfold::run_of(runs, cell_kernel(network, after, place, backwards));
}

NextStep take_next_step(Session& session) {
  NextStep next;
  if (!can_go_on(session)) return next;
  next.after = session.variables().named();
  for (const auto& [name, value] : next.after) {
    next.before.push_back({name, Tensor(value.shape(), value.values())});
    value.clear_gradient();
  }
  const Recording recording(next);
  session.advance();
  std::erase_if(next.dropouts,
                [&](const DropoutRun& each) { return !is_of_loss(each, next.runs); });
  for (const auto& [name, value] : next.after) next.gradients.push_back(value.dense_gradient());
  return next;
}

}  // namespace unfold
