// Session: one run of a lab, from inputs to published numbers. Runner, page and tests use it.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/io/weights.h"
#include "engine/lab/changes.h"
#include "engine/lab/checkpoint.h"
#include "engine/lab/comparison.h"
#include "engine/lab/hash.h"
#include "engine/lab/lab.h"
#include "engine/lab/refusal.h"
#include "engine/nn/network/examples.h"

namespace unfold {

class Session {
 public:
  // The lab's defaults, then those of the preset ("": none beyond the default preset), then
  // `inputs` as text, among which may be changes of live inputs (changes.h). `entry` outlives the
  // session. Throws Refusal for an unknown preset or input and for a value that is not allowed.
  Session(const LabEntry& entry, std::string_view preset,
          std::map<std::string, std::string> inputs);

  // A run that `save` wrote, where it was; it goes on bit for bit. Throws Refusal for a file that
  // is damaged or of another kind, for a lab that is not `among` these, and for data other than it
  // was saved with.
  static Session load(std::string_view file, std::span<const LabEntry> among);
  static Session load(const SavedRun& run, std::span<const LabEntry> among);
  // The same for questions alone: data that are not here may be missing, if the lab can do without.
  static Session load_to_ask(const SavedRun& run, std::span<const LabEntry> among);
  // The weights and all else that the lab computes with become those of this run, which has the
  // same inputs; what has been reported stays. Throws std::invalid_argument for another.
  void follow(const SavedRun& run);
  // Goes on from where this run is, which is the same a few steps later.
  void catch_up(const SavedRun& run);
  // The whole run as a safetensors file.
  std::string save();

  // Before the first step: with these weights, which are nobody's preset. Throws
  // std::invalid_argument, with all as it was, for arrays that are not those of the lab's
  // variables.
  void begin_with(const WeightArrays& weights);
  // One step, or a part of one that takes long; nothing once done. Throws Refusal "missing-data"
  // for a run that was loaded without its data.
  void advance();
  // Parts of what `advance` does next, for replicas that share its work: opens it, unless it is
  // open, and gives their number; 1: it is not cut. `advance` computes those that are missing and
  // completes it, as does whatever else the session is asked to do.
  int open_parts();
  void compute_parts(int first, int count);
  // What is there, until more is written, and what others have computed. A session reads what a
  // replica has written: one that was made of its `save`, or follows it, and has advanced as often
  // since.
  std::string_view written_parts();
  void read_parts(std::string_view bytes);
  // From now on a live input has this value: at once, or after the step under way. Whatever the
  // run was to make of it later is forgotten. Throws Refusal for other inputs.
  void set(std::string_view input, std::string_view value);
  // The same from a later step on.
  void set(std::string_view input, std::string_view value, int step);
  // So many steps more, or a few more where the lab counts them by epochs.
  void extend(int steps);
  // Has the lab show what is seen between steps, for a report that is complete. Before the first
  // step is done it is a report of its own, which leaves no trace in the run.
  void look();
  // The lab's answer to a question, whose parts are given as text like inputs. Throws Refusal.
  Report ask(const std::map<std::string, std::string>& question) const;
  std::vector<Offer> offers() const { return lab_->offers(); }
  std::vector<Embedding> embeddings() const { return lab_->embeddings(); }
  std::optional<Network> network() const { return lab_->network(); }
  std::vector<Network> networks() const;
  std::optional<EncoderDecoder> encoder_decoder() const { return lab_->encoder_decoder(); }
  std::optional<TrainingData> training_data() const { return lab_->training_data(); }
  // Sequences that its network reads, to look inside it.
  std::optional<Examples> examples() const;
  const Variables& variables() const { return lab_->variables(); }
  bool is_within_step() const { return lab_->is_within_step(); }
  bool done() const { return steps_done() >= total() || trouble_; }
  // Why the run cannot go on: a curve has left the finite numbers. It then shows its curves alone.
  const std::optional<Refusal>& trouble() const { return trouble_; }
  int steps_done() const { return report_.step(); }
  int total() const { return total_; }

  const LabEntry& entry() const { return *entry_; }
  // The inputs as they are now.
  const Form& form() const { return bound_.form; }
  // Those that the run began with, and their changes: the same run begins with them again.
  std::map<std::string, std::string> inputs() const;
  // Inputs that the run began with and that have changed since.
  const std::map<std::string, std::string>& first_values() const { return first_values_; }
  // What became of inputs that did not fit each other.
  const std::vector<Note>& notes() const { return notes_; }
  // The preset's name as it was given, which may be "".
  const std::string& preset_name() const { return preset_name_; }
  const Report& report() const { return untrained_ == nullptr ? report_ : *untrained_; }
  // The preset whose inputs these are and have been (steps aside); null if they are nobody's.
  const Preset* preset() const { return is_altered() ? nullptr : preset_; }
  // What was printed up to now, in the notebook's order, then the invariants.
  std::vector<Comparison> published() const;
  // 16 hexadecimal digits: a hash of the number of steps, all weights, curves, texts, matrices,
  // tables, plots, images with their captions, points with their words and graphs, and of what live
  // inputs have become. Levels, targets of texts, marks of images, counts of points and invariants
  // are not in it: they follow from these and the inputs.
  std::string fingerprint();

 private:
  struct Missing {
    std::string input, name;
  };
  Session(const LabEntry& entry, const SavedRun& run, std::map<std::string, std::string> inputs,
          Missing missing);

  void complete_step();
  PartedStep& open_step() const;
  int next_step() const;
  std::string checked(const Change& change) const;
  int steps_per_unit(const Field& field) const;
  void require_room(const Field& field, const Change& change) const;
  void apply(const Change& change);
  void apply_until(int step);
  bool is_altered() const;
  void find_trouble(int step);
  void look_untrained();
  void compare();
  void find_due(int first);
  void add_curves(Hash& hash);
  void restore(const SavedRun& run);
  void require_same_files(const SavedRun& run) const;
  void visit_lab(Archive& archive);
  void visit_state(Archive& archive);
  void visit_reached(Archive& archive);

  const LabEntry* entry_;
  std::string preset_name_;
  Changes changes_;
  std::size_t applied_ = 0;  // of the changes
  BoundForm bound_;
  std::map<std::string, std::string> first_values_;
  std::vector<Note> notes_;
  std::map<std::string, std::string> file_hashes_;  // of the reader's own files, by input
  std::optional<Missing> missing_;                  // data that the lab was made without
  std::unique_ptr<Lab> lab_;
  const Preset* preset_ = nullptr;
  int total_ = 0;
  Report report_;
  std::optional<Refusal> trouble_;
  std::unique_ptr<Report> untrained_;  // until the first step is done
  bool has_own_weights_ = false;       // it began with those of a file
  bool is_shown_ = false;              // what the lab shows is that of its present state
  // Rows compared so far, for each place in the preset, and the next step that has any.
  std::vector<std::vector<Comparison>> reached_;
  int due_;
  // Curves only grow, so that a fingerprint takes up their hashes where the last one left them.
  struct HashedCurve {
    std::size_t points = 0;
    Hash hash;
  };
  std::vector<HashedCurve> hashed_curves_;
};

}  // namespace unfold
