#include <algorithm>
#include <cmath>
#include <optional>

#include "engine/nn/network/options.h"
#include "engine/nn/network/text.h"
#include "engine/text/nearest.h"
#include "engine/text/number_text.h"
#include "engine/text/utf8.h"

namespace unfold {
namespace {

using Text = std::string_view;
using Texts = std::vector<Text>;

constexpr Text blanks = " \t\r\n";

// A piece of the line, which knows where it stands.
struct Word {
  Text text;
  std::size_t at;
};

constexpr int most_layers = 64;

constexpr Name<CellKind> cells[] = {
    {CellKind::rnn, "rnn"}, {CellKind::lstm, "lstm"}, {CellKind::gru, "gru"}};
constexpr Text layer_names[] = {"rnn", "lstm", "gru", "bidirectional", "dropout", "dense"};

class NetworkReader {
 public:
  explicit NetworkReader(Text line) : line_(line) {}

  Network read() {
    std::size_t at = 0;
    for (bool more = true; more;) {
      const std::size_t end = std::min(line_.find('|', at), line_.size());
      read_part(at, end);
      more = end < line_.size();
      at = end + 1;
    }
    check_whole();
    return std::move(network_);
  }

 private:
  // ---- Parts and their words.

  void read_part(std::size_t begin, std::size_t end) {
    words_.clear();
    for (std::size_t at = begin; at < end;) {
      at = std::min(line_.find_first_not_of(blanks, at), end);
      const std::size_t stop = std::min(line_.find_first_of(" \t\r\n|", at), end);
      if (stop > at) words_.push_back({line_.substr(at, stop - at), at});
      at = stop;
    }
    next_ = 0;
    if (words_.empty()) fail({line_.substr(begin, end - begin), begin}, "a part is empty");
    kind_ = words_[next_++];
    is_first_ ? read_input() : read_behind_input();
    if (next_ < words_.size()) fail(words_[next_], "nothing more is expected here");
    is_first_ = false;
  }

  void read_input() {
    const auto* input = find_name(input_names(), kind_.text);
    if (input == nullptr) refuse_name("A network begins with its input", names(input_names()));
    network_.input.kind = input->value;
    network_.input.size = read_size();
    needs_table_ = input->value == InputLayer::Kind::ids;
  }

  void read_behind_input() {
    const Text kind = kind_.text;
    if (needs_table_ || kind == "embedding") return read_table();
    if (const auto* readout = find_name(readout_names(), kind)) return read_readout(*readout);
    if (const auto* loss = find_name(loss_names(), kind)) {
      once(has_loss_);
      network_.loss = loss->value;
      if (draws_candidates(loss->value)) network_.candidates = read_size();
    } else if (const auto* optimizer = find_name(optimizer_names(), kind)) {
      once(has_optimizer_);
      network_.optimizer = optimizer->value;
      network_.learning_rate = read_positive("a learning rate");
    } else if (const auto* clipping = find_name(clipping_names(), kind)) {
      once(has_clipping_);
      network_.clipping = {clipping->value, read_positive("a limit")};
    } else if (kind == "seed") {
      once(has_seed_);
      network_.seed = static_cast<std::uint64_t>(read_whole("a seed", 0));
    } else {
      read_layer();
    }
  }

  void read_table() {
    if (!needs_table_)
      fail(kind_, "a table of rows stands right behind \"ids V\", and nowhere else");
    if (kind_.text != "embedding") {
      fail(kind_, "behind ids comes their table: embedding WIDTH");
    }
    needs_table_ = false;
    network_.input.width = read_size();
    read_options(network_.input);
  }

  void read_readout(const Name<Readout>& readout) {
    const bool is_behind_recurrent =
        !network_.layers.empty() &&
        last_recurrent(network_) == static_cast<int>(network_.layers.size()) - 1;
    if (!is_behind_recurrent) {
      fail(kind_, "\"" + std::string(readout.name) +
                      "\" reads a state: it stands right behind the last rnn, lstm or gru");
    }
    once(has_readout_);
    network_.readout = readout.value;
  }

  // ---- Layers.

  void read_layer() {
    if (has_loss_ || has_optimizer_ || has_clipping_) {
      if (is_layer_name(kind_.text)) fail(kind_, "layers stand before the loss and what trains");
    }
    if (network_.layers.size() == most_layers) fail(kind_, "there may be at most 64 layers");
    const bool both = kind_.text == "bidirectional";
    if (both) kind_ = next_word("rnn, lstm or gru");
    if (const auto* cell = find_name(std::span<const Name<CellKind>>(cells), kind_.text)) {
      read_recurrent(cell->value, both);
    } else if (both) {
      refuse_name("bidirectional is followed by a cell",
                  names(std::span<const Name<CellKind>>(cells)));
    } else if (kind_.text == "dropout") {
      read_dropout();
    } else if (kind_.text == "dense") {
      DenseLayer layer{.units = read_size()};
      read_options(layer);
      network_.layers.emplace_back(layer);
    } else {
      refuse_name("There is no part of that name", known_parts());
    }
  }

  void read_recurrent(CellKind cell, bool both) {
    if (has_readout_) {
      fail(kind_, "behind \"last\" or \"states\" there is no sequence left to be read");
    }
    RecurrentLayer layer{.cell = cell, .units = read_size()};
    if (both) layer.bidirectional = Merge::concat;
    read_options(layer);
    network_.layers.emplace_back(layer);
  }

