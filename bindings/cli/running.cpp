#include "bindings/cli/running.h"

#include <algorithm>
#include <chrono>
#include <stdexcept>

#include "bindings/cli/files.h"
#include "bindings/cli/own_file.h"
#include "bindings/cli/report_text.h"
#include "bindings/cli/team.h"
#include "bindings/cli/transcript.h"
#include "bindings/cli/weights_file.h"
#include "engine/data/word_vectors.h"
#include "engine/lab/checkpoint.h"
#include "engine/lab/exported_run.h"
#include "engine/lab/report_json.h"
#include "engine/nn/network/count.h"
#include "engine/nn/network/network_json.h"
#include "engine/nn/network/text.h"

namespace unfold {
namespace {

using Clock = std::chrono::steady_clock;

double seconds_since(Clock::time_point start) {
  return std::chrono::duration<double>(Clock::now() - start).count();
}

// A line on the terminal that shows how far a long run is.
class Progress {
 public:
  explicit Progress(const Console& console) : console_(console) {}
  ~Progress() { clear(); }

  void show(int step, int total) {
    if (!console_.shows_progress || seconds_since(shown_at_) < 0.2) return;
    shown_at_ = Clock::now();
    constexpr int width = 30;
    const int filled = static_cast<int>(static_cast<double>(width) * step / total);
    console_.err << "\r[" << std::string(filled, '#') << std::string(width - filled, '.') << "] "
                 << step << '/' << total << std::flush;
    visible_ = true;
  }

  void clear() {
    if (visible_) console_.err << "\r\033[K" << std::flush;
    visible_ = false;
  }

 private:
  const Console& console_;
  bool visible_ = false;
  Clock::time_point shown_at_ = Clock::now();
};

// Writes the run to a file: at once, then more and more rarely up to once a second, and at its end;
// to a device or a pipe at its end alone.
class Saving {
 public:
  Saving(Session& session, const std::optional<std::string>& path)
      : session_(session), path_(path), is_stream_(path && is_stream(*path)) {
    if (!is_stream_) save();
  }

  void save_now_and_then() {
    const double interval = std::clamp(seconds_since(started_at_) / 10, 0.05, 1.0);
    if (path_ && !is_stream_ && seconds_since(saved_at_) >= interval) save();
  }

  void save() {
    if (!path_) return;
    write_file(*path_, session_.save());
    saved_at_ = Clock::now();
  }

