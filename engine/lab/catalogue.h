// catalogue: what the course offers, as the JSON that `Catalogue` in bindings/wasm/engine.d.ts
// describes.
#pragma once

#include <span>
#include <string>

#include "engine/lab/lab.h"

namespace unfold {

std::string catalogue_json(std::span<const LabEntry> labs);

}  // namespace unfold
