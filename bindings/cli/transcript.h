// Transcript: a run written down step by step, for people or for programs.
#pragma once

#include <memory>
#include <ostream>

#include "engine/lab/session.h"

namespace unfold {

class Transcript {
 public:
  virtual ~Transcript() = default;
  // Called after each step; `last` tells that no other follows.
  virtual void step(const Session& session, bool last) = 0;
  virtual void end(Session& session, double seconds) = 0;
};

// One JSON object per step: {"step":0,"curves":{"loss":1.6078763},"texts":{"prediction":"llllll"}},
// with "matrices" and "tables" in the last; then {"done":true,"steps":50,"seconds":0.002,
// "fingerprint":"…","published":[…]}, with "notes" if inputs had to be made to fit. Steps are
// numbered from 0.
std::unique_ptr<Transcript> json_transcript(std::ostream& out);

// Curves and texts at sensible steps, then all that is reported, matrices as NumPy prints them, and
// what was published.
std::unique_ptr<Transcript> readable_transcript(std::ostream& out);

}  // namespace unfold
