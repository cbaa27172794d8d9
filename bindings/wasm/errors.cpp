#include "bindings/wasm/errors.h"

#include <new>
#include <string>
#include <string_view>

#include "bindings/wasm/values.h"

namespace unfold::js {
namespace {

val error(const std::string& message, std::string_view name) {
  val result = val::global("Error").new_(message);
  result.set("name", text(name));
  return result;
}

void describe(val& result, const Refusal& refusal) {
  result.set("input", refusal.input());
  result.set("code", refusal.code());
  result.set("values", object(refusal.values()));
}

val error(const Refusal& refusal) {
  val result = error(refusal.what(), "Refusal");
  describe(result, refusal);
  return result;
}

}  // namespace

val plain(const Refusal& refusal) {
  val result = val::object();
  describe(result, refusal);
  result.set("message", std::string(refusal.what()));
  return result;
}

[[gnu::noinline]] val caught() {
  try {
    throw;
  } catch (const Refusal& refusal) {
    return error(refusal);
  } catch (const std::bad_alloc&) {
    val result = error("There is not enough memory for this.", "Error");
    result.set("code", text("out-of-memory"));
    return result;
  } catch (const std::exception& failure) {
    return error(failure.what(), "Error");
  }
}

}  // namespace unfold::js
