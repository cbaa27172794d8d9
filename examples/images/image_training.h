// ImageTraining: what the labs that learn to read pictures have in common.
#pragma once

#include <span>
#include <vector>

#include "engine/lab/lab.h"
#include "engine/nn/network/model.h"
#include "engine/nn/network/training.h"
#include "engine/random/numpy.h"
#include "examples/images/image_data.h"
#include "examples/images/refusals.h"
#include "examples/shared/refusals.h"

namespace unfold {

struct ImageTrainingInputs {
  ImageDataInputs data;
  CellKind cell = CellKind::rnn;
  int hidden = 150, layers = 1;
  int epochs = 30, batch_size = 150;
  double learning_rate = 0.001;
  OptimizerKind optimizer = OptimizerKind::adam;
  Seed seed = 42, shuffle_seed = 42;
  int op_seed_cell = 0, op_seed_dense = 0;

  void visit_model(Form& form);  // without the cell
  void visit_training(Form& form);
};

// An epoch reads all training pictures once, in an order that NumPy shuffles; after its last batch
// the test pictures are read, a few in each part of the step.
class ImageTraining : public Lab {
 public:
  static constexpr RefusalTable refusals[] = {image_refusals, file_refusals};

  struct Question {
    Tensor digit;  // empty or blank: a picture of the test
    int index = 0;
    void visit(Form& form);
  };

  int steps() const override { return epochs_ * batches_; }
  void change(const ImageTrainingInputs& inputs);
  void step(Report& report) override;
  bool is_within_step() const override { return tested_ != no_test; }
  int open_parts() override;
  void compute_part(int part) override { is_within_step() ? test(part) : train(part); }
  PartedStep* parts() override { return &training_.parts(); }
  const Variables& variables() const override { return variables_; }
  void visit_state(Archive& archive) override;
  void show(Report& report) const override;
  void show_untrained(Report& report) const override;
  void ask(const Question& question, Report& answer) const;
  std::optional<Network> network() const override { return network_; }
  std::optional<TrainingData> training_data() const override;
  void give_examples(Examples& examples) const override;

 protected:
  // What the dense layer sees: the state of the top layer, or those of all layers side by side.
  ImageTraining(const ImageTrainingInputs& inputs, Readout readout);

 private:
  static constexpr int no_test = -1, no_prediction = -1;

  int count_classes() const { return static_cast<int>(data_.classes.size()); }
  std::string caption(int label, int predicted) const;
  void require_sound_state() const;
  std::span<const int> batch() const;
  float batch_accuracy();
  void train(int part);
  // The test pictures that are read next.
  int count_tested_next() const;
  void test(int part);
  void continue_test(Report& report);
  float test_accuracy() const;
  Tensor confusion() const;
  void show_misread(Report& report) const;
  Tensor scores(const Tensor& images) const;  // (B, C)
  // How one picture (1, 28, 28) is read, row by row.
  int show_reading(const Tensor& image, int label, Report& report) const;

  ImageData data_;
  int epochs_, batches_;  // batches of an epoch
  Network network_;
  Variables variables_;
  NetworkModel model_;
  NetworkTraining training_;
  int test_part_size_;

  RandomState shuffle_;
  std::vector<int> order_;      // of the training pictures in this epoch
  int batch_ = 0;               // the next of this epoch
  int tested_ = no_test;        // pictures that the test under way has read
  std::vector<int> predicted_;  // for each test picture, by the last test

  std::vector<int> labels_, batch_predicted_;  // of a part of the batch, of all of it
};

}  // namespace unfold
