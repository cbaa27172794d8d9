// Counts what a program asks the system for. Linked where it is wanted: it replaces operator new.
#pragma once

namespace unfold::bench {

// Bytes asked for since the program started, by `new` and by the engine's pool.
double allocated_bytes() noexcept;

}  // namespace unfold::bench
