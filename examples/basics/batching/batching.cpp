#include "examples/basics/batching/batching.h"

#include "engine/ops/arrange.h"
#include "examples/basics/words.h"
#include "examples/shared/tensors.h"

namespace unfold {

// Weights that print the outputs of 3_batches; others could, too.
Batching::Inputs::Inputs() {
  cell.kind = CellKind::lstm;
  cell.kernel = Tensor({6, 8}, {0.152115077f,  -0.591721952f, 0.268713474f,    -0.620397687f,   //
                                -0.241564438f, 0.503014684f,  -0.544791937f,   0.594954848f,    //
                                -0.581670821f, -0.430349022f, -0.43886742f,    0.64340055f,     //
                                0.217091247f,  -0.642021477f, 0.373556614f,    0.00502216117f,  //
                                0.18321912f,   -0.159594327f, 0.35463959f,     -0.341931581f,   //
                                0.0868863314f, -0.635116756f, -0.00598726375f, -0.182103202f,   //
                                -0.046380572f, -0.134260237f, -0.212993085f,   0.404488742f,    //
                                -0.477300614f, -0.147889093f, 0.443847179f,    0.351843923f,    //
                                -0.27690497f,  0.0509145223f, -0.524009407f,   0.0560198426f,   //
                                -0.149656355f, 0.313995004f,  0.0454616882f,   0.641042054f,    //
                                -0.60945195f,  -0.602347314f, 0.0266668163f,   -0.0952122286f,  //
                                -0.364755809f, -0.449257493f, 0.37846911f,     -0.0438919961f});
}

void Batching::Inputs::visit(Form& form) {
  words_field(form, words)
      .help("Words of equal length, separated by commas: each is one row of the batch.");
  alphabet_field(form, alphabet);
  cell.visit(form, most_symbols, 32);
}

void Batching::Inputs::fit(Fitting& fitting) {
  fit_equal_words(fitting, words);
  fit_alphabet(fitting, words_in(words), alphabet);
  cell.fit(fitting, padded_words(words, alphabet).x.size(2), {"words", "alphabet"});
}

std::vector<Preset> Batching::presets() {
  const auto printed = [](const char* name, std::vector<double> numbers) {
    return printed_matrix(name, std::move(numbers), 1e-7);
  };
  return {
      {.name = "as-published",
       .label = "As published",
       .note = "Lab 12.0, block 3_batches, LSTM: weights recovered from the printed output; other "
               "weights could print the same.",
       .origin = Origin::recovered,
       .published = {printed(
           "outputs",
           {0.05147979,  -0.12499733, -0.03096316, 0.0606184,   0.07608285,  -0.03678102,
            0.13522112,  -0.0920362,  0.0235186,   0.02936662,  -0.08701393, 0.11020429,
            -0.10396396, 0.17681563,  0.04137699,  0.01251686,  0.11497379,  -0.06123064,
            0.15778907,  -0.10736831, 0.09156778,  -0.06834684, 0.14449464,  -0.11151826,
            0.0351325,   0.04766054,  -0.06127799, 0.13465708,  0.06125095,  0.00202556})}},
      {.name = "keras",
       .label = "TensorFlow 2",
       .note = "Lab 12-0 for TensorFlow 2, SimpleRNN: the printed output determines all weights, "
               "so they are recovered exactly once.",
       .origin = Origin::recovered,
       .inputs = {{"cell", "keras"},
                  {"kernel",
                   "-0.643737018,-0.236021519;0.671134472,0.00302648591;-0.93942976,-0.174558625;"
                   "-0.741049945,-0.115163356;-0.989667177,-0.14338401;0.14338401,-0.989667118"}},
       .published = {printed("outputs",
                             {-0.56743866, -0.23173441, 0.8334968,   0.30382484,  -0.93795335,
                              -0.53330624, -0.0874121,  0.45240858,  -0.52966034, -0.5007928,
                              0.58572567,  0.00302648,  -0.8668559,  -0.19943324, -0.10968345,
                              0.14605513,  -0.6695559,  -0.29440066, -0.30860662, 0.20964848,
                              -0.73496014, -0.17280702, -0.23251031, 0.10149368,  0.723902,
                              -0.06399264, -0.0544093,  -0.03742061, -0.7118617,  -0.12900047}),
                     printed("final_state", {-0.52966034, -0.5007928, -0.30860662, 0.20964848,
                                             -0.7118617, -0.12900047})}},
      {.name = "ex12-3",
       .label = "Lecture 12, ex12_3",
       .note = "The same batch in lecture 12: its weights are not recoverable, so only the "
               "structure is compared.",
       .origin = Origin::invariant,
       .inputs = {{"kernel", ""}}},
      {.name = "own-words",
       .label = "Other words",
       .note = "Our own: four words over another alphabet, weights drawn from the seed.",
       .inputs = {{"words", "tea,eat,ate,tee"}, {"alphabet", "tea"}, {"kernel", ""}}},
  };
}

Batching::Batching(const Inputs& inputs)
    : inputs_(inputs),
      words_(padded_words(inputs.words, inputs.alphabet)),
      cells_(make_layer_cells(*Batching::network(), 0, words_.x.size(2), variables_)) {}

Tensor Batching::outputs_alone() const {
  std::vector<Tensor> outputs;
  for (const Tensor& word : split(words_.x, words_.x.size(0), 0)) {
    outputs.push_back(cells_.run(word).outputs);
  }
  return concat(outputs, 0);
}

void Batching::step(Report& report) {
  const auto [outputs, h, state] = cells_.run(words_.x);

  report.matrix("input", words_.x, words_.input_labels());
  report.matrix("outputs", outputs, words_.output_labels());
  report.matrix("final_state", h, words_.state_labels());
  if (inputs_.cell.kind == CellKind::lstm) report.matrix("c", state[0], words_.state_labels());
  report.invariant("each word alone gives the same numbers",
                   largest_difference(outputs, outputs_alone()), 0);
}

}  // namespace unfold
