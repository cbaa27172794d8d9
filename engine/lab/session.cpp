#include "engine/lab/session.h"

#include <algorithm>
#include <climits>
#include <cstdint>
#include <numeric>
#include <stdexcept>

#include "engine/core/pool.h"
#include "engine/lab/provided_data.h"
#include "engine/lab/refusal.h"
#include "engine/text/nearest.h"
#include "engine/text/number_text.h"
#include "engine/text/utf8.h"

namespace unfold {
namespace {

const Preset* find_preset(const LabEntry& entry, std::string_view name) {
  const auto found = std::find_if(entry.presets.begin(), entry.presets.end(),
                                  [&](const Preset& preset) { return preset.name == name; });
  return found == entry.presets.end() ? nullptr : &*found;
}

[[noreturn]] void refuse_preset(const LabEntry& entry, std::string_view name) {
  std::vector<std::string_view> names;
  for (const Preset& preset : entry.presets) names.push_back(preset.name);
  throw Refusal("", "unknown-preset",
                {{"value", excerpt(name)},
                 {"nearest", std::string(nearest(name, names))},
                 {"allowed", listed(names)}});
}

BoundForm filled_form(const LabEntry& entry, const Preset& preset) {
  BoundForm bound = entry.form();
  bound.form.read({preset.inputs.begin(), preset.inputs.end()});
  return bound;
}

BoundForm filled_form(const LabEntry& entry, std::string_view preset_name) {
  const Preset* preset = find_preset(entry, preset_name);
  if (preset == nullptr && !preset_name.empty()) refuse_preset(entry, preset_name);
  return preset == nullptr ? entry.form() : filled_form(entry, *preset);
}

bool same_inputs(const Form& a, const Form& b) {
  return std::equal(
      a.fields().begin(), a.fields().end(), b.fields().begin(), b.fields().end(),
      [](const Field& x, const Field& y) { return x.name == "steps" || x.print() == y.print(); });
}

// The preset that has these inputs; the named one is asked first.
const Preset* matching_preset(const LabEntry& entry, std::string_view name, const Form& form) {
  const auto matches = [&](const Preset& preset) {
    return same_inputs(form, filled_form(entry, preset).form);
  };
  const Preset* named = find_preset(entry, name);
  if (named != nullptr && matches(*named)) return named;
  const auto found = std::find_if(entry.presets.begin(), entry.presets.end(), matches);
  return found == entry.presets.end() ? nullptr : &*found;
}

// Lets a refusal of the lab itself speak of the input by its label.
template <typename Work>
auto speaking_of(const Form& form, Work work) {
  try {
    return work();
  } catch (const Refusal& refusal) {
    const Field* field = form.find(refusal.input());
    if (field == nullptr) throw;
    throw Refusal(refusal.input(), refusal.message(), refusal.values(), field->label_);
  }
}

std::string hash_of_file(const Field& field, const std::string& name) {
  if (!has_data(name)) {
    refuse(std::string(field.name), "missing-data", {{"name", excerpt(name)}, {"key", name}});
  }
  const Data file = unfold::data(name);
  if (static_cast<double>(file->size()) > field.max_) {
    refuse(std::string(field.name), "file-too-large",
           {{"max", number_text(field.max_)}, {"size", std::to_string(file->size())}});
  }
  return data_hash(name);
}

std::map<std::string, std::string> hashes_of_files(const Form& form) {
  std::map<std::string, std::string> hashes;
  for (const Field& field : form.fields()) {
    if (field.kind != Field::Kind::file) continue;
    const std::string name = field.print();
    if (!name.empty()) hashes.emplace(field.name, hash_of_file(field, name));
  }
  return hashes;
}

[[noreturn]] void refuse_version(const SavedRun& run) {
  refuse("", "other-version", {{"lab", run.lab}});
}

// The places of names in the order of the alphabet.
std::vector<std::size_t> alphabetical(const std::vector<std::string_view>& names) {
  std::vector<std::size_t> places(names.size());
  std::iota(places.begin(), places.end(), 0);
  std::sort(places.begin(), places.end(),
            [&](std::size_t a, std::size_t b) { return names[a] < names[b]; });
  return places;
}

// In the order of their names: that of reporting depends on when somebody looked.
template <typename Item>
std::vector<const Item*> by_name(const std::vector<Item>& items) {
  std::vector<std::string_view> names;
  for (const Item& item : items) names.push_back(item.name);
  std::vector<const Item*> ordered;
  for (const std::size_t place : alphabetical(names)) ordered.push_back(&items[place]);
  return ordered;
}

void add(Hash& hash, const Tensor& tensor) {
  const Shape shape = tensor.empty() ? Shape{0} : tensor.shape();
  hash.add(static_cast<std::uint32_t>(shape.rank()));
  for (const int size : shape) hash.add(static_cast<std::uint32_t>(size));
  if (shape.count() == 0) return;
  for (const float value : tensor.values()) hash.add(value);
}

void add(Hash& hash, const Report::NamedPlot& named) {
  hash.add(named.name);
  for (const Line& line : named.plot.lines) {
    hash.add(line.name);
    add(hash, line.x);
    add(hash, line.y);
  }
}

void add(Hash& hash, const std::vector<std::string>& texts) {
  hash.add(static_cast<std::uint32_t>(texts.size()));
  for (const std::string& text : texts) hash.add(text);
}

// All that can be seen of it.
void add(Hash& hash, const GraphNode& node) {
  for (const std::string* text : {&node.op, &node.name, &node.text, &node.rule}) hash.add(*text);
  for (const Tensor* values : {&node.value, &node.gradient, &node.difference}) add(hash, *values);
  for (const GraphShare& share : node.reads) {
    hash.add(static_cast<std::uint32_t>(share.node));
    hash.add(share.rule);
    add(hash, share.value);
  }
}

}  // namespace

Session::Session(const LabEntry& entry, std::string_view preset,
                 std::map<std::string, std::string> inputs)
    : entry_(&entry), preset_name_(preset), changes_(inputs), bound_(filled_form(entry, preset)) {
  Fitting fitting(bound_.form, inputs);
  speaking_of(bound_.form, [&] {
    file_hashes_ = hashes_of_files(bound_.form);
    lab_ = entry.make(bound_, fitting);
  });
  notes_ = fitting.notes();
  preset_ = matching_preset(entry, preset, bound_.form);
  total_ = lab_->steps();
  pool_trim();  // making a lab takes blocks that its steps do not need, and so did earlier runs
  report_.reserve(total_);
  if (preset_ != nullptr) reached_.resize(preset_->published.size());
  find_due(0);
  for (Change& change : changes_.all()) change.value = checked(change);
  apply_until(0);
}

Session Session::load(std::string_view file, std::span<const LabEntry> among) {
  return load(read_saved_run(file), among);
}

Session Session::load(const SavedRun& run, std::span<const LabEntry> among) {
  Session session(find_lab(run.lab, among), run.preset, run.inputs);
  session.restore(run);
  return session;
}

Session Session::load_to_ask(const SavedRun& run, std::span<const LabEntry> among) {
  try {
    return load(run, among);
  } catch (const Refusal& refusal) {
    const LabEntry& entry = find_lab(run.lab, among);
    const bool can_recall = entry.recall != nullptr && !run.kept.empty();
    if (refusal.code() != "missing-data" || !can_recall) throw;
    return Session(entry, run, run.inputs, {refusal.input(), refusal.values().at("name")});
  }
}

Session::Session(const LabEntry& entry, const SavedRun& run,
                 std::map<std::string, std::string> inputs, Missing missing)
    : entry_(&entry),
      preset_name_(run.preset),
      changes_(inputs),
      bound_(entry.form()),
      file_hashes_(run.files),
      missing_(std::move(missing)) {
  bound_.form.read(inputs);
  try {
    lab_ = entry.recall(bound_, run.kept);
  } catch (const std::invalid_argument&) {
    refuse_version(run);
  }
  total_ = lab_->steps();
  restore(run);
}

std::string Session::save() {
  complete_step();
  SavedRun run{.lab = std::string(entry_->about.id),
               .preset = preset_name_,
               .inputs = inputs(),
               .files = file_hashes_,
               .kept = lab_->kept(),
               .step = steps_done(),
               .has_own_weights = has_own_weights_,
               .fingerprint = fingerprint(),
               .state = {}};
  StateWriter writer(run.state);
  visit_state(writer);
  return write_saved_run(std::move(run));
}

void Session::restore(const SavedRun& run) {
  has_own_weights_ = run.has_own_weights;
  require_same_files(run);
  apply_until(run.step);
  try {
    StateReader reader(run.state);
    visit_state(reader);
    require(steps_done() == run.step, "load", "it is not at step ", run.step);
  } catch (const DamagedState& damage) {
    refuse("", "damaged-save", {{"reason", damage.what()}});
  } catch (const std::invalid_argument&) {
    refuse_version(run);
  }
  find_due(steps_done());
  find_trouble(steps_done() - 1);
  if (fingerprint() != run.fingerprint) refuse_version(run);
}

void Session::follow(const SavedRun& run) {
  require(run.lab == entry_->about.id && run.inputs == inputs(), "follow", "it is another run");
  complete_step();
  StateReader reader(run.state);
  visit_lab(reader);
}

void Session::catch_up(const SavedRun& run) {
  require(run.lab == entry_->about.id && run.step >= steps_done(), "catch up", "it is another run");
  complete_step();
  apply_until(run.step);
  StateReader reader(run.state);
  visit_state(reader);
  find_due(steps_done());
  is_shown_ = false;
}

std::optional<Examples> Session::examples() const {
  Examples examples;
  lab_->give_examples(examples);
  if (!examples.x.empty()) return examples;
  const auto data = training_data();
  return data ? std::optional(examples_of(*data)) : std::nullopt;
}

void Session::require_same_files(const SavedRun& run) const {
  speaking_of(form(), [&] {
    for (const auto& [input, hash] : file_hashes_) {
      const auto saved = run.files.find(input);
      if (saved != run.files.end() && saved->second == hash) continue;
      refuse(input, "other-data", {{"name", excerpt(form().find(input)->print())}});
    }
  });
}

void Session::visit_lab(Archive& archive) {
  for (const auto& [name, value] : lab_->variables().named()) archive.in_place(name, value);
  lab_->visit_state(archive);
}

void Session::visit_state(Archive& archive) {
  visit_lab(archive);
  report_.visit(archive);
  visit_reached(archive);
}

void Session::visit_reached(Archive& archive) {
  std::vector<std::string> texts;
  std::vector<int> places;
  std::vector<double> tolerances;
  std::string flags;
  for (std::size_t place = 0; place < reached_.size(); ++place) {
    for (const Comparison& row : reached_[place]) {
      texts.insert(texts.end(), {row.name, row.here, row.printed});
      places.push_back(static_cast<int>(place));
      tolerances.push_back(row.tolerance);
      flags += static_cast<char>(row.is_text | row.agrees << 1);
    }
    reached_[place].clear();
  }
  archive.texts("reached", texts);
  archive.values("reached/places", places);
  archive.values("reached/tolerances", tolerances);
  archive.bytes("reached/flags", flags);
  require(texts.size() == 3 * places.size() && tolerances.size() == places.size() &&
              flags.size() == places.size(),
          "load", "what was reached is cut");
  for (std::size_t i = 0; i < places.size(); ++i) {
    require(places[i] >= 0 && places[i] < static_cast<int>(reached_.size()), "load",
            "there is no place ", places[i]);
    reached_[places[i]].push_back({.name = texts[3 * i],
                                   .here = texts[3 * i + 1],
                                   .printed = texts[3 * i + 2],
                                   .is_text = (flags[i] & 1) != 0,
                                   .agrees = (flags[i] & 2) != 0,
                                   .invariant = false,
                                   .tolerance = tolerances[i]});
  }
}

void Session::advance() {
  if (done()) return;
  if (missing_) refuse(missing_->input, "missing-data", {{"name", missing_->name}});
  lab_->step(report_);
  is_shown_ = false;
  if (lab_->is_within_step()) return;
  find_trouble(report_.step());
  if (report_.step() == due_) compare();
  report_.next_step();
  untrained_.reset();
  apply_until(steps_done());
}

int Session::open_parts() { return done() || missing_ ? 1 : lab_->open_parts(); }

PartedStep& Session::open_step() const {
  PartedStep* step = lab_->parts();
  require(step != nullptr && step->is_open(), "parts", "no step is open");
  return *step;
}

void Session::compute_parts(int first, int count) {
  for (int part = first; part < first + count; ++part) {
    if (!open_step().has(part)) lab_->compute_part(part);
  }
}

std::string_view Session::written_parts() { return open_step().written(); }

void Session::read_parts(std::string_view bytes) { open_step().read(bytes); }

void Session::complete_step() {
  const PartedStep* step = lab_->parts();
  if (step != nullptr && step->is_open()) advance();
}

void Session::look() {
  if (missing_) return;  // what was seen when it was saved is all that there is
  if (steps_done() == 0) return look_untrained();
  if (is_shown_ || trouble_) return;
  lab_->show(report_);
  is_shown_ = true;
}

// A lab that computes at once has nothing before its step.
void Session::look_untrained() {
  if (untrained_ != nullptr || total() == 1) return;
  untrained_ = std::make_unique<Report>();
  lab_->show_untrained(*untrained_);
}

Report Session::ask(const std::map<std::string, std::string>& question) const {
  if (entry_->question == nullptr)
    refuse("", "no-question", {{"lab", std::string(entry_->about.id)}});
  const BoundForm bound = entry_->question();
  bound.form.read(question);
  Report answer;
  speaking_of(bound.form, [&] { entry_->ask(*lab_, bound, answer); });
  return answer;
}

void Session::compare() {
  if (is_altered() || trouble_) return find_due(due_ + 1);
  const auto& rows = preset_->published;
  lab_->show(report_);
  is_shown_ = true;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (rows[i].step == due_) reached_[i] = unfold::compare(rows[i], report_, total_ > 1);
  }
  find_due(due_ + 1);
}

