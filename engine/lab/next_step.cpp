#include "engine/lab/next_step.h"

namespace unfold {
namespace {

class Recording final : public SequenceWatch {
 public:
  explicit Recording(std::vector<CellRun>& runs) : runs_(runs) {}

 private:
  void flowed(const SequenceFlow& flow) override { runs_.emplace_back(flow); }
  std::vector<CellRun>& runs_;
};

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
  const Recording recording(next.runs);
  session.advance();
  for (const auto& [name, value] : next.after) next.gradients.push_back(value.dense_gradient());
  return next;
}

}  // namespace unfold
