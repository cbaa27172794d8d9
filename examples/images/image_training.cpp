#include "examples/images/image_training.h"

#include <algorithm>
#include <string>

#include "engine/core/require.h"
#include "engine/lab/refusal.h"
#include "engine/nn/network/count.h"
#include "engine/ops/activation.h"
#include "engine/ops/arrange.h"
#include "engine/ops/select.h"
#include "examples/images/drawn_image.h"
#include "examples/shared/cell_inputs.h"
#include "examples/shared/tensors.h"
#include "examples/shared/training.h"

namespace unfold {
namespace {

constexpr int unknown = -1;  // the label of a drawing

// Pictures that a part of a test reads: what takes some ten milliseconds.
int pictures_at_once(const Network& network) {
  constexpr std::int64_t products = 200'000'000;
  const std::int64_t pictures = products / (image_rows * count_weights(network));
  return static_cast<int>(std::clamp<std::int64_t>(pictures, 8, 500));
}

// How many operations TensorFlow makes between the weights of one layer and those of the next:
// counted for the basic RNN and the LSTM, the others take the LSTM's.
int op_seed_stride(CellKind cell) { return gate_count(cell) == 1 ? 21 : 34; }

Network network_of(const ImageTrainingInputs& inputs, Readout readout, int classes) {
  Network network{.input = {InputLayer::Kind::features, image_columns},
                  .readout = readout,
                  .loss = NetworkLoss::softmax_cross_entropy,
                  .optimizer = inputs.optimizer,
                  .learning_rate = inputs.learning_rate,
                  .seed = inputs.seed};
  for (int layer = 0; layer < inputs.layers; ++layer) {
    const int op_seed = inputs.op_seed_cell + layer * op_seed_stride(inputs.cell);
    network.layers.emplace_back(RecurrentLayer{
        .cell = inputs.cell,
        .units = inputs.hidden,
        .origins = origins("rnn/multi_rnn_cell/cell_" + std::to_string(layer), op_seed)});
  }
  network.layers.emplace_back(
      DenseLayer{.units = classes, .origins = origins("dense", inputs.op_seed_dense)});
  return network;
}

bool is_each_within(std::span<const int> values, int first, int end) {
  return std::all_of(values.begin(), values.end(),
                     [&](int value) { return value >= first && value < end; });
}

float share(int count, int of) { return static_cast<float>(count) / static_cast<float>(of); }

}  // namespace

void ImageTrainingInputs::visit_model(Form& form) {
  hidden_field(form, hidden)
      .help(
          "How many numbers the state of a layer holds; twice as many make a step four times as "
          "long.")
      .range(1, 300);
  form.integer("layers", layers)
      .label("Layers")
      .help("How many cells stand on top of each other; each reads what the one below puts out.")
      .range(1, 4);
}

void ImageTrainingInputs::visit_training(Form& form) {
  form.integer("epochs", epochs)
      .label("Epochs")
      .help("How often all training pictures are read; after each epoch comes a test.")
      .range(1, 100)
      .lengthens();
  form.integer("batch_size", batch_size)
      .label("Batch size")
      .help(
          "How many pictures a step reads; a few more, so that the batches of an epoch are equal.")
      .range(1, 1000);
  learning_rate_field(form, learning_rate);
  optimizer_field(form, optimizer);
  seed_field(form, seed);
  form.seed("shuffle_seed", shuffle_seed)
      .label("Shuffle seed")
      .help("NumPy's seed, from which the order of the pictures in each epoch follows.")
      .advanced();
  op_seed_field(form, "op_seed_cell", op_seed_cell)
      .label("Op seed, cell")
      .help(
          "The seed of the first layer's weights; TensorFlow counts it from the graph, and those "
          "of the other layers from it.");
  op_seed_field(form, "op_seed_dense", op_seed_dense)
      .label("Op seed, dense layer")
      .help("The seed of the weights of the layer after the cells.");
}

void ImageTraining::Question::visit(Form& form) {
  form.image("digit", digit, image_rows, image_columns)
      .label("Draw a digit")
      .help(
          "It is scaled and centred as MNIST's digits were. Leave it blank to have a picture of "
          "the test read.")
      .optional()
      .live();
  form.integer("index", index)
      .label("Test picture")
      .help("The number of a picture of the test, from 0.")
      .range(0, 9999)
      .live();
}

ImageTraining::ImageTraining(const ImageTrainingInputs& inputs, Readout readout)
    : data_(inputs.data.read()),
      epochs_(inputs.epochs),
      batches_(std::max(1, data_.train.count() / inputs.batch_size)),
      network_(network_of(inputs, readout, count_classes())),
      model_(network_, variables_),
      training_(network_, variables_),
      test_part_size_(pictures_at_once(network_)),
      shuffle_(inputs.shuffle_seed),
      predicted_(data_.test.count(), no_prediction) {}

void ImageTraining::visit_state(Archive& archive) {
  visit_optimizer(archive, variables_, training_.optimizer());
  archive.value("shuffle", shuffle_);
  archive.values("order", order_);
  archive.value("batch", batch_);
  archive.value("tested", tested_);
  archive.values("predicted", predicted_);
  require_sound_state();
}

// What is put back may come from anywhere.
void ImageTraining::require_sound_state() const {
  const int train = data_.train.count(), test = data_.test.count();
  const bool starts = order_.empty() && batch_ == 0;
  const bool goes_on = static_cast<int>(order_.size()) == train && is_each_within(order_, 0, train);
  require((starts || goes_on) && batch_ >= 0 && batch_ < batches_, "load",
          "the order of the pictures is not one of these pictures");
  require(static_cast<int>(predicted_.size()) == test &&
              is_each_within(predicted_, no_prediction, count_classes()) && tested_ >= no_test &&
              tested_ < test,
          "load", "the predictions are not those of these pictures");
}

void ImageTraining::change(const ImageTrainingInputs& inputs) {
  epochs_ = inputs.epochs;
  network_.learning_rate = inputs.learning_rate;
}

void ImageTraining::step(Report& report) {
  compute_missing_parts();
  if (is_within_step()) return continue_test(report);
  report.curve("loss", training_.close(network_.learning_rate).loss);
  const bool is_last = batch_ + 1 == batches_;
  if (is_last) {
    report.curve("batch_accuracy", batch_accuracy());
    tested_ = 0;
  }
  batch_ = is_last ? 0 : batch_ + 1;
}

int ImageTraining::open_parts() {
  if (training_.parts().is_open()) return training_.parts().parts();
  if (is_within_step()) {
    training_.open(count_tested_next(), image_rows);
  } else {
    if (batch_ == 0) order_ = shuffle_.permutation(data_.train.count());
    training_.open(static_cast<int>(batch().size()), image_rows);
  }
  return training_.parts().parts();
}

void ImageTraining::train(int part) {
  training_.compute(part, [&](Rows rows) {
    const std::span<const int> pictures = batch().subspan(rows.first, rows.count);
    labels_.clear();
    for (const int picture : pictures) labels_.push_back(data_.train.label(picture));
    return PartLoss{loss_of_symbols(network_, scores(data_.train.images(pictures)), labels_)};
  });
}

// The parts of numpy.array_split: the first ones may have a picture more.
std::span<const int> ImageTraining::batch() const {
  const int pictures = data_.train.count();
  const int size = pictures / batches_, larger = pictures % batches_;
  const int first = batch_ * size + std::min(batch_, larger);
  return std::span<const int>(order_).subspan(first, size + (batch_ < larger));
}

// In the order of the next epoch.
std::optional<TrainingData> ImageTraining::training_data() const {
  const std::vector<int> order = RandomState(shuffle_).permutation(data_.train.count());
  Tensor labels(Shape{data_.train.count()});
  std::transform(order.begin(), order.end(), labels.mutable_data(),
                 [&](int index) { return data_.train.label(index); });
  return TrainingData{.x = data_.train.images(order),
                      .y = labels,
                      .x_divisor = 255,
                      .batches = batches_,
                      .shuffles = true,
                      .symbols = data_.classes};
}

// The first of the test pictures.
void ImageTraining::give_examples(Examples& examples) const {
  constexpr int most = 20;
  examples.x = data_.test.images(0, std::min(most, data_.test.count()));
}

Tensor ImageTraining::scores(const Tensor& images) const { return model_.forward(images).outputs; }

float ImageTraining::batch_accuracy() {
  const std::span<const int> pictures = batch();
  batch_predicted_.resize(pictures.size());
  argmax(scores(data_.train.images(pictures)), batch_predicted_);
  int right = 0;
  for (std::size_t i = 0; i < pictures.size(); ++i) {
    right += batch_predicted_[i] == data_.train.label(pictures[i]);
  }
  return share(right, static_cast<int>(pictures.size()));
}

int ImageTraining::count_tested_next() const {
  return std::min(test_part_size_, data_.test.count() - tested_);
}

void ImageTraining::test(int part) {
  const Rows rows = training_.parts().rows(part);
  const Tensor images = data_.test.images(tested_ + rows.first, rows.count);
  const Tensor predicted = whole_numbers(Shape{rows.count}, argmax(scores(images)));
  training_.parts().add(part, {&predicted, 1});
}

void ImageTraining::continue_test(Report& report) {
  const int count = count_tested_next();
  const Tensor predicted = training_.parts().close().kept.front();
  std::copy_n(predicted.data(), count, predicted_.begin() + tested_);
  tested_ += count;
  if (tested_ < data_.test.count()) return;
  tested_ = no_test;
  report.curve("test_accuracy", test_accuracy());
}

float ImageTraining::test_accuracy() const {
  int right = 0;
  for (int i = 0; i < data_.test.count(); ++i) right += predicted_[i] == data_.test.label(i);
  return share(right, data_.test.count());
}

std::string ImageTraining::caption(int label, int predicted) const {
  const auto& classes = data_.classes;
  return (label == unknown ? "" : classes[label] + " ") + "→ " + classes[predicted];
}

void ImageTraining::show(Report& report) const {
  if (!data_.found.rows.empty()) report.table("file", data_.found);
  report.matrix("confusion", confusion(),
                {{"class", "prediction"}, {data_.classes, data_.classes}});
  show_misread(report);
  show_reading(data_.test.images(0, 1), data_.test.label(0), report);
}

// No picture has been tested yet.
void ImageTraining::show_untrained(Report& report) const {
  show_reading(data_.test.images(0, 1), data_.test.label(0), report);
}

// How many test pictures of each label (row) were taken for each class (column).
Tensor ImageTraining::confusion() const {
  const int C = count_classes();
  Tensor counts = Tensor::zeros(Shape{C, C});
  for (int i = 0; i < data_.test.count(); ++i) {
    if (predicted_[i] == no_prediction) continue;
    ++counts.mutable_data()[data_.test.label(i) * C + predicted_[i]];
  }
  return counts;
}

void ImageTraining::show_misread(Report& report) const {
  constexpr std::size_t most = 24;
  std::vector<int> misread;
  std::vector<std::string> captions;
  for (int i = 0; i < data_.test.count() && misread.size() < most; ++i) {
    const int label = data_.test.label(i), predicted = predicted_[i];
    if (predicted == no_prediction || predicted == label) continue;
    misread.push_back(i);
    captions.push_back(caption(label, predicted));
  }
  report.images("misread", data_.test.images(misread), captions,
                std::vector<bool>(misread.size(), true));
}

int ImageTraining::show_reading(const Tensor& image, int label, Report& report) const {
  const State layers = model_.forward(image).recurrent;
  const bool sees_all = network_.readout == Readout::all_layers;
  const Tensor states = sees_all ? concat(layers, 2) : layers.back();
  const Tensor probabilities =
      softmax(model_.behind_readout(states)).view(Shape{image_rows, count_classes()});
  const int predicted = argmax(probabilities).back();
  report.images("picture", image, {caption(label, predicted)},
                {label != unknown && label != predicted});
  report.matrix("row_by_row", probabilities, {{"time", "class"}, {{}, data_.classes}});
  report.matrix("states", states.view(Shape{image_rows, states.size(2)}), {{"time", "unit"}, {}});
  return predicted;
}

void ImageTraining::ask(const Question& question, Report& answer) const {
  const bool drawn = !is_blank(question.digit);
  if (!drawn && question.index >= data_.test.count()) {
    refuse("index", "out-of-range",
           {{"min", "0"},
            {"max", std::to_string(data_.test.count() - 1)},
            {"value", std::to_string(question.index)}});
  }
  const Tensor image = drawn ? like_mnist(question.digit).view(Shape{1, image_rows, image_columns})
                             : data_.test.images(question.index, 1);
  const int label = drawn ? unknown : data_.test.label(question.index);
  const int predicted = show_reading(image, label, answer);
  answer.text("prediction", data_.classes[predicted], label == unknown ? "" : data_.classes[label]);
}

}  // namespace unfold