 private:
  Session& session_;
  const std::optional<std::string>& path_;
  const bool is_stream_;
  const Clock::time_point started_at_ = Clock::now();
  Clock::time_point saved_at_;
};

// ---- Sessions.

// Provides the reader's own files and names them in the inputs; no path stands for no file.
void provide_files(const LabEntry& lab, const Options& options,
                   std::map<std::string, std::string>& inputs) {
  const BoundForm bound = lab.form();
  for (const auto& [input, path] : options.files) {
    std::string& name = inputs[input];
    name.clear();
    if (path.empty()) continue;
    OwnFile file = read_own_file(path, *bound.form.find(input), options.encoding);
    name = std::move(file.name);
    provide_data(name, std::move(file.bytes));
  }
}

Session started(const LabEntry& lab, const Options& options) {
  std::map<std::string, std::string> inputs = options.values;
  provide_files(lab, options, inputs);
  return Session(lab, options.preset.value_or(""), inputs);
}

SavedRun saved_run(const LabEntry& lab, const Options& options) {
  constexpr double most_bytes = 1e9;
  const std::string file = read_file(*options.load, most_bytes);
  SavedRun saved = read_saved_run(saved_run_in_json(file).value_or(file));
  if (saved.lab != lab.about.id) {
    throw WrongUsage("This file holds a run of the lab \"" + saved.lab + "\", not of \"" +
                     std::string(lab.about.id) + "\".");
  }
  provide_files(lab, options, saved.inputs);
  return saved;
}

// Goes on with other live inputs, where they are given.
Session continued(const LabEntry& lab, const Options& options) {
  Session session = Session::load(saved_run(lab, options), {&lab, 1});
  std::map<std::string, std::string> values = options.values;
  const Changes later(values);
  for (const auto& [input, value] : values) session.set(input, value);
  for (const auto& [step, input, value] : later.all()) session.set(input, value, step);
  return session;
}

void write_json(std::ostream& out, const Report& answer) {
  Json json;
  json.object([&] { write_all(json, answer); });
  out << json.written() << '\n';
}

// The lab's first table of vectors, if a file is wanted.
void write_embeddings(const Session& session, const std::optional<std::string>& path) {
  if (!path) return;
  const std::vector<Embedding> embeddings = session.embeddings();
  if (embeddings.empty()) {
    throw WrongUsage("The lab \"" + std::string(session.entry().about.id) +
                     "\" has no vectors of words. Leave out --embeddings.");
  }
  write_file(*path, write_word_vectors(embeddings[0].words, embeddings[0].vectors));
}

std::string network_json(const Network& network) {
  Json json;
  json.object([&] {
    json.key("network").text(network_text(network));
    json.key("structure");
    write_network(json, network);
    json.key("weights").integer(count_weights(network));
    json.key("multiplications").integer(count_multiplications(network));
  });
  return json.written();
}

std::string network_json(const EncoderDecoder& network) {
  Json json;
  json.object([&] {
    json.key("network").text(network_text(network));
    json.key("weights").integer(count_weights(network));
  });
  return json.written();
}

// Runs up to that many steps in all; returns the seconds of the training alone.
double advance(Session& session, const Options& options, Transcript& transcript, Saving& saving,
               const Console& console) {
  Team team(session, options.threads == 0 ? count_threads() : options.threads);
  const int most_steps = options.most_steps;
  Progress progress(console);
  double seconds = 0;
  const auto is_over = [&] { return session.done() || session.steps_done() >= most_steps; };
  while (!is_over() && console.out) {
    const auto start = Clock::now();
    team.advance();
    const bool is_complete = !session.is_within_step();
    const bool last = is_complete && is_over();
    if (last) session.look();
    seconds += seconds_since(start);
    progress.show(session.steps_done(), std::min(session.total(), most_steps));
    if (is_complete) transcript.step(session, last);
    saving.save_now_and_then();
  }
  return seconds;
}

}  // namespace

Session opened(const LabEntry& lab, const Options& options) {
  return options.load ? continued(lab, options) : started(lab, options);
}

void run(const LabEntry& lab, const Options& options, const Console& console) {
  Session session = opened(lab, options);
  if (options.weights) {
    with_weights(*options.weights, [&](const auto& arrays) { session.begin_with(arrays); });
  }
  write_embeddings(session, options.embeddings);
  const auto transcript =
      options.json ? json_transcript(console.out) : readable_transcript(console.out);
  Saving saving(session, options.save);
  const double seconds = advance(session, options, *transcript, saving, console);
  saving.save();
  write_embeddings(session, options.embeddings);
  transcript->end(session, seconds);
  if (session.trouble()) throw std::runtime_error(session.trouble()->what());
}

void ask(const LabEntry& lab, const Options& options, const Console& console) {
  if (!options.load) {
    throw WrongUsage("Say which run to ask: --load FILE, which lab run " +
                     std::string(lab.about.id) + " --save FILE writes.");
  }
  const Session session = Session::load_to_ask(saved_run(lab, options), {&lab, 1});
  const Report answer = session.ask(options.values);
  if (options.json) {
    write_json(console.out, answer);
  } else {
    write_all(console.out, answer);
  }
}

void print_network(const LabEntry& lab, const Options& options, const Console& console) {
  const Session session = started(lab, options);
  const auto print = [&](const auto& network) {
    console.out << (options.json ? network_json(network) : network_text(network)) << '\n';
  };
  const std::vector<Network> networks = session.networks();
  const auto pair = session.encoder_decoder();
  if (networks.empty() && !pair) {
    throw WrongUsage("The lab \"" + std::string(lab.about.id) +
                     "\" has no network that can be given as one line.");
  }
  std::for_each(networks.begin(), networks.end(), print);
  if (pair) print(*pair);
}

}  // namespace unfold
