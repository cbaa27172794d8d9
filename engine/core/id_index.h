// IdIndex: numbers different ids 0, 1, 2, … in the order they first come. Knows nothing of the
// range they are from, so that a few ids of a large table cost what few ids cost.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "engine/core/pool.h"

namespace unfold {

class IdIndex {
 public:
  // Room for this many different ids; with less, the index grows as it is filled.
  void reserve(std::size_t count) {
    if (count > most()) rebuild(count);
  }

  int size() const { return static_cast<int>(ids_.size()); }
  std::span<const int> ids() const { return ids_; }  // id number n is ids()[n]

  // The number of an id, which is size() before the call if the id is new.
  int number(int id) {
    if (ids_.size() >= most()) rebuild(ids_.size() + 1);
    int& slot = slot_of(id);
    if (slot == free_slot) {
      slot = size();
      ids_.push_back(id);
    }
    return slot;
  }

 private:
  static constexpr int free_slot = -1;

  std::size_t most() const { return slots_.size() / 2; }  // at most half of the slots are taken

  int& slot_of(int id) {
    std::size_t at = static_cast<std::uint32_t>(id) * 0x9E3779B9u >> shift_;
    while (slots_[at] != free_slot && ids_[slots_[at]] != id) at = (at + 1) % slots_.size();
    return slots_[at];
  }

  void rebuild(std::size_t count) {
    const std::size_t slots = std::bit_ceil(count < 8 ? 16 : 2 * count);
    shift_ = 32 - std::countr_zero(slots);
    ids_.reserve(slots / 2);
    slots_.assign(slots, free_slot);
    for (int n = 0; n < size(); ++n) slot_of(ids_[n]) = n;
  }

  std::vector<int, PoolAllocator<int>> ids_;
  std::vector<int, PoolAllocator<int>> slots_;  // numbers, found by an id's hash
  int shift_ = 0;                               // leaves as many bits of a hash as slots need
};

}  // namespace unfold
