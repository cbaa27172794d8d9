// EncoderDecoder: a network that reads one sequence and writes another, as data: two chains of
// layers and what stands between them.
//
//   ids 900 | embedding 32 | lstm 64 => attention => ids 700 | embedding 32 | lstm 64 | dense 700
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "engine/nn/network/network.h"

namespace unfold {

// The decoder looks back at the encoder's outputs with Bahdanau's attention, which is as wide as
// they are. At each step it reads its input beside what it saw last, through a dense layer of the
// input's width, and goes on with its output beside what it sees now, through another of the
// output's width (engine/nn/attention.h).
struct AttentionLayer {
  Origins origins = {};  // all its variables have this scope and take seeds from this one on
  bool operator==(const AttentionLayer&) const = default;
};

struct EncoderDecoder {
  Network encoder;
  std::optional<AttentionLayer> attention =
      {};  // without it the decoder knows the final states alone
  // Begins in the encoder's final states, layer by layer; reads what it is to write, one step late.
  // How both are trained stands here.
  Network decoder;
  bool operator==(const EncoderDecoder&) const = default;
};

// All numbers that are trained.
std::int64_t count_weights(const EncoderDecoder& network);

// As network_text and read_network, which are in engine/nn/network/text.h.
std::string network_text(const EncoderDecoder& network);
EncoderDecoder read_encoder_decoder(std::string_view text);
// Whether a line has several chains.
bool is_encoder_decoder(std::string_view text);

// Throws std::invalid_argument for one that cannot be: recurrent layers of the decoder that are not
// as those of the encoder.
void check(const EncoderDecoder& network);

}  // namespace unfold
