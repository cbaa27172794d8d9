// gradient-flow: which of three cells lets the gradient reach the step at which the answer was
// given.
#pragma once

#include <array>
#include <memory>
#include <string>
#include <vector>

#include "engine/lab/lab.h"
#include "engine/nn/network/model.h"
#include "engine/optim/optimizer.h"
#include "engine/random/numpy.h"
#include "examples/memory/refusals.h"

namespace unfold {

class GradientFlow final : public Lab {
 public:
  static constexpr About about{"gradient-flow",
                               "How far back does the gradient reach?",
                               "A basic RNN, an LSTM and a GRU must name the first symbol of a "
                               "sequence at its end; the gradient shows who can learn to.",
                               Chapter::memory,
                               "why the notebooks use LSTM cells",
                               300};
  static constexpr RefusalTable refusals[] = {memory_refusals};

  struct Inputs {
    int distance = 30, symbols = 4, hidden = 16;
    double forget_bias = 3;
    Initializer initializer = Initializer::glorot_uniform;
    double recurrent_scale = 1;
    double clip_norm = 0;  // 0: off
    OptimizerKind optimizer = OptimizerKind::adam;
    double learning_rate = 0.003;
    int batch = 32, steps = 600;
    Seed seed = 1;
    void visit(Form& form);
  };
  static std::vector<Preset> presets();

  struct Question {
    std::string text = "cabbadacabdabbacadabcaddabcabad";
    void visit(Form& form);
  };
  void ask(const Question& question, Report& answer) const;

  explicit GradientFlow(const Inputs& inputs);
  int steps() const override { return inputs_.steps; }
  void change(const Inputs& inputs) { inputs_ = inputs; }
  void step(Report& report) override;
  void show(Report& report) const override;
  const Variables& variables() const override { return variables_; }
  std::optional<Network> network() const override { return networks()[1]; }
  std::vector<Network> networks() const override;
  std::optional<TrainingData> training_data() const override;
  void visit_state(Archive& archive) override;

 private:
  static constexpr int cells = 3;  // rnn, lstm, gru

  struct Model {
    NetworkModel network;
    std::vector<Tensor> trained;
  };
  struct Batch {
    std::vector<int> symbols;  // B · T
    std::vector<int> targets;  // B: the first of each row
  };
  using Norms = std::array<std::vector<float>, cells>;  // by time step

  void make_models();
  Tensor initial_kernel(CellKind kind) const;
  Tensor initial_gates(int gates, std::uint64_t op_seed) const;

  Batch empty_batch(int B) const;
  void draw(Batch& batch, RandomState& random) const;
  Tensor one_hot_symbols(const Batch& batch) const;  // (B, T, V)
  Tensor logits(const Model& model, const Tensor& x) const;
  float train(int index, const Tensor& x);
  void report_accuracies(Report& report);
  Norms gradient_norms() const;

  Inputs inputs_;
  Variables variables_;
  std::vector<Model> models_;
  std::vector<Tensor> trained_;  // of all models
  std::unique_ptr<Optimizer> optimizer_;
  RandomState random_;
  Batch batch_, probe_;  // the probe stays the same
  std::vector<int> answers_;
  std::array<int, cells> right_{};  // answers since accuracies were reported last
  Norms norms_at_start_;
};

}  // namespace unfold
