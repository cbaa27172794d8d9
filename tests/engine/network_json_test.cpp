// Networks as structure.
#include <doctest/doctest.h>

#include <string>

#include "engine/nn/network/network_json.h"
#include "engine/nn/network/text.h"

using namespace unfold;

namespace {

std::string structure(const std::string& line) {
  Json json;
  write_network(json, read_network(line));
  return json.written();
}

}  // namespace

TEST_CASE("a network's structure says of each layer what it is and how many weights it has") {
  CHECK(structure("ids 100 | embedding 8 | bidirectional gru 4 reset_after merge=sum | dropout "
                  "keep=0.5 | lstm 3 peepholes backwards | last | dense 2 activation=softmax | "
                  "softmax_cross_entropy | clip_norm 5 | sgd 0.01") ==
        R"({"input":{"kind":"ids","size":100,"width":8,"weights":800},"layers":[)"
        R"({"kind":"gru","units":4,"weights":336,"resetAfter":true,"bidirectional":"sum"},)"
        R"({"kind":"dropout","keep":0.5},)"
        R"({"kind":"lstm","units":3,"weights":105,"peepholes":true,"backwards":true},)"
        R"({"kind":"dense","units":2,"weights":8,"activation":"softmax"}],)"
        R"("readout":"last","loss":"softmax_cross_entropy","optimizer":"sgd",)"
        R"("learningRate":0.01,"clipping":"clip_norm","limit":5})");
  CHECK(structure("features 1 | rnn 2 activation=relu").find(R"("activation":"relu")") !=
        std::string::npos);
}
