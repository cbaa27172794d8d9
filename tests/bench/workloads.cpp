#include "tests/bench/workloads.h"

#include <cmath>
#include <numeric>
#include <stdexcept>
#include <utility>

#include "engine/core/tape.h"
#include "engine/nn/candidate_losses.h"
#include "engine/ops/activation.h"
#include "engine/ops/arrange.h"
#include "engine/ops/loss.h"
#include "engine/ops/reduce.h"
#include "engine/ops/select.h"
#include "engine/optim/optimizer.h"
#include "tests/bench/model.h"

namespace unfold::bench {
namespace {

// What a training step does around its loss.
class Trainer {
 public:
  Trainer(const Variables& variables, OptimizerKind kind, float learning_rate)
      : variables_(variables.tensors()),
        optimizer_(make_optimizer(kind, learning_rate, AdamEpsilon::corrected)) {}

  template <typename Loss>
  float step(Loss loss) {
    Tape tape;
    const Tensor value = loss();
    tape.backward(value);
    descend();
    return value.item();
  }
  // Against the gradients that the variables have.
  void descend() { optimizer_->apply(variables_); }

 private:
  std::vector<Tensor> variables_;
  std::unique_ptr<Optimizer> optimizer_;
};

std::vector<int> given_lengths(const Spec& spec, const Data& data) {
  const auto found = data.ints.find("lengths");
  if (found == data.ints.end()) return {};
  if (static_cast<int>(found->second.size()) != spec.batch) {
    throw std::invalid_argument("[data] lengths must be one for each sequence");
  }
  return found->second;
}

// (B, T): 1 for steps that a sequence has, 0 past its end.
Tensor step_mask(const Spec& spec, const std::vector<int>& lengths) {
  Tensor mask = Tensor::zeros(Shape{spec.batch, spec.steps});
  for (int b = 0; b < spec.batch; ++b) {
    for (int t = 0; t < lengths[b]; ++t) mask.mutable_data()[b * spec.steps + t] = 1;
  }
  return mask;
}

// Training on sequences. Where they have lengths, steps past them count in no loss.
class SequenceWorkload final : public Workload {
 public:
  SequenceWorkload(const Spec& spec, const Data& data)
      : spec_(spec),
        model_(spec, data, variables_),
        trainer_(variables_, OptimizerKind::adam, spec.learning_rate),
        step_(variables_.tensors()),
        lengths_(given_lengths(spec, data)) {
    const int parts = count_parts(spec.batch, spec.steps, flops() / flops_of_a_pair);
    step_.open(spec.batch, parts);
    for (int part = 0; part < parts; ++part) parts_.push_back(make_part(data, step_.rows(part)));
  }

  float step() override {
    open_parts();
    step_.for_missing([&](int part) { compute_part(part); });
    const float loss = step_.close().loss;
    trainer_.descend();
    return loss;
  }

  int open_parts() override {
    if (!step_.is_open()) step_.open(spec_.batch, static_cast<int>(parts_.size()));
    return step_.parts();
  }

  double flops() const override {
    if (lengths_.empty()) return bench::flops(spec_);
    return bench::flops(spec_, std::accumulate(lengths_.begin(), lengths_.end(), 0.0));
  }

 protected:
  void compute_part(int number) override {
    const Part& part = parts_[number];
    Tape tape;
    const Tensor loss = loss_of(part, model_(part.x, part.lengths));
    step_.add(number, tape, part.share == 1 ? loss : loss * part.share);
  }

  PartedStep* parts() override { return &step_; }

 private:
  // Forward, and twice as many back; to multiply and to add.
  static constexpr double flops_of_a_pair = 6;

  // Some rows of the batch.
  struct Part {
    Tensor x, targets, mask;
    std::vector<int> classes, lengths;
    float share;  // of its loss in that of all rows
  };

  Part make_part(const Data& data, Rows rows) const {
    const auto of = [&](const Tensor& all) { return slice(all, 0, rows.first, rows.count); };
    Part part{.x = of(shaped(data, "x", Shape{spec_.batch, spec_.steps, spec_.input}))};
    if (spec_.has_classes()) part.classes = rows_of(integers(data, "y"), rows);
    if (!spec_.has_classes()) part.targets = of(shaped(data, "y", target_shape()));
    if (!lengths_.empty()) part.lengths = rows_of(lengths_, rows);
    if (masked()) part.mask = of(step_mask(spec_, lengths_));
    part.share = share_of(part, rows);
    return part;
  }

  std::vector<int> rows_of(const std::vector<int>& values, Rows rows) const {
    const auto each = static_cast<std::ptrdiff_t>(values.size()) / spec_.batch;
    const auto begin = values.begin() + rows.first * each;
    return {begin, begin + rows.count * each};
  }

  float share_of(const Part& part, Rows rows) const {
    if (spec_.loss == Spec::Loss::squared_sum) return 1;
    if (!masked()) return static_cast<float>(rows.count) / static_cast<float>(spec_.batch);
    const auto cells = [](const std::vector<int>& lengths) {
      return static_cast<float>(std::accumulate(lengths.begin(), lengths.end(), 0));
    };
    return cells(part.lengths) / cells(lengths_);
  }

  bool every_step() const { return spec_.head == Spec::Head::all; }
  bool masked() const { return every_step() && !lengths_.empty(); }
  Shape target_shape() const {
    return every_step() ? Shape{spec_.batch, spec_.steps, spec_.output}
                        : Shape{spec_.batch, spec_.output};
  }

