#include "bindings/cli/gunzip.h"

#define ZLIB_CONST
#include <zlib.h>

#include <algorithm>
#include <new>

namespace unfold {
namespace {

constexpr std::size_t block_size = 1 << 16;

// A member of a gzip file, unpacked block by block.
class Member {
 public:
  Member() {
    constexpr int gzip_alone = 16;
    if (inflateInit2(&stream_, MAX_WBITS + gzip_alone) != Z_OK) throw std::bad_alloc();
  }
  ~Member() { inflateEnd(&stream_); }
  Member(const Member&) = delete;
  Member& operator=(const Member&) = delete;

  bool is_over() const { return state_ == Z_STREAM_END; }

  // Takes bytes from the start of the file; at most a block comes of them.
  void unpack_block(std::string_view& file, std::string& out) {
    const std::size_t given = std::min(file.size(), block_size);
    stream_.next_in = reinterpret_cast<const Bytef*>(file.data());
    stream_.avail_in = static_cast<uInt>(given);
    stream_.next_out = block_;
    stream_.avail_out = block_size;
    state_ = inflate(&stream_, Z_NO_FLUSH);
    if (state_ == Z_MEM_ERROR) throw std::bad_alloc();
    if (state_ != Z_OK && state_ != Z_STREAM_END) throw DamagedGzip();
    file.remove_prefix(given - stream_.avail_in);
    out.append(block_, stream_.next_out);
  }

 private:
  z_stream stream_{};
  int state_ = Z_OK;
  Bytef block_[block_size];
};

}  // namespace

std::optional<std::string> gunzip(std::string_view file, double most) {
  std::string out;
  while (is_gzip(file)) {
    for (Member member; !member.is_over();) {
      member.unpack_block(file, out);
      if (static_cast<double>(out.size()) > most) return std::nullopt;
    }
  }
  const bool is_padded = file.find_first_not_of('\0') == std::string_view::npos;
  if (!is_padded) throw DamagedGzip();
  return out;
}

std::optional<std::string> inflated(std::string_view deflated, std::size_t size) {
  std::string out(size + 1, '\0');  // with room for what must not come
  z_stream stream{};
  if (inflateInit2(&stream, -MAX_WBITS) != Z_OK) throw std::bad_alloc();
  stream.next_in = reinterpret_cast<const Bytef*>(deflated.data());
  stream.avail_in = static_cast<uInt>(deflated.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  const int state = inflate(&stream, Z_FINISH);
  const bool is_whole = state == Z_STREAM_END && stream.avail_in == 0 && stream.total_out == size;
  inflateEnd(&stream);
  if (!is_whole) return std::nullopt;
  out.resize(size);
  return out;
}

}  // namespace unfold
