#include "examples/series/creative-sequence/creative_sequence.h"

#include <algorithm>

namespace unfold {
namespace {

using Beginning = CreativeSequence::Beginning;

constexpr Choice<Beginning> beginnings[] = {{Beginning::zeros, "zeros", "Zeros"},
                                            {Beginning::series, "series", "The series"},
                                            {Beginning::values, "values", "Own values"}};

constexpr int most_generated = 500;

Field& length_field(Form& form, int& length) {
  return form.integer("length", length)
      .label("Length")
      .help("How many values the network makes up, each from the window of values before it.")
      .range(1, most_generated);
}

// The last T numbers, behind zeros if there are fewer.
Tensor last_values(const Tensor& numbers, int T) {
  Tensor values = Tensor::zeros(Shape{T});
  const int count = std::min(T, numbers.count());
  std::copy_n(numbers.data() + numbers.count() - count, count, values.mutable_data() + T - count);
  return values;
}

Tensor first(const Tensor& values, int count) {
  return Tensor(Shape{count}, values.values().first(count));
}

// The sequence and, on top of it, the part that was given.
Plot generated_plot(const Tensor& sequence, int given) {
  return {{{"generated", sequence}, {"beginning", first(sequence, given)}}, "step", "value"};
}

}  // namespace

void CreativeSequence::Inputs::visit(Form& form) {
  SeriesModelInputs::visit(form);
  length_field(form, length).live();
}

std::vector<Preset> CreativeSequence::presets() {
  return {
      {.name = "as-published",
       .label = "As published",
       .note = "The RNN chapter's training without the wrapper, seed 42, which is the model that "
               "its two figures were drawn from; its errors are compared.",
       .origin = Origin::seeded,
       .published = printed_errors(Projection::dense)},
      {.name = "wrapper",
       .label = "With the wrapper",
       .note = "The model of the chapter's first training: other random weights, another curve.",
       .origin = Origin::seeded,
       .inputs = {{"variant", "wrapper"}},
       .published = printed_errors(Projection::wrapper)},
      {.name = "lstm",
       .label = "LSTM",
       .note = "Our own: an LSTM of 32 units, whose state is bounded.",
       .inputs = {{"cell", "lstm"}, {"hidden", "32"}, {"learning_rate", "0.01"}, {"steps", "500"}}},
      {.name = "plain-sine",
       .label = "A plain sine",
       .note = "Our own: a curve that repeats itself, the fast wave alone.",
       .inputs = {{"growth", "0"}}},
      {.name = "basic-rnn",
       .label = "Basic RNN",
       .note = "Our own: units that stay between −1 and 1, so that nothing can run away.",
       .inputs = {{"cell", "rnn"}}},
  };
}

CreativeSequence::CreativeSequence(const Inputs& inputs) : length_(inputs.length), model_(inputs) {}

void CreativeSequence::show(Report& report) const {
  report.level("mse", "no_change", model_.series().error_of_no_change());
  const int T = model_.window();
  const std::vector<double> times = times_from(Series::end, T + length_ - 1);
  const Tensor series = model_.series().at(times);
  const Tensor from_zeros = model_.continued(Tensor::zeros(Shape{T}), length_);
  report.plot("from_zeros", generated_plot(from_zeros, T));
  Plot from_series = generated_plot(model_.continued(first(series, T), length_), T);
  from_series.lines.insert(from_series.lines.begin(), {"true_series", series});
  report.plot("from_series", std::move(from_series));
}

void CreativeSequence::Question::visit(Form& form) {
  form.choice("beginning", beginning, beginnings)
      .label("Beginning")
      .help("What the network reads before it goes on alone.")
      .live();
  start_field(form, start)
      .help("Where in the series the beginning is taken; training saw times from 0 to 30 only.")
      .when("beginning", "series")
      .live();
  form.matrix("values", values)
      .label("Values")
      .help("A row of numbers to go on from; if they are fewer than the window, zeros come first.")
      .range(-100, 100)
      .axes("batch,time")
      .shape({1, 100})
      .when("beginning", "values")
      .live();
  length_field(form, length).live();
}

Tensor CreativeSequence::first_values(const Question& question) const {
  const int T = model_.window();
  switch (question.beginning) {
    case Beginning::series: return model_.series().at(times_from(question.start, T - 1));
    case Beginning::values: return last_values(question.values, T);
    default: return Tensor::zeros(Shape{T});
  }
}

void CreativeSequence::ask(const Question& question, Report& report) const {
  const Tensor sequence = model_.continued(first_values(question), question.length);
  report.plot("sequence", generated_plot(sequence, model_.window()));
}

}  // namespace unfold
