#include "examples/images/mnist-lstm/mnist_lstm.h"

#include "examples/images/printed_accuracies.h"

namespace unfold {
namespace {

constexpr Choice<CellKind> cells[] = {
    {CellKind::rnn, "rnn", "Basic RNN"},
    {CellKind::lstm, "lstm", "LSTM"},
    {CellKind::peephole_lstm, "peephole_lstm", "LSTM with peepholes"},
    {CellKind::gru, "gru", "GRU"}};

}  // namespace

MnistLstm::Inputs::Inputs() {
  cell = CellKind::lstm;
  layers = 3;
  epochs = 3;
  op_seed_cell = 158;
  op_seed_dense = 296;
}

void MnistLstm::Inputs::visit(Form& form) {
  data.visit(form);
  form.choice("cell", cell, cells)
      .label("Cell")
      .help(
          "How the state is updated: a basic RNN overwrites it, an LSTM decides through gates what "
          "to keep, with peepholes the gates see the cell state too, a GRU has fewer gates.");
  visit_model(form);
  visit_training(form);
}

std::vector<Preset> MnistLstm::presets() {
  const PrintedEpoch printed[] = {{0.9533333, 0.9481}, {0.96, 0.9699},       {0.96, 0.9639},
                                  {1.0, 0.9808},       {0.9866667, 0.9826},  {1.0, 0.986},
                                  {1.0, 0.9872},       {0.99333334, 0.9882}, {1.0, 0.9837},
                                  {0.99333334, 0.9883}};
  return {
      {.name = "quick",
       .label = "Quick start",
       .note = "Our own: the notebook's network on a slice of its pictures, 5,000 to learn and "
               "1,000 to test, three epochs."},
      {.name = "as-published",
       .label = "As published",
       .note = "The notebook's 10 epochs on all of MNIST, seed 42: its last test accuracy was "
               "0.9883.",
       .origin = Origin::seeded,
       .inputs = {{"data", "full"}, {"epochs", "10"}},
       .published = printed_accuracies(printed)},
      {.name = "peepholes",
       .label = "Peepholes",
       .note = "The notebook's next cell: an LSTM whose gates see the cell state; it was not run.",
       .inputs = {{"cell", "peephole_lstm"}}},
      {.name = "gru",
       .label = "GRU",
       .note = "The notebook's last cell: a GRU; it was not run.",
       .inputs = {{"cell", "gru"}}},
      {.name = "one-layer",
       .label = "One layer",
       .note = "Our own: one layer, a quarter of the work, ten epochs.",
       .inputs = {{"layers", "1"}, {"epochs", "10"}}},
      {.name = "thirty-units",
       .label = "Thirty units",
       .note =
           "Our own: one layer of thirty units without gates, four epochs; begin here to compare "
           "cells at equal steps.",
       .inputs = {{"cell", "rnn"},
                  {"layers", "1"},
                  {"hidden", "30"},
                  {"learning_rate", "0.01"},
                  {"epochs", "4"}}},
  };
}

}  // namespace unfold
