// What changes in the middle of a run: its live inputs, its length, and whether it can go on.
#include <algorithm>
#include <cmath>

#include "engine/core/require.h"
#include "engine/lab/session.h"
#include "engine/text/nearest.h"
#include "engine/text/number_text.h"

namespace unfold {
namespace {

std::string live_inputs(const Form& form) {
  std::vector<std::string_view> names;
  for (const Field& field : form.fields()) {
    if (field.live_) names.push_back(field.name);
  }
  return names.empty() ? "none" : listed(names);
}

int value_of(const Field& field) { return *std::get<int*>(field.target); }

// What a run is told whose curve is no number any more: what to lower.
Refusal divergence(const Form& form, std::string_view curve, int step) {
  const Field* rate = form.find("learning_rate");
  const bool has_clipping = form.find("clip") != nullptr || form.find("clip_norm") != nullptr;
  const auto code = rate == nullptr ? GeneralCode("diverged")
                    : has_clipping  ? GeneralCode("diverged-clip")
                                    : GeneralCode("diverged-rate");
  return Refusal(rate == nullptr ? "" : "learning_rate", code,
                 {{"curve", std::string(curve)}, {"step", std::to_string(step)}},
                 rate == nullptr ? "" : rate->label_);
}

}  // namespace

void Session::set(std::string_view input, std::string_view value) {
  complete_step();  // before the next one is asked for
  set(input, value, next_step());
}

void Session::set(std::string_view input, std::string_view value, int step) {
  complete_step();
  const int done = next_step();
  Change change{step, std::string(input), std::string(value)};
  change.value = checked(change);
  const Field& field = *form().find(input);
  if (step < done) {
    throw Refusal(change.input, "step-is-past",
                  {{"step", std::to_string(step)}, {"done", std::to_string(done)}}, field.label_);
  }
  if (field.lengthens_) require_room(field, change);
  const auto first = first_values_.find(change.input);
  changes_.set(change, first == first_values_.end() ? field.print() : first->second);
  if (step <= steps_done()) apply(change);
  applied_ = changes_.count_until(steps_done());
}

// The one that a change can be in time for.
int Session::next_step() const { return steps_done() + (lab_->is_within_step() ? 1 : 0); }

void Session::extend(int steps) {
  for (const Field& field : form().fields()) {
    if (!field.lengthens_) continue;
    const int unit = steps_per_unit(field);
    const long long units = (static_cast<long long>(steps) + unit - 1) / unit;
    return set(field.name, std::to_string(value_of(field) + units));
  }
  require(false, "extend", "this lab has one step");
}

std::map<std::string, std::string> Session::inputs() const {
  std::map<std::string, std::string> values = form().print();
  for (const auto& [input, value] : first_values_) values[input] = value;
  changes_.add_to(values);
  return values;
}

// The value as a form prints it.
std::string Session::checked(const Change& change) const {
  const BoundForm bound = entry_->form();
  bound.form.read({{change.input, change.value}});
  const Field& field = *bound.form.find(change.input);
  if (!field.live_) {
    throw Refusal(change.input, "not-live", {{"allowed", live_inputs(form())}}, field.label_);
  }
  return field.print();
}

int Session::steps_per_unit(const Field& field) const {
  return std::max(1, total_ / value_of(field));
}

// A run cannot end before where it is.
void Session::require_room(const Field& field, const Change& change) const {
  const int unit = steps_per_unit(field);
  const int least = (change.step + unit - 1) / unit;
  if (*read_integer(change.value) >= least) return;
  throw Refusal(change.input, "steps-are-done",
                {{"min", std::to_string(least)}, {"done", std::to_string(change.step)}},
                field.label_);
}

void Session::apply(const Change& change) {
  const Field& field = *form().find(change.input);
  first_values_.emplace(change.input, field.print());
  field.read(change.value);
  entry_->change(*lab_, bound_);
  total_ = lab_->steps();
  is_shown_ = false;
  untrained_.reset();
}

void Session::apply_until(int step) {
  for (const std::size_t due = changes_.count_until(step); applied_ < due; ++applied_) {
    apply(changes_.all()[applied_]);
  }
}

std::vector<Network> Session::networks() const {
  std::vector<Network> all = lab_->networks();
  const auto one = network();
  if (all.empty() && one) all.push_back(*one);
  return all;
}

void Session::begin_with(const WeightArrays& weights) {
  complete_step();
  require(steps_done() == 0 && !lab_->is_within_step(), "weights", "the run has begun");
  load_weights(weights, lab_->variables());
  has_own_weights_ = true;
  is_shown_ = false;
  untrained_.reset();
}

bool Session::is_altered() const {
  if (has_own_weights_) return true;
  const auto alters = [&](const Change& change) { return !form().find(change.input)->lengthens_; };
  const auto applied = std::span(changes_.all()).first(applied_);
  return std::any_of(applied.begin(), applied.end(), alters);
}

void Session::find_trouble(int step) {
  if (total_ == 1) return;
  for (const auto& curve : report_.curves()) {
    const bool is_now = !curve.x.empty() && curve.x.back() == static_cast<float>(step);
    if (!is_now || std::isfinite(curve.y.back())) continue;
    trouble_ = divergence(form(), curve.name, step);
    return report_.keep_curves();
  }
}

}  // namespace unfold
