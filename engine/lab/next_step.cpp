#include "engine/lab/next_step.h"

#include <algorithm>

namespace unfold {
namespace {

class Recording final : public SequenceWatch {
 public:
  Recording(std::vector<CellRun>& runs, std::vector<DropoutRun>& dropouts)
      : runs_(runs), dropouts_(dropouts) {}

 private:
  void flowed(const SequenceFlow& flow) override { runs_.emplace_back(flow); }
  void dropped(const DropoutFlow& flow) override { dropouts_.emplace_back(flow); }
  std::vector<CellRun>& runs_;
  std::vector<DropoutRun>& dropouts_;
};

// Not of an error or a plot beside the loss. Through what is dropped of the data nothing flows
// back.
bool is_of_loss(const DropoutRun& dropout, const std::vector<std::vector<CellRun>>& runs) {
  const auto reads = [&](const CellRun& run) { return run.x.same(dropout.y); };
  return dropout.is_recorded || std::any_of(runs.begin(), runs.end(), [&](const auto& of_part) {
           return std::any_of(of_part.begin(), of_part.end(), reads);
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

int NextStep::count_sequences(const Network& network, int place, bool backwards) const {
  const Tensor kernel = cell_kernel(network, after, place, backwards);
  int count = 0;
  for (const auto& of_part : runs) {
    const CellRun* run = run_of(of_part, kernel);
    if (run != nullptr) count += run->count_sequences();
  }
  return count;
}

SequenceInRun NextStep::find(const Network& network, int place, bool backwards,
                             int sequence) const {
  const Tensor kernel = cell_kernel(network, after, place, backwards);
  for (const auto& of_part : runs) {
    const CellRun* run = run_of(of_part, kernel);
    if (run == nullptr) continue;
    if (sequence < run->count_sequences()) return {run, sequence};
    sequence -= run->count_sequences();
  }
  return {nullptr, 0};
}

NextStep take_next_step(Session& session) {
  NextStep next;
  if (!can_go_on(session)) return next;
  next.after = session.variables().named();
  for (const auto& [name, value] : next.after) {
    next.before.push_back({name, Tensor(value.shape(), value.values())});
    value.clear_gradient();
  }
  const int parts = session.open_parts();
  next.runs.resize(parts);
  for (int part = 0; part < parts; ++part) {
    const Recording recording(next.runs[part], next.dropouts);
    if (part + 1 < parts) {
      session.compute_parts(part, 1);
    } else {
      session.advance();
    }
  }
  std::erase_if(next.runs, [](const auto& of_part) { return of_part.empty(); });
  std::erase_if(next.dropouts,
                [&](const DropoutRun& each) { return !is_of_loss(each, next.runs); });
  for (const auto& [name, value] : next.after) next.gradients.push_back(value.dense_gradient());
  return next;
}

}  // namespace unfold