  // "dropout 0.1" drops a tenth, as in Keras and PyTorch.
  void read_dropout() {
    DropoutLayer layer;
    const bool has_share = next_ < words_.size() && words_[next_].text.find('=') == Text::npos;
    if (has_share) {
      const Word word = words_[next_++];
      const double share = read_number(word.text).value_or(-1);
      if (!(share >= 0 && share < 1)) {
        fail(word, "the share that is dropped must be a number from 0 to below 1");
      }
      layer.keep = 1 - share;
    } else if (next_ == words_.size()) {
      fail(kind_, "say which share is dropped, dropout 0.1, or kept, dropout keep=0.9");
    }
    read_options(layer);
    network_.layers.emplace_back(layer);
  }

  template <typename Layer>
  void read_options(Layer& layer) {
    const auto options = options_of(layer);
    Texts given;
    for (; next_ < words_.size(); ++next_) {
      const Word& word = words_[next_];
      const Text name = word.text.substr(0, word.text.find('='));
      const auto option = std::find_if(options.begin(), options.end(),
                                       [&](const auto& known) { return known.name == name; });
      if (option == options.end()) refuse_option(word, name, options);
      if (std::find(given.begin(), given.end(), name) != given.end()) {
        fail(word, "\"" + std::string(name) + "\" is given twice");
      }
      given.push_back(name);
      read_option(layer, *option, word);
    }
  }

  template <typename Layer>
  void read_option(Layer& layer, const Option<Layer>& option, const Word& word) {
    const bool is_flag = option.allowed.empty(), has_value = word.text.size() > option.name.size();
    const std::string name(option.name);
    if (!is_flag && !has_value) {
      fail(word, name + " needs a value, " + name + "=…: " + std::string(option.allowed));
    }
    const Text value = has_value ? word.text.substr(option.name.size() + 1) : "true";
    if (option.read(layer, value)) return;
    const Text allowed = is_flag ? "true or false, or stand alone" : option.allowed;
    fail(word, name + " must be " + std::string(allowed));
  }

  template <typename Options>
  [[noreturn]] void refuse_option(const Word& word, Text name, const Options& options) const {
    Texts known;
    for (const auto& option : options) known.push_back(option.name);
    const std::string here = "\"" + std::string(kind_.text) + "\"";
    fail(word, here + " has no option \"" + excerpt(name) + "\". Did you mean " +
                   std::string(nearest(name, known)) + "? It has: " + listed(known));
  }

  // ---- Numbers.

  Word next_word(Text expected) {
    if (next_ == words_.size()) {
      fail(kind_,
           "behind \"" + std::string(kind_.text) + "\" is missing: " + std::string(expected));
    }
    return words_[next_++];
  }

  int read_size() {
    const std::string expected = "a whole number from 1 to " + std::to_string(most_width);
    const Word word = next_word(expected);
    const auto size = read_integer(word.text);
    if (!size || *size < 1 || *size > most_width) fail(word, "the size must be " + expected);
    return static_cast<int>(*size);
  }

  long long read_whole(const std::string& what, long long least) {
    const Word word = next_word(what);
    const auto number = read_integer(word.text);
    if (!number || *number < least) {
      fail(word, what + " must be a whole number from " + std::to_string(least));
    }
    return *number;
  }

  double read_positive(const std::string& what) {
    const Word word = next_word(what);
    const auto number = read_number(word.text);
    if (!number || !(*number > 0) || !std::isfinite(static_cast<float>(*number))) {
      fail(word, what + " must be a number above 0");
    }
    return *number;
  }

  // ---- What is wrong.

  void once(bool& has) {
    if (has) fail(kind_, "\"" + std::string(kind_.text) + "\": a network has one of these");
    has = true;
  }

  void check_whole() {
    if (needs_table_) {
      fail({"", line_.size()}, "behind ids comes their table: embedding WIDTH");
    }
    if (network_.layers.empty()) {
      fail({"", line_.size()}, "there is no layer yet. Add one behind |, such as | lstm 5");
    }
    try {
      check(network_);
    } catch (const std::invalid_argument& error) {
      const Text message = error.what();  // "[network] …"
      fail({"", line_.size()}, std::string(message.substr(message.find(' ') + 1)));
    }
  }

  static bool is_layer_name(Text name) {
    return std::find(std::begin(layer_names), std::end(layer_names), name) != std::end(layer_names);
  }

  template <typename E>
  static Texts names(std::span<const Name<E>> known) {
    Texts all;
    for (const Name<E>& name : known) all.push_back(name.name);
    return all;
  }

  static Texts known_parts() {
    Texts all(std::begin(layer_names), std::end(layer_names));
    for (const Texts& more : {names(readout_names()), names(loss_names()), names(clipping_names()),
                              names(optimizer_names())}) {
      all.insert(all.end(), more.begin(), more.end());
    }
    all.push_back("seed");
    return all;
  }

  [[noreturn]] void refuse_name(const std::string& what, const Texts& known) const {
    fail(kind_, what + ". Did you mean " + std::string(nearest(kind_.text, known)) +
                    "? There are: " + listed(known));
  }

  // Symbols are counted from 1, as editors do.
  [[noreturn]] void fail(const Word& word, const std::string& what) const {
    const int symbol = 1 + count_symbols(line_.substr(0, word.at));
    const bool is_end = word.at >= line_.size();
    const std::string where =
        is_end ? "At the end"
               : "\"" + excerpt(word.text) + "\" at symbol " + std::to_string(symbol);
    throw UnreadableNetwork(where + ": " + what + ".");
  }

  Text line_;
  Network network_;
  std::vector<Word> words_;  // of the part
  std::size_t next_ = 0;
  Word kind_{};
  bool is_first_ = true, needs_table_ = false, has_readout_ = false;
  bool has_loss_ = false, has_optimizer_ = false, has_clipping_ = false, has_seed_ = false;
};

}  // namespace

Network read_network(std::string_view text) { return NetworkReader(text).read(); }

}  // namespace unfold
