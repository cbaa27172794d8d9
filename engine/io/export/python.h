// What programs in Python say alike, whatever framework they are for.
#pragma once

#include "engine/io/export/arrays.h"
#include "engine/io/export/script.h"

namespace unfold {

// The first lines of the program's text: what it is and the network as one line.
void add_python_title(Script& script, const Exportable& model, std::string_view framework);
// Where its files are.
void add_python_paths(Script& script, const std::string& stem);
void add_python_symbols(Script& script, const TrainingData& data);

// How a framework puts the sequences of an epoch in order.
struct Shuffling {
  std::string_view generator;  // a line that makes one
  std::string_view ordered;    // the numbers of the sequences
  std::string_view split;      // a call of parts of `order`, up to their count
  std::string_view shuffled;
};
void add_python_batches(Script& script, const TrainingData& data, const Shuffling& shuffling);

// The head of `main`, which takes the number of steps from the command line.
void add_python_main(Script& script, const TrainingData& data);
// What begins when the file is run: `main`, or what a network without data does, with and without
// numbers to read.
void add_python_entry(Script& script, const Exportable& model, std::string_view reads,
                      std::string_view alone);

// The program, its weights and, where they are many, its data.
std::vector<ExportedFile> python_files(const Script& script, const Exportable& model,
                                       const NamedArrays& weights, const std::string& stem);

}  // namespace unfold