void Session::find_due(int first) {
  due_ = INT_MAX;
  if (preset_ == nullptr) return;
  for (const Published& row : preset_->published) {
    if (row.step >= first) due_ = std::min(due_, row.step);
  }
}

std::vector<Comparison> Session::published() const {
  std::vector<Comparison> rows;
  for (const auto& compared : reached_) rows.insert(rows.end(), compared.begin(), compared.end());
  for (const auto& invariant : report_.invariants()) rows.push_back(unfold::compare(invariant));
  return rows;
}

std::string Session::fingerprint() {
  if (steps_done() > 0) look();
  Hash hash;
  hash.add(static_cast<std::uint32_t>(report_.step()));
  for (const Change& change : std::span(changes_.all()).first(applied_)) {
    if (form().find(change.input)->lengthens_) continue;
    hash.add(static_cast<std::uint32_t>(change.step));
    hash.add(change.input);
    hash.add(change.value);
  }
  for (const auto& [name, value] : lab_->variables().named()) {
    hash.add(name);
    add(hash, value);
  }
  add_curves(hash);
  for (const auto* text : by_name(report_.texts())) {
    hash.add(text->name);
    hash.add(text->value);
  }
  for (const auto* matrix : by_name(report_.matrices())) {
    hash.add(matrix->name);
    add(hash, matrix->values);
  }
  for (const auto* item : by_name(report_.tables())) {
    hash.add(item->name);
    add(hash, item->table.columns);
    for (const auto& row : item->table.rows) add(hash, row);
  }
  for (const auto* plot : by_name(report_.plots())) add(hash, *plot);
  for (const auto* images : by_name(report_.images())) {
    hash.add(images->name);
    add(hash, images->values);
    add(hash, images->captions);
  }
  for (const auto* points : by_name(report_.points())) {
    hash.add(points->name);
    add(hash, points->at);
    add(hash, points->words);
  }
  for (const auto* item : by_name(report_.graphs())) {
    hash.add(item->name);
    for (const GraphNode& node : item->graph.nodes) add(hash, node);
  }
  return hash.text();
}

void Session::add_curves(Hash& hash) {
  const auto& curves = report_.curves();
  hashed_curves_.resize(curves.size());
  for (std::size_t i = 0; i < curves.size(); ++i) {
    const auto& curve = curves[i];
    auto& [points, hash_of_points] = hashed_curves_[i];
    for (; points < curve.x.size(); ++points) {
      hash_of_points.add(curve.x[points]);
      hash_of_points.add(curve.y[points]);
    }
    hash.add(curve.name);
    hash.add(hash_of_points);
  }
}

}  // namespace unfold
