#include "engine/ops/sequence_watch.h"

namespace unfold {

constinit thread_local SequenceWatch* SequenceWatch::current_ = nullptr;

SequenceWatch::SequenceWatch() : before_(current_) { current_ = this; }

}  // namespace unfold
