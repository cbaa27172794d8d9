// binary-memory: an RNN that answers bits which depend on what it read three and eight steps
// before.
#pragma once

#include <string>
#include <vector>

#include "engine/lab/lab.h"
#include "engine/nn/network/model.h"
#include "engine/nn/network/training.h"
#include "examples/memory/binary-memory/pattern.h"
#include "examples/memory/refusals.h"
#include "examples/shared/refusals.h"

namespace unfold {

class BinaryMemory final : public Lab {
 public:
  static constexpr About about{"binary-memory", "How far back does it remember?",
                               "Each answer depends on the bits three and eight steps before; the "
                               "loss tells which of them the network remembers.",
                               Chapter::memory, "binary sequences"};
  static constexpr RefusalTable refusals[] = {memory_refusals, fit_refusals};

  // How the recurrence is written: step by step from elementary operations, or dynamic_rnn.
  enum class Spelling { raw, api };
  // Cross entropy, or -y log p(0), which the notebook's first graph minimizes.
  enum class Objective { cross_entropy, as_written };

  struct Inputs {
    Pattern pattern;
    int length = 1000000, batch = 200, num_steps = 5;
    bool carry_state = true;
    int hidden = 4;
    Spelling spelling = Spelling::api;
    Objective objective = Objective::cross_entropy;
    OptimizerKind optimizer = OptimizerKind::adagrad;
    double learning_rate = 0.1;
    int steps = 1000;
    Seed seed = 1;
    void visit(Form& form);
    void fit(Fitting& fitting);
  };
  static std::vector<Preset> presets();

  struct Question {
    std::string bits = "011111011010011101100010";
    void visit(Form& form);
  };
  void ask(const Question& question, Report& answer) const;

  explicit BinaryMemory(const Inputs& inputs);
  int steps() const override { return inputs_.steps; }
  void change(const Inputs& inputs) { inputs_ = inputs; }
  void step(Report& report) override;
  void show(Report& report) const override;
  const Variables& variables() const override { return variables_; }
  void visit_state(Archive& archive) override;
  std::optional<Network> network() const override;
  std::optional<TrainingData> training_data() const override;

 private:
  void begin_epoch(const RandomState& random);
  void read_window();
  NetworkModel::Result run(Spelling spelling, const Tensor& x, const State& state) const;
  void report_losses(Report& report, float loss);
  std::vector<float> predict(const std::vector<std::uint8_t>& x) const;
  void show_contexts(Report& report, const std::vector<float>& predicted) const;
  void show_weights(Report& report) const;

  Inputs inputs_;
  int windows_;  // in an epoch
  Variables variables_;
  NetworkModel model_;
  NetworkTraining training_;

  RandomState epoch_start_, random_;  // before and after the epoch's data were drawn
  Bits epoch_;
  int window_ = 0;  // the next one of the epoch
  State state_;     // after the last window; empty before the first
  double sum_of_losses_ = 0;
  int summed_ = 0;

  std::vector<int> read_, targets_;  // B · T: of the present window
  Bits unseen_;                      // data that no step trains on
  std::string first_ten_, shapes_;
};

}  // namespace unfold
