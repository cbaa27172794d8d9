// Two chains of layers with attention between them, as a line.
#include <doctest/doctest.h>

#include <string>

#include "engine/nn/attention.h"
#include "engine/nn/network/encoder_decoder.h"
#include "engine/nn/network/model.h"
#include "engine/nn/network/text.h"

using namespace unfold;

namespace {

void check_refused(const std::string& line, const std::string& message) {
  CAPTURE(line);
  CHECK_THROWS_WITH_AS(read_encoder_decoder(line), doctest::Contains(message.c_str()),
                       UnreadableNetwork);
}

}  // namespace

TEST_CASE("an encoder and a decoder are read as they are printed") {
  for (const std::string line :
       {"ids 9 | embedding 3 | lstm 4 => ids 7 | embedding 2 | lstm 4 | dense 7",
        "features 2 | gru 4 backwards | gru 4 => attention => ids 7 | embedding 2 | gru 4 | gru 4 "
        "| "
        "dense 7 | sequence_loss | clip_norm 5 | adam 0.01",
        "onehot 2 | rnn 4 | seed 5 => attention seed=7 name=decoder => ids 7 | embedding 2 | rnn 4 "
        "| "
        "dense 7 | seed 5"}) {
    CHECK(is_encoder_decoder(line));
    CHECK(network_text(read_encoder_decoder(line)) == line);
    CHECK(read_encoder_decoder(network_text(read_encoder_decoder(line))) ==
          read_encoder_decoder(line));
  }
  CHECK_FALSE(is_encoder_decoder("features 2 | gru 4 forget_bias=2"));
}

TEST_CASE("a mistake is told with the chain that it stands in") {
  check_refused("features 2 | gru 4", "is written ENCODER => DECODER or");
  check_refused("features 2 | gur 4 => features 2 | gru 4", "In the encoder: \"gur\" at symbol 14");
  check_refused("features 2 | gru 4 => features 2 | gru 4 | dens 2",
                "In the decoder: \"dens\" at symbol 22");
  for (const std::string between :
       {"", "look", "attention 5", "attention seed", "attention seed=x"}) {
    check_refused("features 2 | gru 4 => " + between + " => features 2 | gru 4",
                  "there may be nothing or attention, with seed=N and name=NAME");
  }
  for (const std::string decoder : {"gru 5", "lstm 4", "gru 4 | gru 4", "dense 4"}) {
    check_refused("features 2 | gru 4 => features 2 | " + decoder, "both need the same cells");
  }
}

TEST_CASE("the count of weights is that of both chains and of attention") {
  for (const std::string cells : {"lstm 4 | lstm 5", "gru 3"}) {
    for (const std::string between : {"=>", "=> attention =>"}) {
      const EncoderDecoder network =
          read_encoder_decoder("ids 9 | embedding 6 | " + cells + between +
                               " ids 7 | embedding 2 | " + cells + " | dense 7");
      Variables encoder, decoder;
      const NetworkModel reads(network.encoder, encoder), writes(network.decoder, decoder);
      if (network.attention) {
        std::vector<CellPointer> layers;
        for (int place = 0; place <= last_recurrent(network.decoder); ++place) {
          layers.push_back(writes.cells(place).forward);
        }
        const int C = layer_widths(network.encoder).back();
        make_attention_decoder(std::make_shared<StackedCell>(layers), 2, C, {1, 1}, "decoder",
                               decoder);
      }
      std::int64_t count = 0;
      for (const Variables* variables : {&encoder, &decoder}) {
        for (const Tensor& variable : variables->tensors()) count += variable.count();
      }
      CHECK(count_weights(network) == count);
    }
  }
}
