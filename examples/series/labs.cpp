#include "examples/course.h"
#include "examples/series/creative-sequence/creative_sequence.h"
#include "examples/series/dropout/dropout.h"
#include "examples/series/stock/stock.h"
#include "examples/series/time-series/time_series.h"

namespace unfold {

std::span<const LabEntry> series_labs() {
  // clang-format off
  static const LabEntry labs[] = {
      entry<Stock>(),
      entry<TimeSeries>(),
      entry<CreativeSequence>(),
      entry<Dropout>(),
  };
  // clang-format on
  return labs;
}

}  // namespace unfold
