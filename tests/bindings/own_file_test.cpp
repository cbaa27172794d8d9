// Files of the reader's own as the runner reads them: packed, or in other encodings than UTF-8.
#include "bindings/cli/own_file.h"

#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <random>
#include <sstream>

#include "bindings/cli/command_line.h"
#include "bindings/cli/encodings.h"
#include "bindings/cli/files.h"
#include "bindings/cli/gunzip.h"
#include "tests/labs/lab_run.h"

using namespace unfold;
using namespace std::string_view_literals;

namespace {

// "the cat sat on the mat; the cat sat on the mat", in a block of fixed codes.
constexpr std::string_view fixed =
    "\x1f\x8b\x08\x00\x00\x00\x00\x00\x02\x03\x2b\xc9\x48\x55\x48\x4e\x2c\x51\x28\x06\xe2\xfc\x3c"
    "\x85\x12\x20\x37\x37\xb1\xc4\x1a\xcc\xc0\x14\x07\x00\xab\xb3\x0d\x8c\x2e\x00\x00\x00"sv;
// "abc", stored.
constexpr std::string_view stored =
    "\x1f\x8b\x08\x00\x00\x00\x00\x00\x04\x03\x01\x03\x00\xfc\xff\x61\x62\x63\xc2\x41\x24\x35\x03"
    "\x00\x00\x00"sv;

// counted(), in a block of codes of its own.
constexpr std::string_view dynamic =
    "\x1f\x8b\x08\x00\x00\x00\x00\x00\x02\x03\x25\xd4\x4b\x8e\x85\x50\x08\x04\xd0\x0d\x31\xb8\xfc"
    "\x21\xec\x7f\x5f\x16\x38\xe9\x4e\x8c\x7a\x29\xea\x3c\x1f\xbd\x61\x2a\x8f\x31\xca\xa7\xd3\xe4"
    "\x8e\x2b\x41\xda\x39\xe2\x24\x66\xa3\x41\xcd\x63\x4d\x6d\x39\x81\xfb\xda\xa6\x98\xc2\x78\x94"
    "\xac\x6a\xc4\x48\xd5\xc7\x92\xb8\x64\x52\x48\x7a\x84\xaa\x7c\x94\x29\x55\x26\x84\x3c\x7b\xda"
    "\xc9\x24\x46\x95\x24\x75\xf2\x11\x0b\xce\x12\xea\x8c\x71\xa5\x12\x9c\x1f\x14\xf9\xc6\x8c\x9c"
    "\x73\x9a\x49\xc3\xc6\xf0\x00\xf3\x34\x2e\xd6\xf8\xc3\x34\x18\x80\x32\x78\xc2\x29\x1e\x06\x48"
    "\x32\xf7\xa9\x22\x7d\x32\x6e\xc4\x86\x09\x84\xf8\x3d\x5c\x6d\xe4\xc3\x0c\x98\xb8\x7b\xd4\xc9"
    "\x2d\x86\xf1\xe6\xd6\xa9\x40\xc2\x37\x11\x54\x39\x56\x48\xa8\xa3\x82\x84\x98\xab\x28\x14\x79"
    "\x91\xd0\xa6\x15\x09\x79\xca\x89\xb3\x26\x9b\xc4\x27\x1d\x11\x79\x52\x29\xa5\xf6\x9f\xe7\x5d"
    "\x34\x91\xbb\x23\xfa\xee\xe7\xd8\xa7\x3b\x31\x01\x15\xf7\xbd\x37\x62\x4f\x71\xd6\x3d\x53\xe3"
    "\x06\x90\x97\x3b\x8e\xdb\xce\xd6\xfc\x76\xd2\xf4\xbc\xb9\x9f\x6d\x0a\x73\xde\x50\xd2\xf5\x47"
    "\xbc\xc0\x88\xc8\x9b\xbf\xac\x6e\x1b\x8d\xab\x78\x89\xec\x9e\xb4\x7a\x97\x26\x1a\xbb\xc2\xd2"
    "\xdd\x67\x6b\xef\x76\xb3\xe2\x76\xad\xba\x9b\xb7\xba\x1e\x54\xf2\x5a\x49\xbb\x8e\x78\x0b\xab"
    "\xcc\xad\x2f\xc5\xb6\x4c\x4f\x1c\x46\xc6\x75\x2d\xc7\xdf\x39\xcb\x0a\xe8\x28\x70\x28\xf6\xb3"
    "\x11\xb2\x52\xfc\xf5\xba\x51\xf0\xd2\x4d\xa8\x4b\xea\xf7\xd5\x0f\x03\x20\x20\x56\x80\x7c\x8b"
    "\xd0\xa0\xeb\x21\x1d\x16\x80\x70\x00\x47\x0d\x83\x28\x0f\x04\xf1\x40\xc0\xe0\x3e\xad\xb5\xef"
    "\x52\xe0\xc2\x9b\x45\xe5\x17\xb9\x87\x36\x0c\xa2\x8c\xba\x71\x02\x06\x31\x9c\x81\x56\x6e\x32"
    "\x1c\x8d\x60\x6f\x43\xf0\x25\x2a\x10\x44\xbe\x04\x41\x84\xf5\xb8\xe8\x06\x59\xbc\xc9\x78\xd7"
    "\xc2\xa0\x85\x25\xf5\x12\x34\x44\xe3\x5d\x60\xc0\x20\xb6\xe9\x90\x85\xdd\xaa\xdf\xa6\x19\xb2"
    "\x8a\xe0\x0a\x15\x34\x08\xa2\x90\x04\x41\xf4\xe3\x1d\xdb\x96\x01\xd6\x75\xf7\xb6\x49\xd6\xeb"
    "\xb5\x21\x10\x2d\x17\x04\xa2\xf3\xa8\x1f\x80\xda\x72\x50\xd0\x02\x0e\x01\xad\x05\xe9\xeb\xa6"
    "\x41\x30\x28\x21\x10\xa2\x02\x04\xe1\xcb\xf2\xb4\x29\x64\xc1\x1e\x43\x16\x24\x02\x16\xfe\x56"
    "\xdc\xb5\x84\x40\xdc\xe1\xa1\x77\x3f\x64\xe1\x69\x59\x59\x08\x68\xf7\x5e\x08\xc4\x21\xf5\xee"
    "\x37\x10\x7e\x03\x38\x5c\x61\x1c\x85\x2b\x0c\xc7\x70\xa5\x6b\x7b\xe7\x2e\x08\x44\x8a\x84\x40"
    "\x64\xf2\xbe\x9f\x9c\xe9\xe5\x15\xc0\x42\x7a\x06\xac\xdd\x45\xed\x5e\x0a\x00\xb1\xa4\x58\x81"
    "\x40\xa1\x6f\x17\xa8\x79\xbf\x6f\x91\x5b\x2e\x5c\xed\xa6\x01\x10\x7b\xcf\xbc\x16\x02\x02\xb7"
    "\x93\x85\x85\xfb\x21\xab\x37\xe1\x7d\x4e\x7a\x8b\x2c\x00\xc4\x6e\xf8\xbe\x39\xee\x7f\xe1\x70"
    "\x85\xfa\x05\xb0\xb6\xc0\x77\x30\xe0\x0f\x4a\x0a\xfe\x60\x26\x00\x10\x82\xec\xff\xc0\xe9\xaf"
    "\x8b\xa1\x0b\x5b\x44\xb5\x48\xb7\x02\x13\x02\x1f\xbe\x37\xb5\x32\xf7\xe3\x86\x64\x82\x5b\x18"
    "\xae\x96\x2f\xfc\xe1\xe9\x82\xbf\x0f\x66\x56\x1c\xba\x43\x05\x00\x00"sv;

std::string counted() {
  std::string text;
  for (int i = 0; i < 200; ++i) {
    text += std::to_string(i * i % 97) + "," + std::to_string(i * 7919 % 1009) + ";";
  }
  return text;
}

constexpr double plenty = 1e6;

bool is_damaged(std::string_view file) {
  try {
    gunzip(file, plenty);
    return false;
  } catch (const DamagedGzip&) {
    return true;
  }
}

struct OwnFileOnDisk {
  explicit OwnFileOnDisk(const std::string& name, std::string_view bytes)
      : folder(std::filesystem::temp_directory_path() /
               ("unfold-" + std::to_string(std::random_device{}()))),
        path((folder / name).string()) {
    std::filesystem::create_directories(folder);
    std::ofstream(path, std::ios::binary) << bytes;
  }
  ~OwnFileOnDisk() { std::filesystem::remove_all(folder); }
  const std::filesystem::path folder;
  const std::string path;
};

OwnFile read(const std::string& name, std::string_view bytes,
             std::optional<std::string_view> encoding = {}) {
  static std::string target;
  static Form form;
  static const Field& field = form.file("own", target).range(1, 3000).accept(".csv,.txt");
  const OwnFileOnDisk file(name, bytes);
  return read_own_file(file.path, field, encoding);
}

std::string refused(const std::string& name, std::string_view bytes,
                    std::optional<std::string_view> encoding = {}) {
  try {
    read(name, bytes, encoding);
  } catch (const UnreadableFile& error) {
    return error.what();
  }
  return "";
}

bool says(const std::string& message, std::string_view part) {
  return message.find(part) != std::string::npos;
}

constexpr std::string_view korean =
    "\xc0\xcf\xc0\xda,\xc1\xbe\xb0\xa1\n2019-01-02,12.5\n";  // 일자,종가 in EUC-KR

}  // namespace

