#include "engine/nn/network/encoder_decoder.h"

#include <algorithm>
#include <vector>

#include "engine/core/require.h"
#include "engine/nn/network/count.h"
#include "engine/nn/network/options.h"
#include "engine/nn/network/text.h"
#include "engine/text/utf8.h"

namespace unfold {
namespace {

constexpr std::string_view arrow = "=>";

std::vector<std::string_view> parts_of(std::string_view text) {
  std::vector<std::string_view> parts;
  for (std::size_t at = 0; at <= text.size();) {
    const std::size_t end = std::min(text.find(arrow, at), text.size());
    parts.push_back(trimmed(text.substr(at, end - at)));
    at = end + arrow.size();
  }
  return parts;
}

// Lets what cannot be read say in which chain it stands.
Network read_chain(const std::string& name, std::string_view text) {
  try {
    return read_network(text);
  } catch (const UnreadableNetwork& error) {
    throw UnreadableNetwork("In the " + name + ": " + error.what());
  }
}

bool read_option(AttentionLayer& layer, std::string_view word) {
  const std::size_t sign = word.find('=');
  for (const auto& option : options_of(layer)) {
    if (sign != word.npos && option.name == word.substr(0, sign)) {
      return option.read(layer, word.substr(sign + 1));
    }
  }
  return false;
}

// The first word of a text, which is then left without it; empty where none is left.
std::string_view take_word(std::string_view& text) {
  text = trimmed(text);
  const std::string_view word = text.substr(0, text.find_first_of(" \t\n\v\f\r"));
  text.remove_prefix(word.size());
  return word;
}

AttentionLayer read_attention(std::string_view text) {
  std::string_view rest = text;
  AttentionLayer layer;
  bool is_right = take_word(rest) == "attention";
  for (auto word = take_word(rest); is_right && !word.empty(); word = take_word(rest)) {
    is_right = read_option(layer, word);
  }
  if (!is_right) {
    throw UnreadableNetwork(
        "\"" + excerpt(text) +
        "\" stands between the encoder and the decoder: there may be nothing or "
        "attention, with seed=N and name=NAME.");
  }
  return layer;
}

bool have_same_state(const std::vector<NetworkCell>& a, const std::vector<NetworkCell>& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const auto& a, const auto& b) {
    return a.units == b.units && a.has_c == b.has_c;
  });
}

}  // namespace

bool is_encoder_decoder(std::string_view text) { return text.find(arrow) != text.npos; }

EncoderDecoder read_encoder_decoder(std::string_view text) {
  const std::vector<std::string_view> parts = parts_of(text);
  if (parts.size() != 2 && parts.size() != 3) {
    throw UnreadableNetwork(
        "A network that reads one sequence and writes another is written ENCODER => DECODER or "
        "ENCODER => attention => DECODER.");
  }
  EncoderDecoder network{.encoder = read_chain("encoder", parts.front()), .decoder = {}};
  if (parts.size() == 3) network.attention = read_attention(parts[1]);
  network.decoder = read_chain("decoder", parts.back());
  try {
    check(network);
  } catch (const std::invalid_argument& error) {
    throw UnreadableNetwork(error.what());
  }
  return network;
}

void check(const EncoderDecoder& network) {
  check(network.encoder);
  check(network.decoder);
  const auto cells = cells_of(network.encoder);
  require(!cells.empty() && have_same_state(cells, cells_of(network.decoder)), "network",
          "the decoder begins in the encoder's final states, so both need the same cells of the "
          "same size");
}

std::int64_t count_weights(const EncoderDecoder& network) {
  std::int64_t sum = count_weights(network.encoder) + count_weights(network.decoder);
  if (!network.attention) return sum;
  std::int64_t state = 0;
  for (const NetworkCell& cell : cells_of(network.decoder)) {
    state += cell.has_c ? 2 * cell.units : cell.units;
  }
  const std::int64_t C = layer_widths(network.encoder).back();
  const std::int64_t E = layer_widths(network.decoder).front();
  const std::int64_t H = layer_widths(network.decoder)[last_recurrent(network.decoder) + 1];
  const auto dense = [](std::int64_t inputs, std::int64_t units) { return (inputs + 1) * units; };
  const std::int64_t keys = C * C, query = dense(state, C), v = C;
  return sum + dense(E + C, E) + keys + query + v + dense(H + C, H);
}

}  // namespace unfold