  Tensor loss_of(const Part& part, const Tensor& predicted) const {
    if (spec_.has_classes()) {
      return masked() ? sequence_loss(predicted, part.classes, part.mask)
                      : reduce_mean(softmax_cross_entropy(predicted, part.classes));
    }
    return squared_loss(squared_difference(predicted, part.targets), part.mask);
  }

  Tensor squared_loss(const Tensor& squares, const Tensor& mask) const {
    const bool mean = spec_.loss == Spec::Loss::squared_mean;
    if (!masked()) return mean ? reduce_mean(squares) : reduce_sum(squares);
    const Tensor total = reduce_sum(reduce_sum(squares, -1) * mask);
    const Tensor valid = reduce_sum(mask) * static_cast<float>(spec_.output);
    return mean ? total / valid : total;
  }

  Spec spec_;
  Variables variables_;
  Model model_;
  Trainer trainer_;
  PartedStep step_;
  std::vector<int> lengths_;
  std::vector<Part> parts_;
};

// The harness gives logarithms of the expected counts; the engine takes the counts.
void append_counts(const Tensor& logarithms, std::vector<float, PoolAllocator<float>>& counts) {
  for (const float value : logarithms.values()) counts.push_back(std::exp(value));
}

// Word vectors by noise-contrastive estimation, with the candidates that the data names. Only the
// rows that a batch touches are moved.
class Word2vecWorkload final : public Workload {
 public:
  Word2vecWorkload(const Spec& spec, const Data& data)
      : spec_(spec),
        embeddings_(variables_.make("embeddings",
                                    shaped(data, "emb", Shape{spec.vocabulary, spec.embedding}))),
        weights_(variables_.make("nce_weights",
                                 shaped(data, "nceW", Shape{spec.vocabulary, spec.embedding}))),
        biases_(variables_.make("nce_biases", shaped(data, "nceB", Shape{spec.vocabulary}))),
        trainer_(variables_, OptimizerKind::lazy_adam, spec.learning_rate) {
    for (int i = 0; i < spec.batches; ++i) batches_.push_back(make_batch(data, i));
  }

  float step() override {
    const Batch& batch = batches_[next_++ % batches_.size()];
    return trainer_.step([&] {
      const Tensor inputs = embedding_lookup(embeddings_, batch.inputs);
      return reduce_mean(nce_loss(weights_, biases_, batch.labels, inputs, batch.candidates));
    });
  }

  double flops() const override { return bench::flops(spec_); }

 private:
  struct Batch {
    std::vector<int> inputs, labels;
    Candidates candidates;
  };

  Batch make_batch(const Data& data, int number) const {
    const std::string prefix = std::string("b").append(std::to_string(number)).append(".");
    Batch batch{integers(data, prefix + "in"), integers(data, prefix + "label"), {}};
    const std::vector<int>& negatives = integers(data, prefix + "neg");
    batch.candidates.ids.assign(negatives.begin(), negatives.end());
    append_counts(shaped(data, prefix + "logqLabel", Shape{spec_.batch}),
                  batch.candidates.true_expected);
    append_counts(shaped(data, prefix + "logqNeg", Shape{spec_.negatives}),
                  batch.candidates.sampled_expected);
    return batch;
  }

  Spec spec_;
  Variables variables_;
  Tensor embeddings_, weights_, biases_;
  Trainer trainer_;
  std::vector<Batch> batches_;
  std::size_t next_ = 0;
};

// A symbol after the other, each drawn from what the model expects after the last.
class SamplingWorkload final : public Workload {
 public:
  SamplingWorkload(const Spec& spec, const Data& data)
      : spec_(spec), model_(spec, data, variables_) {
    if (spec.batch != 1 || spec.bidirectional) {
      throw std::invalid_argument("[spec] sampling draws one sequence, forward");
    }
  }

  float step() override {
    Tensor x = Tensor::zeros(Shape{1, 1, spec_.input});
    x.mutable_data()[symbol_] = 1;
    const Tensor probabilities = softmax(model_(x, state_));
    symbol_ = drawn(probabilities);
    return -std::log(probabilities.data()[0]);
  }

  double flops() const override { return bench::flops(spec_); }

 private:
  int drawn(const Tensor& probabilities) {
    double rest = random_();
    int symbol = 0;
    for (; symbol < probabilities.count() - 1; ++symbol) {
      rest -= probabilities.data()[symbol];
      if (rest < 0) break;
    }
    return symbol;
  }

  static constexpr std::uint32_t draws_seed = 7;

  Spec spec_;
  Variables variables_;
  Model model_;
  std::vector<State> state_;
  Mulberry32 random_{draws_seed};
  int symbol_ = 0;
};

}  // namespace

void Workload::compute_parts(int first, int count) {
  for (int part = first; part < first + count; ++part) {
    if (!parts()->has(part)) compute_part(part);
  }
}

std::unique_ptr<Workload> make_workload(const Spec& spec, Data data) {
  switch (spec.task) {
    case Spec::Task::sequence: return std::make_unique<SequenceWorkload>(spec, data);
    case Spec::Task::sampling: return std::make_unique<SamplingWorkload>(spec, data);
    case Spec::Task::word2vec: return std::make_unique<Word2vecWorkload>(spec, data);
  }
  throw std::invalid_argument("[spec] there is no such task");
}

std::unique_ptr<Workload> make_workload(std::string_view name) {
  return make_workload(read_spec(named_spec(name).spec), named_data(name));
}

}  // namespace unfold::bench