TEST_CASE("gzip is undone, whatever its blocks are") {
  CHECK(gunzip(fixed, plenty) == "the cat sat on the mat; the cat sat on the mat");
  CHECK(gunzip(stored, plenty) == "abc");
  CHECK(gunzip(dynamic, plenty) == counted());
}

TEST_CASE("several gzip files joined are read as one, and zeros at the end do no harm") {
  const std::string joined = std::string(stored) + std::string(stored);
  CHECK(gunzip(joined, plenty) == "abcabc");
  CHECK(gunzip(joined + std::string(9, '\0'), plenty) == "abcabc");
  CHECK(is_damaged(joined + "rest"));
}

TEST_CASE("a gzip file that holds more than is allowed is given up") {
  CHECK(!gunzip(dynamic, 1346));
  CHECK(gunzip(dynamic, 1347));
  CHECK(!gunzip(std::string(stored) + std::string(stored), 5));
}

TEST_CASE("a gzip file that holds too much is not unpacked to its end") {
  std::string endless(stored.substr(0, 10));
  for (int i = 0; i < 40; ++i) endless += "\0\xff\xff\0\0"sv, endless.append(65535, 'a');
  CHECK(is_damaged(endless.substr(0, 500'000)));
  CHECK(!gunzip(endless, plenty));
}

TEST_CASE("a gzip file that is cut or changed anywhere is noticed") {
  for (std::size_t size = 3; size < dynamic.size(); ++size) {
    CHECK(is_damaged(dynamic.substr(0, size)));
  }
  std::mt19937 random(3);
  for (int i = 0; i < 3000; ++i) {
    std::string damaged(dynamic);
    const std::size_t at = 10 + random() % (damaged.size() - 10);
    damaged[at] = static_cast<char>(damaged[at] ^ (1 << random() % 8));
    // Bits that fill up the last byte of the codes say nothing.
    const bool is_noticed = is_damaged(damaged) || gunzip(damaged, plenty) == counted();
    CHECK(is_noticed);
  }
}

TEST_CASE("a packed file is named as what it holds") {
  const OwnFile plain = read("prices.csv", "abc");
  const OwnFile packed = read("prices.csv.gz", stored);
  CHECK(packed.bytes == "abc");
  CHECK(packed.name == plain.name);
  CHECK(read("prices.csv", stored).bytes == "abc");
  CHECK(read("prices.csv.gz", "a,b\n1,2\n").bytes == "a,b\n1,2\n");
}

TEST_CASE("what is packed otherwise, cut, too large or a web page is refused with the cure") {
  CHECK(says(refused("a.csv.gz", "\n<!DOCTYPE html><html>"), "is a web page"));
  CHECK(says(refused("a.zip", "PK\x03\x04 and"), "is packed (ZIP). Unpack it"));
  CHECK(says(refused("a.csv.gz", stored.substr(0, 20)), "is cut or damaged"));
  std::string many;
  for (int i = 0; i < 3; ++i) many += dynamic;
  CHECK(says(refused("a.csv.gz", many), "holds more than 3000 bytes"));
}

TEST_CASE("a text that is not UTF-8 is refused with its likely encoding and the flag") {
  CHECK(says(refused("a.csv", korean), "It is likely euc-kr: add --encoding euc-kr."));
  CHECK(says(refused("a.csv", "Datum;Schlu\xdf\n1;2\n"), "add --encoding windows-1252."));
  CHECK(says(refused("a.csv",
                     "1\x92"
                     "234.50\n"),
             "add --encoding windows-1252."));
  // What is proposed is taken: Greek, Hebrew, Turkish, Polish.
  for (const auto& [encoding, bytes] :
       {std::pair("windows-1253", "\xca\xeb\xe5\xdf\xf3\xe9\xec\xef\n"),
        std::pair("windows-1255", "\xf9\xf2\xf8 \xf1\xe2\xe9\xf8\xe4\n"),
        std::pair("windows-1254", "Kapan\xfd\xfe;De\xf0i\xfeim\n"),
        std::pair("iso-8859-2", "Warto\xb6\xe6;\xa6l\xb1sk;s\xb1\n")}) {
    CHECK(says(refused("a.csv", bytes), "add --encoding " + std::string(encoding) + "."));
    CHECK(encoding_named(encoding) == encoding);
    CHECK(!read("a.csv", bytes, encoding).bytes.empty());
  }
  CHECK(says(refused("a.csv", "a\0,\0b\0\n\0"sv), "add --encoding utf-16le."));
  CHECK(says(refused("a.csv", "\0a\0,\0b\0\n"sv), "add --encoding utf-16be."));
  CHECK(says(refused("a.csv", "종가,날짜,거래량\xff,금액\n"), "damaged there"));
}

TEST_CASE("a text is read in the encoding that is given") {
  CHECK(read("a.csv", korean, "euc-kr").bytes == "일자,종가\n2019-01-02,12.5\n");
  CHECK(read("a.csv",
             "1\x92"
             "234.50",
             "windows-1252")
            .bytes == "1’234.50");
  CHECK(read("a.csv", "\xfe\xff\xd5\x5c", "utf-16").bytes == "한");
  CHECK(read("a.csv", "\xff\xfe\x5c\xd5").bytes == "한");
  CHECK(read("a.csv", "\xc8\xd5\xc6\xda", "gb18030").bytes == "日期");
  CHECK(read("a.csv", "\x93\xfa\x95\x74", "shift-jis").bytes == "日付");
  CHECK(read("a.csv", "\xc6\xfc\xc9\xd5", "euc-jp").bytes == "日付");
  CHECK(read("a.csv", "\xa4\xe9\xb4\xc1", "big5").bytes == "日期");
  CHECK(read("a.csv", "\xc4\xe0\xf2\xe0", "windows-1251").bytes == "Дата");
  CHECK(read("a.csv", "a,b", "utf-8").bytes == "a,b");
  CHECK(says(refused("a.csv", "12\xff\xff", "euc-kr"), "is not in euc-kr: byte 3 belongs to no"));
  CHECK(says(refused("a.csv", korean, "utf-16le"), "It is likely euc-kr."));
}

TEST_CASE("bytes that are no text stay as they are, with an encoding or without") {
  const auto idx = "\0\0\x08\x01\0\0\0\x02\x07\xff"sv;
  CHECK(read("labels", idx).bytes == idx);
  CHECK(read("labels", idx, "euc-kr").bytes == idx);
}

TEST_CASE("encodings are known by many names") {
  CHECK(encoding_named("EUC_KR") == "euc-kr");
  CHECK(encoding_named("cp949") == "euc-kr");
  CHECK(encoding_named("GBK") == "gb18030");
  CHECK(encoding_named("Shift_JIS") == "shift-jis");
  CHECK(encoding_named("latin1") == "windows-1252");
  CHECK(!encoding_named("klingon"));
  std::size_t wrong = 0;
  for (const std::string_view name : encoding_names()) {
    const bool is_rare = name == "windows-874" || name == "macintosh";  // not in every iconv
    if (!is_rare) CHECK(decoded("", name, wrong) == "");
  }
}

TEST_CASE("the runner reads a file in the encoding that its flag names") {
  std::string text;
  for (int i = 0; i < 20; ++i) {
    text += "\xc1\xbe" + std::to_string(i) + " 0." + std::to_string(100 + i * 37 % 90) + " 1\n";
  }
  const OwnFileOnDisk file("words.vec", text);
  const auto run = [&](std::vector<std::string> more) {
    std::vector<std::string> arguments = {"run",      "embedding-map", "--vectors", file.path,
                                          "--method", "pca",           "--json"};
    arguments.insert(arguments.end(), more.begin(), more.end());
    std::ostringstream out, err;
    command_line(arguments, {&find_lab("embedding-map"), 1}, {out, err});
    return out.str() + err.str();
  };
  CHECK(says(run({}), "add --encoding euc-kr"));
  CHECK(says(run({"--encoding", "euc-kr"}), "종7"));
  CHECK(says(run({"--encoding=cp949"}), "종7"));
  CHECK(says(run({"--encoding", "eucjkr"}), "Did you mean euc-kr?"));
}
