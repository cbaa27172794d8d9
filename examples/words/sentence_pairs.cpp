#include "examples/words/sentence_pairs.h"

#include <algorithm>
#include <numeric>
#include <string>
#include <utility>

#include "engine/core/require.h"

namespace unfold {
namespace {

// Appends a sentence and fills the row up.
void append(std::vector<int>& rows, std::span<const int> sentence, int steps) {
  rows.insert(rows.end(), sentence.begin(), sentence.end());
  rows.insert(rows.end(), steps - sentence.size(), pad_symbol);
}

}  // namespace

void SentencePairs::add(std::vector<int> source, std::vector<int> target) {
  target.push_back(eos_symbol);
  longest_target_ = std::max(longest_target_, static_cast<int>(target.size()));
  sources_.push_back(std::move(source));
  targets_.push_back(std::move(target));
}

std::span<const int> SentencePairs::target(int index) const {
  const std::span<const int> with_end = targets_[index];
  return with_end.first(with_end.size() - 1);
}

SentenceBatch SentencePairs::batch(std::span<const int> indices) const {
  SentenceBatch batch;
  batch.size = static_cast<int>(indices.size());
  for (const int index : indices) {
    batch.source_lengths.push_back(static_cast<int>(sources_[index].size()));
    batch.target_lengths.push_back(static_cast<int>(targets_[index].size()));
  }
  batch.source_steps = longest_of(batch.source_lengths);
  batch.target_steps = longest_of(batch.target_lengths);
  for (const int index : indices) {
    append(batch.source, sources_[index], batch.source_steps);
    append(batch.target, targets_[index], batch.target_steps);
  }
  return batch;
}

SentenceBatch SentencePairs::batch(int first, int count) const {
  std::vector<int> indices(count);
  std::iota(indices.begin(), indices.end(), first);
  return batch(indices);
}

ExactMatch::ExactMatch(const SentencePairs& pairs)
    : pairs_(pairs),
      most_steps_(pairs.longest_target()),
      answers_(std::size_t(pairs.count()) * most_steps_, eos_symbol) {}

std::span<const int> ExactMatch::answer(int index) const {
  const auto kept = std::span(answers_).subspan(std::size_t(index) * most_steps_, most_steps_);
  return kept.first(std::find(kept.begin(), kept.end(), eos_symbol) - kept.begin());
}

bool ExactMatch::is_right(int index) const {
  const std::span<const int> answer = this->answer(index), target = pairs_.target(index);
  return std::equal(answer.begin(), answer.end(), target.begin(), target.end());
}

float ExactMatch::share() const {
  int right = 0;
  for (int i = 0; i < pairs_.count(); ++i) right += is_right(i);
  return static_cast<float>(right) / static_cast<float>(pairs_.count());
}

void ExactMatch::open(PartedStep& step, const Variables& variables) {
  if (step.is_open()) return;
  double weights = 0;
  for (const Tensor& variable : variables.tensors()) weights += variable.count();
  constexpr double products = 1.5e8, most = 512;
  const double at_once = std::clamp(products / (weights * most_steps_), 1.0, most);
  const int count = std::min(static_cast<int>(at_once), pairs_.count() - position_);
  next_ = pairs_.batch(position_, count);
  step.open(count, count_parts(count, most_steps_, weights * count * most_steps_));
}

void ExactMatch::answer(PartedStep& step, int part, const AttentionModel& model) const {
  const Rows rows = step.rows(part);
  Tensor answers = Tensor::filled(Shape{rows.count, most_steps_}, eos_symbol);
  float* row = answers.mutable_data();
  for (const Decoded& decoded : model.greedy(next_, rows, most_steps_, false)) {
    std::copy(decoded.ids.begin(), decoded.ids.end(), row);
    row += most_steps_;
  }
  step.add(part, {&answers, 1});
}

bool ExactMatch::close(PartedStep& step) {
  const Tensor answers = step.close().kept.front();
  std::copy_n(answers.data(), answers.count(),
              answers_.begin() + std::ptrdiff_t{position_} * most_steps_);
  position_ += answers.size(0);
  const bool is_complete = position_ == pairs_.count();
  if (is_complete) position_ = none;
  return is_complete;
}

// What is put back may come from anywhere.
void ExactMatch::visit(Archive& archive, const std::string& name, int target_vocabulary) {
  const std::size_t count = answers_.size();
  archive.value(name + "/position", position_);
  archive.values(name + "/answers", answers_);
  require(position_ >= none && position_ < pairs_.count(), "load",
          "there is no such place in this test");
  require(answers_.size() == count &&
              std::all_of(answers_.begin(), answers_.end(),
                          [&](int id) { return id >= 0 && id < target_vocabulary; }),
          "load", "the answers are not those of this test");
}

}  // namespace unfold
