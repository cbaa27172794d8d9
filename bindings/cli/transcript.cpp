#include "bindings/cli/transcript.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <string>
#include <utility>
#include <vector>

#include "bindings/cli/options.h"
#include "bindings/cli/report_text.h"
#include "engine/lab/report_json.h"
#include "engine/text/json.h"
#include "engine/text/number_text.h"
#include "engine/text/utf8.h"

namespace unfold {
namespace {

int last_step(const Session& session) { return session.steps_done() - 1; }

const float* value_at(const Report::Curve& curve, int step) {
  const bool has = !curve.x.empty() && curve.x.back() == static_cast<float>(step);
  return has ? &curve.y.back() : nullptr;
}

// ---- For programs.

void write_curves(Json& json, const Session& session) {
  if (session.report().curves().empty()) return;
  json.key("curves").object([&] {
    for (const auto& curve : session.report().curves()) {
      const float* value = value_at(curve, last_step(session));
      if (value != nullptr) json.key(curve.name).number(*value);
    }
  });
}

void write_notes(Json& json, const std::vector<Note>& notes) {
  if (notes.empty()) return;
  json.key("notes").array([&] {
    for (const Note& note : notes) {
      json.object([&] {
        json.key("input").text(note.input);
        json.key("code").text(note.code);
        json.key("message").text(note.message);
        json.key("value").text(note.value);
        json.key("way_back").object([&] {
          for (const auto& [input, value] : note.way_back) json.key(input).text(value);
        });
      });
    }
  });
}

class JsonTranscript final : public Transcript {
 public:
  explicit JsonTranscript(std::ostream& out) : out_(out) {}

  void step(const Session& session, bool last) override {
    Json json;
    json.object([&] {
      json.key("step").integer(last_step(session));
      write_curves(json, session);
      write_texts(json, session.report());
      if (!last) return;
      write_matrices(json, session.report());
      write_tables(json, session.report());
      write_points(json, session.report());
      write_graphs(json, session.report());
    });
    out_ << json.written() << '\n';
  }

  void end(Session& session, double seconds) override {
    Json json;
    json.object([&] {
      json.key("done").boolean(true);
      json.key("steps").integer(session.steps_done());
      json.key("seconds").number(std::round(seconds * 1e6) / 1e6);
      json.key("fingerprint").text(session.fingerprint());
      write_notes(json, session.notes());
      write_published(json, session.published());
    });
    out_ << json.written() << '\n';
  }

 private:
  std::ostream& out_;
};

// ---- For people.

// Steps between two lines of the table: 1, 2 or 5 times a power of ten, for some ten lines.
int stride(int total) {
  if (total <= 20) return 1;
  int power = 1;
  while (power * 10 <= total / 10) power *= 10;
  for (const int factor : {2, 5}) {
    if (power * factor >= total / 10) return power * factor;
  }
  return power * (power >= total / 10 ? 1 : 10);
}

class ReadableTranscript final : public Transcript {
 public:
  explicit ReadableTranscript(std::ostream& out) : out_(out) {}

  void step(const Session& session, bool last) override {
    const int step = last_step(session);
    if (!std::exchange(has_title_, true)) write_title(session);
    if (session.total() > 1 && (last || step % stride(session.total()) == 0)) write_line(session);
  }

  void end(Session& session, double seconds) override {
    const Report& report = session.report();
    if (session.total() == 1) write_numbers(report);
    write_all(out_, report);
    write_published(session.published());
    char time[32];
    std::snprintf(time, sizeof time, "%.3g", seconds);
    const int steps = session.steps_done();
    out_ << '\n'
         << steps << (steps == 1 ? " step" : " steps") << " in " << time << " s, fingerprint "
         << session.fingerprint() << '\n';
  }

 private:
  static constexpr int number_width = 14;

  void write_title(const Session& session) {
    const Preset* preset = session.preset();
    out_ << session.entry().about.title << ", "
         << (preset == nullptr ? "own inputs" : preset->label) << '\n';
    for (const Note& note : session.notes()) write_note(note);
    if (session.total() == 1) return;
    out_ << '\n' << padded("step", step_width(session));
    for (const auto& curve : session.report().curves()) {
      out_ << "  " << padded(std::string(curve.name), number_width);
    }
    for (const auto& text : session.report().texts()) out_ << "  " << text.name;
    out_ << '\n';
  }

  void write_note(const Note& note) {
    out_ << "\n  " << note.message << '\n';
    write_choices(note);
    if (note.way_back.empty()) return;
    std::string flags;
    for (const auto& [input, value] : note.way_back) {
      flags += (flags.empty() ? " " : ", ") + flag_name(input);
    }
    out_ << "  For what the preset has, leave out" << flags << ".\n";
  }

  void write_choices(const Note& note) {
    const auto choices = note.values.find("choices");
    if (choices == note.values.end()) return;
    std::string listed = choices->second;
    for (std::size_t end; (end = listed.find('\n')) != std::string::npos;) {
      listed.replace(end, 1, ", ");
    }
    out_ << "  " << flag_name(note.input) << " takes " << listed << ".\n";
  }

  void write_line(const Session& session) {
    const std::string step = std::to_string(last_step(session));
    out_ << std::string(step_width(session) - static_cast<int>(step.size()), ' ') << step;
    for (const auto& curve : session.report().curves()) {
      const float* value = value_at(curve, last_step(session));
      out_ << "  " << padded(value == nullptr ? "" : number_text(*value), number_width);
    }
    for (const auto& text : session.report().texts()) out_ << "  " << text.value;
    out_ << '\n';
  }

  static int step_width(const Session& session) {
    return std::max<int>(4, std::to_string(session.total()).size());
  }

  void write_numbers(const Report& report) {
    std::vector<std::vector<std::string>> lines;
    for (const auto& curve : report.curves()) {
      lines.push_back({std::string(curve.name), number_text(curve.y.back())});
    }
    if (!lines.empty()) out_ << '\n' << aligned(lines);
  }

  void write_published(const std::vector<Comparison>& rows) {
    if (rows.empty()) return;
    std::vector<std::vector<std::string>> lines;
    for (const Comparison& row : rows) {
      lines.push_back({row.agrees ? "✓" : "✗", row.name,
                       row.here.empty() ? "not reported" : row.here,
                       (row.invariant ? "must be " : "printed ") + row.printed});
    }
    out_ << "\npublished\n" << aligned(lines);
  }

  std::ostream& out_;
  bool has_title_ = false;
};

}  // namespace

std::unique_ptr<Transcript> json_transcript(std::ostream& out) {
  return std::make_unique<JsonTranscript>(out);
}

std::unique_ptr<Transcript> readable_transcript(std::ostream& out) {
  return std::make_unique<ReadableTranscript>(out);
}

}  // namespace unfold
