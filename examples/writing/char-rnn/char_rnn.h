// char-rnn: a language model of single characters, trained on plays, on source code or on a text of
// the reader's own.
#pragma once

#include <map>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "engine/lab/lab.h"
#include "engine/nn/network/model.h"
#include "engine/nn/network/training.h"
#include "engine/random/numpy.h"
#include "examples/shared/refusals.h"
#include "examples/writing/char-rnn/corpus.h"
#include "examples/writing/char-rnn/refusals.h"
#include "examples/writing/char-rnn/streams.h"
#include "examples/writing/refusals.h"

namespace unfold {

class CharRnn final : public Lab {
 public:
  static constexpr About about{"char-rnn",
                               "char-rnn",
                               "A network reads plays one character at a time, learns what comes "
                               "next and then writes by itself.",
                               Chapter::writing,
                               "Lecture 12 char-rnn",
                               10};
  static constexpr RefusalTable refusals[] = {char_rnn_refusals, text_refusals, fit_refusals,
                                              file_refusals};

  enum class Text { plays, engine };

  struct Inputs {
    Text text = Text::plays;
    std::string corpus;  // a file of the reader's own, instead of the text
    int kinds = 256;
    CellKind cell = CellKind::lstm;
    int layers = 2, hidden = 128;
    int batch = 8, time_steps = 32, reset_every = 16;
    double learning_rate = 0.01, final_rate = 0.1;
    double clip = 5;
    int steps = 1000;
    int test_every = 100, test_size = 8192;
    double temperature = 0.7;
    Seed seed = 777;
    void visit(Form& form);
  };
  static std::vector<Preset> presets();

  struct Question {
    std::string prompt;  // empty: what a text begins with
    int length = 300;
    double temperature = 0.7;
    Seed seed = 1;
    void visit(Form& form);
  };

  CharRnn(Inputs& inputs, Fitting& fitting);
  static std::unique_ptr<Lab> recall(const Inputs& inputs,
                                     const std::map<std::string, std::string>& kept);
  int steps() const override { return inputs_.steps; }
  void change(const Inputs& inputs);
  void step(Report& report) override;
  int open_parts() override;
  void compute_part(int part) override;
  PartedStep* parts() override { return &trainer_.parts(); }
  bool is_within_step() const override { return test_.is_running; }
  void show(Report& report) const override;
  void show_untrained(Report& report) const override;
  void ask(const Question& question, Report& answer) const;
  const Variables& variables() const override { return variables_; }
  void visit_state(Archive& archive) override;
  std::map<std::string, std::string> kept() const override;
  std::optional<Network> network() const override { return network_; }
  std::optional<TrainingData> training_data() const override;
  void give_examples(Examples& examples) const override;

 private:
  CharRnn(const Inputs& inputs, Corpus corpus);

  // A text that is written symbol by symbol.
  struct Writing {
    std::vector<int> text;
    int read = 0;  // of it, by the network, whose state is then
    State state = {};
    double temperature;
    RandomState random;
  };
  // After some training steps: the loss on part of the held-out text, then a sample of writing.
  // Both take many calls of `step`.
  struct Test {
    bool is_running = false;
    int position = 0;   // in each held-out stream
    double summed = 0;  // cross entropy up to there
    State state = {};
    Writing writing;
  };

  void split(Inputs& inputs, Fitting& fitting);
  Test new_test() const;
  std::vector<std::string> alphabet() const;
  float learning_rate(int step) const;
  void train(Report& report);
  struct Reading {
    Tensor outputs;
    State state;
  };
  Reading read(Rows rows, const State& before) const;
  std::span<const int> of(Rows rows, const std::vector<int>& values) const;
  void carry(std::span<const Tensor> state, int step);
  // Whether the test reads on, before it writes.
  bool is_reading() const { return test_.is_running && test_.position < test_length(); }
  int test_length() const;      // symbols of each held-out stream
  int count_read_next() const;  // of these
  void read_part(int part);
  void continue_reading(Report& report);
  void continue_writing();
  void write(Writing& writing, int symbols) const;
  bool is_state(const State& state, int streams) const;
  void require_sound_state() const;
  void require_sound_place() const;
  // How many symbols the network can read in a few milliseconds.
  int symbols_in_part() const;
  void report_levels(Report& report) const;
  void report_prediction(Report& report) const;

  Inputs inputs_;
  Corpus corpus_;
  Streams training_, held_out_;
  Network network_;
  Variables variables_;
  NetworkModel model_;
  NetworkTraining trainer_;
  StreamBatch batch_;
  int position_ = 0;  // in each training stream
  State state_;       // what the streams carry from batch to batch
  Test test_;
  std::vector<int> sample_;  // of the last test
};

}  // namespace unfold
