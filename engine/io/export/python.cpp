#include "engine/io/export/python.h"

#include "engine/io/npz.h"
#include "engine/nn/network/text.h"

namespace unfold {
namespace {

void add_streams(Script& script, const TrainingData& data) {
  script
      .block(R"(


def batches():
    """Without end: the next time steps of all streams, and whether they begin anew."""
)")
      .line("    position = ", data.position)
      .line("    while True:")
      .line("        if position + ", data.window, " > x.shape[1]:")
      .line("            position = 0")
      .line("        window = slice(position, position + ", data.window, ")")
      .line("        yield x[:, window], y[:, window], position == 0")
      .line("        position += ", data.window);
}

void add_whole(Script& script) {
  script.block(R"(


def batches():
    """Without end: all sequences at once."""
    while True:
        yield x, y
)");
}

void add_parts(Script& script, const TrainingData& data, const Shuffling& shuffling) {
  script.line()
      .line()
      .line("def batches():")
      .line("    \"\"\"Without end: epochs of ", data.batches,
            " batches, the first in the lab's order.\"\"\"")
      .line("    ", shuffling.generator)
      .line("    order = ", shuffling.ordered)
      .line("    while True:")
      .line("        for part in ", shuffling.split, data.batches, "):")
      .line("            yield x[part], y[part]")
      .line("        order = ", shuffling.shuffled);
}

}  // namespace

void add_python_title(Script& script, const Exportable& model, std::string_view framework) {
  script.line("\"\"\"", model.title, ", as ", framework, " computes it.")
      .line()
      .line(wrapped(network_text(model.network), "    "))
      .line();
}

void add_python_paths(Script& script, const std::string& stem) {
  script
      .line("HERE = Path(globals().get(\"__file__\", \".\")).parent  # a notebook has no __file__")
      .line("WEIGHTS = ", quoted(stem + ".weights.npz"));
}

void add_python_symbols(Script& script, const TrainingData& data) {
  const std::string symbols = joined_symbols(data.symbols);
  script.line("SYMBOLS = ", symbols.empty() ? list_text(data.symbols) : "list(" + symbols + ")");
}

void add_python_batches(Script& script, const TrainingData& data, const Shuffling& shuffling) {
  if (data.window > 0) {
    add_streams(script, data);
  } else if (data.batches == 1) {
    add_whole(script);
  } else {
    add_parts(script, data, shuffling);
  }
}

void add_python_main(Script& script, const TrainingData& data) {
  script.line()
      .line()
      .line("def main():")
      .line("    steps = int(sys.argv[1]) if len(sys.argv) > 1 else ", steps_left(data));
}

void add_python_entry(Script& script, const Exportable& model, std::string_view reads,
                      std::string_view alone) {
  script.block(R"(


if __name__ == "__main__":
)");
  script.line("    ", model.data ? "main()" : model.x.empty() ? alone : reads);
}

std::vector<ExportedFile> python_files(const Script& script, const Exportable& model,
                                       const NamedArrays& weights, const std::string& stem) {
  std::vector<ExportedFile> files = {{stem + ".py", script.written()},
                                     {stem + ".weights.npz", write_npz(weights)}};
  if (model.data && !is_small(*model.data)) {
    files.push_back({stem + ".data.npz", write_npz(data_arrays(*model.data))});
  }
  return files;
}

}  // namespace unfold
