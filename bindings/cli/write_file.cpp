// write_file: a file is replaced whole, whoever else writes it; a device or a pipe is written to.
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <climits>
#include <cstdio>
#include <cstring>
#include <optional>
#include <stdexcept>
#include <utility>

#include "bindings/cli/files.h"
#include "engine/text/utf8.h"

namespace unfold {
namespace {

class Descriptor {
 public:
  explicit Descriptor(int fd) : fd_(fd) {}
  Descriptor(Descriptor&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}
  ~Descriptor() { close(); }

  int get() const { return fd_; }
  bool is_open() const { return fd_ >= 0; }
  bool close() { return fd_ < 0 || ::close(std::exchange(fd_, -1)) == 0; }

 private:
  int fd_;
};

[[noreturn]] void fail(const std::string& path, int error) {
  throw std::runtime_error("The file \"" + excerpt(path, 200) + "\" cannot be written (" +
                           std::strerror(error) + ").");
}

std::optional<struct stat> status(const std::string& path) {
  struct stat found {};
  if (stat(path.c_str(), &found) != 0) return std::nullopt;
  return found;
}

bool write_all(int fd, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = write(fd, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return true;
}

void write_in_place(const std::string& path, std::string_view bytes) {
  Descriptor file(::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0666));
  if (!file.is_open() || !write_all(file.get(), bytes) || !file.close()) fail(path, errno);
}

// Where a link leads, also where there is nothing yet.
std::string target_of(std::string path) {
  constexpr int most_links = 40;
  for (int links = 0; links < most_links; ++links) {
    char target[PATH_MAX];
    const ssize_t size = readlink(path.c_str(), target, sizeof target);
    if (size < 0) break;
    const std::string next(target, static_cast<std::size_t>(size));
    path = next.starts_with('/') ? next : path.substr(0, path.rfind('/') + 1) + next;
  }
  return path;
}

bool is_same_file(int fd, const std::string& path) {
  struct stat mine {};
  const auto there = status(path);
  return there && fstat(fd, &mine) == 0 && mine.st_ino == there->st_ino &&
         mine.st_dev == there->st_dev;
}

// A file beside the path that no other writer has now. One that was killed has left its own to the
// next.
struct Part {
  std::string path;
  Descriptor file;
};

Part open_part(const std::string& target) {
  for (int number = 0;;) {
    const std::string name = target + (number > 0 ? "." + std::to_string(number) : "") + ".part";
    Descriptor file(::open(name.c_str(), O_WRONLY | O_CREAT | O_NOFOLLOW, 0666));
    if (!file.is_open()) return {name, std::move(file)};
    if (flock(file.get(), LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK) {
      ++number;
    } else if (is_same_file(file.get(), name)) {  // else its writer has just put it in its place
      return {name, std::move(file)};
    }
  }
}

bool is_forbidden(int error) { return error == EACCES || error == EPERM || error == EROFS; }

}  // namespace

bool is_stream(const std::string& path) {
  const auto found = status(path);
  return found && !S_ISREG(found->st_mode) && !S_ISDIR(found->st_mode);
}

void write_file(const std::string& path, std::string_view bytes) {
  if (is_stream(path)) return write_in_place(path, bytes);
  const std::string target = target_of(path);
  const auto old = status(target);
  Part part = open_part(target);
  if (!part.file.is_open()) {
    if (old && is_forbidden(errno)) return write_in_place(target, bytes);
    fail(path, errno);
  }
  const int fd = part.file.get();
  const bool is_written = (!old || fchmod(fd, old->st_mode & 07777) == 0) &&
                          ftruncate(fd, 0) == 0 && write_all(fd, bytes);
  // The lock is held until the part has its name.
  if (is_written && std::rename(part.path.c_str(), target.c_str()) == 0) return;
  const int error = errno;
  std::remove(part.path.c_str());
  if (is_written && old && error == EBUSY) return write_in_place(target, bytes);
  fail(path, error);
}

}  // namespace unfold
