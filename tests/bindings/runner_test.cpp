#include <doctest/doctest.h>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <random>
#include <sstream>

#include "bindings/cli/command_line.h"
#include "bindings/cli/files.h"
#include "bindings/cli/report_text.h"
#include "engine/lab/provided_file.h"
#include "tests/engine/long_lab.h"
#include "tests/engine/test_lab.h"

using namespace unfold;
using unfold::testing::test_lab;

namespace {

struct Outcome {
  int code;
  std::string out, err;
};

Outcome lab(const std::vector<std::string>& arguments) {
  std::ostringstream out, err;
  const int code = command_line(arguments, {&test_lab(), 1}, {out, err});
  return {code, out.str(), err.str()};
}

std::vector<std::string> lines(const std::string& text) {
  std::vector<std::string> all;
  std::istringstream stream(text);
  for (std::string line; std::getline(stream, line);) all.push_back(line);
  return all;
}

bool contains(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

// The JSON line of step 0 with these options shows which inputs the lab got.
std::string first_step(const std::vector<std::string>& options) {
  std::vector<std::string> arguments = {"run", "test-lab", "--json"};
  arguments.insert(arguments.end(), options.begin(), options.end());
  const Outcome outcome = lab(arguments);
  CHECK(outcome.err == "");
  return outcome.code == 0 ? lines(outcome.out).at(0) : "";
}

// A file in the folder for temporary ones that is gone afterwards; every run of the tests has its
// own.
struct TemporaryFile {
  explicit TemporaryFile(const std::string& name)
      : path((std::filesystem::temp_directory_path() / (own_prefix() + name)).string()) {}
  TemporaryFile(const std::string& name, std::string_view bytes) : TemporaryFile(name) {
    std::ofstream(path, std::ios::binary) << bytes;
  }
  ~TemporaryFile() { std::remove(path.c_str()); }
  static const std::string& own_prefix() {
    static const std::string prefix = "unfold-" + std::to_string(std::random_device{}()) + "-";
    return prefix;
  }
  const std::string path;
};

std::string last_line(const std::string& text) { return lines(text).back(); }

// From "fingerprint" on: the seconds before it differ.
std::string outcome_of(const std::string& out) {
  const std::string line = last_line(out);
  return line.substr(std::min(line.find("\"fingerprint\""), line.size()));
}

void check_wrong(const std::vector<std::string>& arguments, std::string_view message) {
  const Outcome outcome = lab(arguments);
  CHECK(outcome.code == 2);
  CHECK(outcome.out == "");
  CHECK(lines(outcome.err).size() == 1);
  CHECK_MESSAGE(contains(outcome.err, message), outcome.err);
}

}  // namespace

TEST_CASE("the runner lists the labs") {
  CHECK(lab({"list"}).out == "test-lab  Test lab: Halves a weight.\n");
  CHECK(contains(lab({"list", "--json"}).out, R"({"labs":[{"id":"test-lab","title":"Test lab")"));
}

TEST_CASE("the runner explains itself and each lab") {
  CHECK(lab({"--help"}).out.starts_with("lab: the labs of the course"));
  const std::string help = lab({"run", "test-lab", "--help"}).out;
  for (const char* part :
       {"--word TEXT\n      Word, 1 to 10 symbols [hello]", "--mode plain|halved\n", "--loud\n",
        "Hidden units, 1 to 256 [2]", "What a step multiplies by.", "Used with --mode=plain",
        "shape up to (2, 3), each number -100 to 100 [1,0;0,1]", "may be empty",
        "1 to 3 whole numbers, each 0 to 9 [1,2]", "as-published\n      As published: Printed"}) {
    CHECK_MESSAGE(contains(help, part), part);
  }
}

TEST_CASE("a run as JSON has a line per step and one for its end") {
  const auto all = lines(lab({"run", "test-lab", "--json", "--steps", "2"}).out);
  REQUIRE(all.size() == 3);
  CHECK(all[0] == R"({"step":0,"curves":{"weight":0.5},"texts":{"word":"hello"}})");
  CHECK(all[1] ==
        R"({"step":1,"curves":{"weight":0.25},"texts":{"word":"hello"},"matrices":{"kernel":)"
        R"({"shape":[2,2],"values":[1,0,0,1]}},"tables":{"sizes":{"columns":["name","size"],)"
        R"("rows":[["hidden","2"]]}}})");
  CHECK(all[2].starts_with(R"({"done":true,"steps":2,"seconds":)"));
  CHECK(contains(all[2], R"({"name":"weight, step 0","here":0.5,"printed":0.5,"agrees":true})"));
  CHECK(contains(all[2], R"({"name":"word, step 1","here":"hello","printed":"hello",)"));
  CHECK(contains(all[2], R"("agrees":true,"invariant":true})"));
}

TEST_CASE("a number that is not finite is null in JSON") {
  CHECK(contains(lab({"run", "test-lab", "--json", "--rate", "10", "--steps=60"}).out,
                 R"({"step":38,"curves":{"weight":null})"));
}

TEST_CASE("the last step shows points with their words, in JSON and for people") {
  const auto run = [](std::vector<std::string> options) {
    std::ostringstream out, err;
    options.insert(options.begin(), {"run", "long-lab", "--steps", "2"});
    command_line(options, {&unfold::testing::long_lab(), 1}, {out, err});
    return out.str();
  };
  const auto all = lines(run({"--json"}));
  CHECK_FALSE(contains(all[0], "points"));
  CHECK(contains(all[1], R"("points":{"map":{"at":{"shape":[25,2],"values":[)"));
  CHECK(contains(all[1], R"("words":["0","1",)"));
  const std::string readable = run({});
  CHECK(contains(readable, "\nmap (25, 2)\n  0 "));
  CHECK(contains(readable, "\n  19 "));
  CHECK_FALSE(contains(readable, "\n  20 "));
  CHECK(contains(readable, "\n  and 5 more\n"));
}

TEST_CASE("a run for people shows the curve, the texts, the matrices and what was published") {
  const std::string out = lab({"run", "test-lab"}).out;
  for (const char* part :
       {"Test lab, As published\n", "step  weight          word\n   0  0.5             hello\n",
        "\nkernel (2, 2)\n[[1. 0.]\n [0. 1.]]\n", "  word    hello\n  target  hallo\n",
        "  name    size\n  hidden  2\n", "  ✓  weight, step 0      0.5           printed 0.5\n",
        "  ✗  kernel[1, 0]        0             printed 0.1\n",
        "  ✗  absent[1]           not reported  printed 2\n",
        "  ✓  weight is positive  1             must be 1\n", "\n5 steps in "}) {
    CHECK_MESSAGE(contains(out, part), part << " is not in\n" << out);
  }
}

TEST_CASE("a long run for people shows some ten of its steps and the last") {
  const std::string out = lab({"run", "test-lab", "--steps", "1234"}).out;
  CHECK(contains(out, "\n1000  "));
  CHECK(contains(out, "\n1233  "));
  CHECK_FALSE(contains(out, "\n   1  "));
  CHECK(lines(out).size() < 45);
}

TEST_CASE("inputs are set by --name value, --name=value and presets") {
  CHECK(contains(first_step({"--rate", "0.25"}), R"("weight":0.25)"));
  CHECK(contains(first_step({"--rate=4"}), R"("weight":4)"));
  CHECK(contains(first_step({"--preset", "wide"}), R"("weight":2)"));
  CHECK(contains(first_step({"--rate", "3", "--preset=wide"}), R"("weight":3)"));
  CHECK(contains(first_step({"--word", "--json"}), R"("word":"--json")"));
  CHECK(contains(first_step({"--word=a=b"}), R"("word":"a=b")"));
}

TEST_CASE("a flag is set by its name, cleared by --no-name or =false, and takes no argument") {
  CHECK(first_step({"--loud", "--rate", "2"}) != "");
  CHECK(first_step({"--no-loud"}) != "");
  CHECK(first_step({"--loud=false"}) != "");
  check_wrong({"run", "test-lab", "--loud", "false"}, "\"false\" stands alone");
  check_wrong({"run", "test-lab", "--loud="}, "Loud must be one of false, true");
  check_wrong({"run", "test-lab", "--no-rate"}, "There is no --no-rate here");
}

TEST_CASE("wrong commands and inputs are said in one line, with exit code 2") {
  check_wrong({}, "Say what to do");
  check_wrong({"rum"}, "\"rum\" is not known here");
  check_wrong({"list", "all"}, "\"all\" is not known here");
  check_wrong({"run"}, "Say which lab");
  check_wrong({"run", "test-lap"}, "Did you mean \"test-lab\"?");
  check_wrong({"run", "test-lab", "--hiden", "3"}, "Did you mean --hidden?");
  check_wrong({"run", "test-lab", "--hidden", "0"},
              "Hidden units must be from 1 to 256, not 0. (--hidden)");
  check_wrong({"run", "test-lab", "--hidden"}, "--hidden needs a value.");
  check_wrong({"run", "test-lab", "--json=yes"}, "--json takes no value.");
  check_wrong({"run", "test-lab", "--preset", "wid"}, "Did you mean \"wide\"?");
  check_wrong({"run", "test-lab", "--mode", "a\nb"}, "not \"a b\"");
}

TEST_CASE("a failure of the lab is exit code 1") {
  const Outcome outcome = lab({"run", "test-lab", "--word", "broken"});
  CHECK(outcome.code == 1);
  CHECK(outcome.err == "lab: the lab broke\n");
  CHECK(lab({"run", "test-lab", "--word", "huge"}).err ==
        "lab: There is not enough memory for this.\n");
}

TEST_CASE("output that cannot be written is exit code 1") {
  std::ostringstream err;
  std::ostream closed(nullptr);
  CHECK(command_line({"run", "test-lab"}, {&test_lab(), 1}, {closed, err}) == 1);
  CHECK(err.str() == "lab: The output cannot be written.\n");
}

TEST_CASE("a run is saved and goes on as if it had never stopped") {
  const TemporaryFile file("saved.safetensors");
  const Outcome whole = lab({"run", "test-lab", "--rate", "0.25", "--json"});
  CHECK(lab({"run", "test-lab", "--rate", "0.25", "--steps", "2", "--save", file.path}).code == 0);
  const Outcome rest = lab({"run", "test-lab", "--load", file.path, "--steps", "5", "--json"});
  CHECK(rest.err == "");
  CHECK(outcome_of(rest.out) == outcome_of(whole.out));
  CHECK(lines(rest.out)[0] == lines(whole.out)[2]);
}

TEST_CASE("a loaded run goes up to --steps, saves itself and has a title") {
  const TemporaryFile file("stepwise.safetensors");
  lab({"run", "test-lab", "--steps", "1", "--save", file.path});
  const Outcome next =
      lab({"run", "test-lab", "--load", file.path, "--steps=3", "--save", file.path});
  CHECK(contains(next.out, "step  weight"));
  CHECK(contains(next.out, "\n3 steps in "));
  CHECK(lines(lab({"run", "test-lab", "--load", file.path, "--steps=5", "--json"}).out).size() ==
        3);
}

TEST_CASE("a loaded run that is done tells its end again") {
  const TemporaryFile file("done.safetensors");
  const Outcome whole = lab({"run", "test-lab", "--save", file.path, "--json"});
  const Outcome again = lab({"run", "test-lab", "--load", file.path, "--json"});
  CHECK(lines(again.out).size() == 1);
  CHECK(outcome_of(again.out) == outcome_of(whole.out));
}

TEST_CASE("a loaded run has the inputs of its file, and other ones are refused") {
  const TemporaryFile file("inputs.safetensors");
  lab({"run", "test-lab", "--rate", "2", "--steps", "1", "--save", file.path});
  CHECK(contains(lab({"run", "test-lab", "--load", file.path, "--steps=5", "--json"}).out,
                 R"("weight":32)"));
  check_wrong({"run", "test-lab", "--load", file.path, "--word", "hi"},
              "all inputs come from the file but these: --rate, --steps. Leave out --word.");
  check_wrong({"run", "test-lab", "--preset=wide", "--load", file.path}, "Leave out --preset.");
}

TEST_CASE("a loaded run goes on with other live inputs, and keeps when they changed") {
  const TemporaryFile file("live.safetensors");
  lab({"run", "test-lab", "--steps", "3", "--save", file.path});
  const Outcome rest = lab({"run", "test-lab", "--load", file.path, "--rate=2", "--steps=5",
                            "--json", "--save", file.path});
  CHECK(contains(rest.out, R"("weight":0.25})"));
  CHECK(contains(rest.out, R"("weight":0.5})"));
  const Outcome again = lab(
      {"run", "test-lab", "--steps", "3", "--at", "3", "rate=2", "--at", "3", "steps=5", "--json"});
  CHECK(outcome_of(again.out) == outcome_of(rest.out));
  CHECK(outcome_of(lab({"run", "test-lab", "--load", file.path, "--json"}).out) ==
        outcome_of(rest.out));
  check_wrong({"run", "test-lab", "--load", file.path, "--steps", "2"}, "5 steps are done");
  check_wrong({"run", "test-lab", "--load", file.path, "--at", "2", "rate=1"},
              "cannot change at step 2: 5 steps are done");
}

TEST_CASE("--at takes a step and a live input with its value") {
  check_wrong({"run", "test-lab", "--at", "3"}, "--at needs a step and an input with its value");
  check_wrong({"run", "test-lab", "--at", "x", "rate=1"}, "--at needs a step");
  check_wrong({"run", "test-lab", "--at", "3", "rate"}, "--at needs a step");
  check_wrong({"run", "test-lab", "--at", "3", "hidden=1"},
              "Hidden units cannot change in the middle of a run. These can: rate, steps.");
  check_wrong({"run", "test-lab", "--at", "3", "rate=fast"}, "must be a number");
}

TEST_CASE("a run whose curve leaves the finite numbers says so and is exit code 1") {
  const Outcome outcome = lab({"run", "test-lab", "--rate", "10", "--steps", "60", "--json"});
  CHECK(outcome.code == 1);
  CHECK(contains(outcome.err, "The curve \"weight\" is not a finite number from step 38 on"));
  CHECK(contains(last_line(outcome.out), R"("steps":39)"));
}

TEST_CASE("a file that is no saved run is refused in one line") {
  const TemporaryFile other("other.txt", "hello");
  check_wrong({"run", "test-lab", "--load", other.path}, "not a saved run, or it is damaged");
  check_wrong({"run", "test-lab", "--load", "no/such.file"}, "There is no file \"no/such.file\".");
  check_wrong({"run", "test-lab", "--load", "tests"}, "\"tests\" is a folder, not a file.");
}

TEST_CASE("a place that cannot be written to is told before the run begins") {
  const Outcome outcome = lab({"run", "test-lab", "--save", "no/such/folder/file", "--json"});
  CHECK(outcome.code == 1);
  CHECK(outcome.out == "");
  CHECK(contains(outcome.err, "lab: The file \"no/such/folder/file\" cannot be written"));
}

TEST_CASE("saving leaves no other file behind") {
  const TemporaryFile file("alone.safetensors");
  lab({"run", "test-lab", "--save", file.path});
  CHECK(std::filesystem::exists(file.path));
  CHECK_FALSE(std::filesystem::exists(file.path + ".part"));
}

TEST_CASE("saving keeps the mode of a file") {
  const TemporaryFile file("mode.safetensors", "old");
  std::filesystem::permissions(file.path, std::filesystem::perms(0640));
  CHECK(lab({"run", "test-lab", "--save", file.path}).code == 0);
  CHECK(std::filesystem::status(file.path).permissions() == std::filesystem::perms(0640));
  CHECK(lab({"run", "test-lab", "--load", file.path}).code == 0);
}

TEST_CASE("saving to a link writes the file that it names, and the link stays") {
  const TemporaryFile file("named.safetensors"), link("link.safetensors");
  const std::string name = std::filesystem::path(file.path).filename().string();
  std::filesystem::create_symlink(name, link.path);
  for (int i = 0; i < 2; ++i) {
    CHECK(lab({"run", "test-lab", "--save", link.path}).code == 0);
    CHECK(std::filesystem::is_symlink(link.path));
    CHECK(lab({"run", "test-lab", "--load", file.path}).code == 0);
  }
}

TEST_CASE("saving to a device leaves it what it is") {
  CHECK(lab({"run", "test-lab", "--save", "/dev/null"}).code == 0);
  CHECK(std::filesystem::is_character_file("/dev/null"));
  CHECK(lab({"run", "test-lab", "--save", "/dev/full"}).code == 1);
  CHECK_FALSE(std::filesystem::exists("/dev/null.part"));
}

TEST_CASE("saving to a pipe sends the run once, at its end") {
  const TemporaryFile pipe("pipe");
  if (mkfifo(pipe.path.c_str(), 0600) != 0 || !std::filesystem::is_fifo(pipe.path)) {
    MESSAGE("skipped: there are no pipes here");
    return;
  }
  const int reader = open(pipe.path.c_str(), O_RDONLY | O_NONBLOCK);
  REQUIRE(reader >= 0);
  CHECK(lab({"run", "test-lab", "--save", pipe.path}).code == 0);
  std::string bytes(1 << 16, 0);
  bytes.resize(
      static_cast<std::size_t>(std::max<ssize_t>(read(reader, bytes.data(), bytes.size()), 0)));
  close(reader);
  CHECK(std::filesystem::is_fifo(pipe.path));
  const TemporaryFile copy("piped.safetensors", bytes);
  CHECK(lab({"run", "test-lab", "--load", copy.path}).code == 0);
}

TEST_CASE("several writers of a file do not meet") {
  const TemporaryFile file("shared"), part("shared.part"), second("shared.1.part");
  const int other = open(part.path.c_str(), O_WRONLY | O_CREAT, 0600);
  const int rival = open(part.path.c_str(), O_WRONLY, 0600);
  REQUIRE(other >= 0);
  const bool is_locked = flock(other, LOCK_EX) == 0;
  if (!is_locked || flock(rival, LOCK_EX | LOCK_NB) == 0) {
    MESSAGE("skipped: there are no locks here");
    return;
  }
  close(rival);
  REQUIRE(write(other, "half", 4) == 4);
  write_file(file.path, "whole");
  CHECK(read_file(file.path, 100) == "whole");
  CHECK(read_file(part.path, 100) == "half");
  CHECK_FALSE(std::filesystem::exists(second.path));
  close(other);  // as one that was killed
  write_file(file.path, "again");
  CHECK(read_file(file.path, 100) == "again");
  CHECK_FALSE(std::filesystem::exists(part.path));
}

TEST_CASE("a run writes its first vectors of words, those of its end") {
  const TemporaryFile file("words.vec");
  CHECK(lab({"run", "test-lab", "--steps", "1", "--embeddings", file.path}).code == 0);
  CHECK(read_file(file.path, 1000) == "2 2\nthe 0.5 0\nof 0 1\n");
  CHECK(lab({"run", "test-lab", "--embeddings", "no/such/folder/file", "--json"}).out == "");
}

TEST_CASE("a lab without vectors of words refuses to write some, before it runs") {
  const TemporaryFile file("none.vec");
  std::ostringstream out, err;
  CHECK(command_line({"run", "long-lab", "--embeddings", file.path, "--json"},
                     {&unfold::testing::long_lab(), 1}, {out, err}) == 2);
  CHECK(out.str() == "");
  CHECK(contains(err.str(), "\"long-lab\" has no vectors of words. Leave out --embeddings."));
  CHECK_FALSE(std::filesystem::exists(file.path));
}

TEST_CASE("what lines of a plot have at the same place stands in one row") {
  Report report;
  report.plot("price", {.lines = {{"truth", Tensor(Shape{2}, {5, 6}), Tensor(Shape{2}, {1, 2})},
                                  {"guess", Tensor(Shape{2}, {7, 8}), Tensor(Shape{2}, {2, 3.5f})},
                                  {"none", Tensor()}},
                        .x_axis = "day"});
  report.plot("counted",
              {.lines = {{"a", Tensor(Shape{2}, {5, 6})}, {"b", Tensor(Shape{1}, {7})}}});
  std::ostringstream out;
  write_all(out, report);
  CHECK(out.str() ==
        "\nprice\n"
        "  day  truth  guess  none\n"
        "  1    5\n"
        "  2    6      7\n"
        "  3.5         8\n"
        "\ncounted\n"
        "     a  b\n"
        "  0  5  7\n"
        "  1  6\n");
}

TEST_CASE("a saved run is asked, and answers in JSON or for people") {
  const TemporaryFile file("asked.safetensors");
  lab({"run", "test-lab", "--steps", "1", "--save", file.path});
  CHECK(lab({"ask", "test-lab", "--load", file.path, "--factor", "4", "--json"}).out ==
        R"({"texts":{"product":"2.00"},"matrices":{"product":{"shape":[1,1],"values":[2]}},)"
        R"("tables":{"product":{"columns":["product"],"rows":[["one"]]}},)"
        R"("plots":{"product":{"x_axis":"x","y_axis":"y","lines":[{"name":"line","y":[2]}]}},)"
        R"("images":{"product":{"pictures":{"shape":[1,1,1],"values":[2]},"captions":["dark"],)"
        R"("wrong":[true]}},"points":{"product":{"at":{"shape":[1,2],"values":[2,0]},)"
        R"("words":["here"],"counts":[7]}},"graphs":{"product":[{"op":"variable","name":"x",)"
        R"("text":"x","value":[2]}]}})"
        "\n");
  const std::string readable = lab({"ask", "test-lab", "--load", file.path}).out;
  for (const char* part :
       {"  product  0.50\n", "product (1, 1)\n[[0.5]]\n", "  product\n  one\n",
        "  x  line\n  0  0.5\n", "  dark (wrong)\n", "product (1, 2)\n  here  7  0.5  0\n",
        "  0  x     variable         0.5                          x\n"}) {
    CHECK_MESSAGE(contains(readable, part), part << " is not in\n" << readable);
  }
}

TEST_CASE("a wrong question is said in one line, with exit code 2") {
  const TemporaryFile file("questions.safetensors");
  lab({"run", "test-lab", "--steps", "1", "--save", file.path});
  check_wrong({"ask"}, "Say which lab to ask");
  check_wrong({"ask", "test-lab"}, "Say which run to ask: --load FILE");
  check_wrong({"ask", "test-lab", "--load", file.path, "--rate", "1"}, "There is no --rate here");
  check_wrong({"ask", "test-lab", "--load", file.path, "--save", "x"}, "There is no --save here");
  check_wrong({"ask", "test-lab", "--load", file.path, "--factor", "11"},
              "Factor must be from -10 to 10, not 11. (--factor)");
  check_wrong({"ask", "test-lab", "--load", file.path, "--factor", "0"},
              "Factor must not be 0, since all products are. (--factor)");
}

TEST_CASE("the help of a lab names its questions") {
  const std::string help = lab({"run", "test-lab", "--help"}).out;
  CHECK(contains(help, "lab ask test-lab --load FILE [--QUESTION VALUE …]"));
  CHECK(contains(help, "\nQuestions [default]\n  --factor NUMBER\n      Factor, -10 to 10 [1]\n"));
  CHECK(lab({"ask", "test-lab", "--help"}).out == help);
}

TEST_CASE("a reader's own file is named as on the page") {
  CHECK(own_file_name("prices.csv", "") == "prices.csv#00000000");
  CHECK(own_file_name("/a/b/pri#ces.csv", "hello") == "prices.csv#4aee7e32");
  CHECK(own_file_name("x", "hello, world") == "x#6838c09b");
  CHECK(own_file_name("", "\xff\xfe\xfd") == "#d6ccbf19");
  CHECK(own_file_name("0123456789012345678901234567890", "") ==
        "0123456789012345678901234567890#00000000");
  CHECK(own_file_name("0123456789012345678901é345678901", "") ==
        "0123456789012345678901…45678901#00000000");
}

TEST_CASE("a reader's own file is given by its path, and again when the run goes on") {
  const TemporaryFile own("own.txt", "abc"), saved("own.safetensors");
  const auto go_on = [&](const std::string& path) {
    return lab({"run", "test-lab", "--load", saved.path, "--file", path, "--steps=5", "--json"});
  };
  CHECK(contains(first_step({"--file", own.path}), R"("word":"abc")"));
  const Outcome whole = lab({"run", "test-lab", "--file", own.path, "--json"});
  lab({"run", "test-lab", "--file", own.path, "--steps=1", "--save", saved.path});
  const std::string name = own_file_name(own.path, "abc");
  forget_data(name);
  check_wrong({"run", "test-lab", "--load", saved.path}, "a file of your own must be opened again");
  check_wrong({"run", "test-lab", "--load", saved.path}, name);
  check_wrong({"run", "test-lab", "--load", saved.path}, "(--file)");
  CHECK(outcome_of(go_on(own.path).out) == outcome_of(whole.out));
  forget_data(name);
  CHECK(lab({"ask", "test-lab", "--load", saved.path, "--file", own.path}).code == 0);
  std::ofstream(own.path) << "abd";
  CHECK(contains(go_on(own.path).err, "is not the one that this run was saved"));
  std::remove(own.path.c_str());
  CHECK(contains(go_on(own.path).err, "There is no file"));
}

TEST_CASE("a reader's own file that cannot be read is said clearly") {
  const TemporaryFile large("large.txt", "01234567890");
  check_wrong({"run", "test-lab", "--file", "lost.txt"}, "There is no file \"lost.txt\".");
  check_wrong({"run", "test-lab", "--file", "tests"}, "\"tests\" is a folder, not a file.");
  check_wrong({"run", "test-lab", "--file", large.path}, "it must have at most 10 bytes.");
}
