#include "examples/words/attention_model.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <string>
#include <utility>

#include "engine/core/pool.h"
#include "engine/core/require.h"
#include "engine/nn/candidate_losses.h"
#include "engine/nn/network/count.h"
#include "engine/nn/network/model.h"
#include "engine/nn/recurrent.h"
#include "engine/ops/activation.h"
#include "engine/ops/arrange.h"
#include "engine/ops/loss.h"
#include "engine/ops/reduce.h"
#include "engine/ops/select.h"

namespace unfold {
namespace {

using Symbols = std::vector<int, PoolAllocator<int>>;

constexpr const char* name = "attention_model";
constexpr int sentences_at_a_time = 64;
constexpr std::uint64_t seeds_of_a_cell = 2, seeds_of_attention = 5;

void check_sentences(const char* side, int size, int steps, std::span<const int> ids,
                     std::span<const int> lengths) {
  require(
      std::ssize(ids) == static_cast<std::ptrdiff_t>(size) * steps && std::ssize(lengths) == size,
      name, side, " has ", ids.size(), " symbols and ", lengths.size(), " lengths for ", size,
      " sentences of ", steps, " steps");
  for (int length : lengths) {
    require(length >= 0 && length <= steps, name, "a length of ", length, " is outside [0, ", steps,
            "]");
  }
}

// Ids and recurrent layers, with weights from this op seed on.
Network chain(const AttentionModelSettings& s, const std::string& scope, int V, std::uint64_t op) {
  const float limit = std::sqrt(3.0f);  // variance 1, as TensorFlow's EmbeddingWrapper starts
  Network network{.input = {.kind = InputLayer::Kind::ids,
                            .size = V,
                            .width = s.embedding,
                            .table = UniformWeights{limit},
                            .origins = {scope + "/embedding", op++}},
                  .seed = s.seed};
  for (int layer = 0; layer < s.layers; ++layer, op += seeds_of_a_cell) {
    network.layers.emplace_back(
        RecurrentLayer{.cell = s.cell,
                       .units = s.units,
                       .origins = {scope + "/cell_" + std::to_string(layer), op}});
  }
  return network;
}

// All recurrent layers of a chain as one cell.
CellPointer make_layers(const Network& chain, Variables& variables) {
  std::vector<CellPointer> layers;
  const std::vector<int> widths = layer_widths(chain);
  for (int place = 0; place <= last_recurrent(chain); ++place) {
    layers.push_back(make_layer_cells(chain, place, widths[place], variables).forward);
  }
  return layers.size() == 1 ? layers[0] : std::make_shared<StackedCell>(std::move(layers));
}

// Rows of a table, as a batch of sequences (rows, steps, E).
Tensor embedded(const Tensor& table, std::span<const int> ids, int rows, int steps) {
  return reshape(embedding_lookup(table, ids), Shape{rows, steps, table.size(1)});
}

// PAD and GO are no answers.
void exclude_fillers(Tensor& logits) {
  const int V = logits.size(-1);
  for (int at = 0; at < logits.count(); at += V) {
    for (int filler : {pad_symbol, go_symbol}) {
      logits.mutable_data()[at + filler] = -std::numeric_limits<float>::infinity();
    }
  }
}

}  // namespace

int longest_of(std::span<const int> lengths) {
  return lengths.empty() ? 0 : *std::max_element(lengths.begin(), lengths.end());
}

SentenceBatch rows_of(const SentenceBatch& batch, Rows rows) {
  const auto part = [&](const std::vector<int>& values, int width) {
    const auto begin = values.begin() + rows.first * width;
    return std::vector<int>(begin, begin + rows.count * width);
  };
  return {.size = rows.count,
          .source_steps = batch.source_steps,
          .target_steps = batch.target_steps,
          .source = part(batch.source, batch.source_steps),
          .source_lengths = part(batch.source_lengths, 1),
          .target = part(batch.target, batch.target_steps),
          .target_lengths = part(batch.target_lengths, 1)};
}

EncoderDecoder AttentionModelSettings::network() const {
  const std::uint64_t seeds_of_a_chain = 1 + seeds_of_a_cell * layers;
  const std::uint64_t behind_chains = op_seed + 2 * seeds_of_a_chain;
  EncoderDecoder network{
      .encoder = chain(*this, "encoder", source_vocabulary, op_seed),
      .decoder = chain(*this, "decoder", target_vocabulary, op_seed + seeds_of_a_chain)};
  std::get<RecurrentLayer>(network.encoder.layers[0]).backwards = reverse_source;
  if (attention) network.attention = AttentionLayer{{"decoder", behind_chains}};

  DenseLayer projection{.units = target_vocabulary,
                        .origins = {"decoder/projection", behind_chains + seeds_of_attention}};
  if (sampled) projection.kernel = GivenWeights();  // drawn with a row for each symbol
  network.decoder.layers.emplace_back(projection);
  network.decoder.loss = sampled             ? NetworkLoss::sampled_softmax
                         : mean_over_padding ? NetworkLoss::none
                                             : NetworkLoss::sequence_loss;
  network.decoder.candidates = sampled;
  return network;
}

// The sentences that are read, in the order of reading.
struct AttentionModel::Sources {
  int size, steps;
  Symbols ids, lengths;  // size · steps; no lengths: all steps are read
};

// What the decoder reads, time first, and which of its outputs are to be which symbols: those
// that are not padding.
struct AttentionModel::Targets {
  int steps;
  Symbols inputs;        // steps · batch
  Symbols rows, labels;  // as many as there are symbols
};

// Sentences that are being decoded.
struct AttentionModel::Decoding {
  AttentionMemory memory;
  AttentionDecoder::Carried carried;
  Tensor weights;  // (B, S) of the last step
  Dense projection;
};

AttentionModel::AttentionModel(const AttentionModelSettings& settings, Variables& variables)
    : settings_(settings), sampler_({settings.seed, settings.op_seed}) {
  const AttentionModelSettings& s = settings_;
  require(s.source_vocabulary > eos_symbol && s.target_vocabulary > eos_symbol, name,
          "a vocabulary holds PAD, GO and EOS and more, so it has more than ", eos_symbol,
          " symbols, not ", std::min(s.source_vocabulary, s.target_vocabulary));
  require(s.embedding >= 1 && s.units >= 1 && s.layers >= 1, name,
          "embedding, units and layers are at least 1");
  require(s.sampled >= 0 && s.sampled <= s.target_vocabulary, name, "of ", s.target_vocabulary,
          " symbols ", s.sampled, " cannot be sampled");
  const EncoderDecoder network = s.network();
  source_embedding_ = make_table(network.encoder, variables);
  encoder_ = make_layers(network.encoder, variables);
  target_embedding_ = make_table(network.decoder, variables);
  decoder_cell_ = make_layers(network.decoder, variables);
  if (network.attention) {
    const auto& [scope, op_seed] = network.attention->origins;
    decoder_ = std::make_unique<AttentionDecoder>(make_attention_decoder(
        decoder_cell_, s.embedding, s.units, {s.seed, *op_seed}, scope, variables));
  }
  const int last = s.layers;
  const Shape shape =
      s.sampled ? Shape{s.target_vocabulary, s.units} : Shape{s.units, s.target_vocabulary};
  const Tensor kernel = initialize(Initializer::glorot_uniform, shape,
                                   {s.seed, layer_op_seed(network.decoder, last)});
  projection_.kernel = variables.make("decoder/projection/kernel", kernel);
  projection_.bias =
      variables.make("decoder/projection/bias", Tensor::zeros(Shape{s.target_vocabulary}));
}

AttentionModel::Sources AttentionModel::sources(const SentenceBatch& batch, int first,
                                                int count) const {
  check_sentences("source", batch.size, batch.source_steps, batch.source, batch.source_lengths);
  const std::span<const int> lengths = std::span(batch.source_lengths).subspan(first, count);
  Sources sources{count, batch.source_steps, {}, {}};
  if (settings_.mask_padding) {
    sources.steps = std::max(1, longest_of(lengths));
    sources.lengths.assign(lengths.begin(), lengths.end());
  }
  for (int b = 0; b < count; ++b) {
    const auto sentence = batch.source.begin() + (first + b) * batch.source_steps;
    sources.ids.insert(sources.ids.end(), sentence, sentence + sources.steps);
    const auto copy = sources.ids.end() - sources.steps;
    if (settings_.reverse_source) std::reverse(copy, copy + lengths[b]);
  }
  return sources;
}

AttentionDecoder::Carried AttentionModel::encode(const Sources& sources,
                                                 AttentionMemory& memory) const {
  const Tensor x = embedded(source_embedding_, sources.ids, sources.size, sources.steps);
  const CellResult read = dynamic_rnn(*encoder_, x, sources.lengths);
  if (decoder_) memory = decoder_->memory(read.outputs, sources.lengths);
  return {read.state, {}};
}

AttentionModel::Targets AttentionModel::targets(const SentenceBatch& batch) const {
  Targets targets{longest_of(batch.target_lengths), {}, {}, {}};
  require(targets.steps >= 1, name, "the targets are empty: even EOS is missing");
  for (int t = 0; t < targets.steps; ++t) {
    for (int b = 0; b < batch.size; ++b) {
      const int at = b * batch.target_steps + t;
      if (t < batch.target_lengths[b]) {
        targets.rows.push_back(static_cast<int>(targets.inputs.size()));
        targets.labels.push_back(batch.target[at]);
      }
      targets.inputs.push_back(t > 0 ? batch.target[at - 1] : go_symbol);
    }
  }
  return targets;
}

// The cross entropy for each row (N, units) of what the decoder puts out.
Tensor AttentionModel::losses(const Tensor& outputs, std::span<const int> labels) const {
  if (settings_.sampled == 0) return softmax_cross_entropy(projection_(outputs), labels);
  LogUniformSampler sampler = sampler_;
  const Candidates candidates =
      sampler.sample(labels, settings_.sampled, settings_.target_vocabulary);
  return sampled_softmax_loss(projection_.kernel, projection_.bias, labels, outputs, candidates);
}

void AttentionModel::draw_next_candidates() {
  if (settings_.sampled > 0) sampler_.skip(settings_.sampled);
}

double AttentionModel::products(const SentenceBatch& batch) const {
  const EncoderDecoder network = settings_.network();
  return static_cast<double>(batch.size) *
         (static_cast<double>(batch.source_steps) *
              static_cast<double>(count_multiplications(network.encoder)) +
          static_cast<double>(batch.target_steps) *
              static_cast<double>(count_multiplications(network.decoder)));
}

int AttentionModel::count_in_mean(const SentenceBatch& batch) const {
  if (settings_.mean_over_padding) return batch.size * batch.target_steps;
  return std::accumulate(batch.target_lengths.begin(), batch.target_lengths.end(), 0);
}

Tensor AttentionModel::loss(const SentenceBatch& whole, Rows rows) const {
  require(whole.size >= 1, name, "there are no sentences");
  check_sentences("source", whole.size, whole.source_steps, whole.source, whole.source_lengths);
  check_sentences("target", whole.size, whole.target_steps, whole.target, whole.target_lengths);
  const bool is_whole = rows.count == whole.size;
  const SentenceBatch part = is_whole ? SentenceBatch() : rows_of(whole, rows);
  const SentenceBatch& batch = is_whole ? whole : part;
  const Targets teacher = targets(batch);
  const int B = batch.size, T = teacher.steps;
  AttentionMemory memory;
  const AttentionDecoder::Carried start = encode(sources(batch, 0, B), memory);
  const Tensor xs = embedded(target_embedding_, teacher.inputs, T, B);
  const Tensor outputs =
      decoder_ ? decoder_->sequence(xs, memory, start).outputs
               : transpose(
                     dynamic_rnn(*decoder_cell_, transpose(xs, {1, 0, 2}), {}, start.state).outputs,
                     {1, 0, 2});
  const Tensor valid = gather(reshape(outputs, Shape{T * B, settings_.units}), teacher.rows);
  return reduce_sum(losses(valid, teacher.labels)) / static_cast<float>(count_in_mean(whole));
}

// As the full softmax takes it.
Dense AttentionModel::full_projection() const {
  return settings_.sampled ? Dense{transpose(projection_.kernel), projection_.bias} : projection_;
}

void AttentionModel::visit_state(Archive& archive, const std::string& name) {
  if (settings_.sampled) archive.value(name + "/candidates", sampler_);
}

AttentionModel::Decoding AttentionModel::start(const Sources& sources) const {
  Decoding decoding;
  decoding.carried = encode(sources, decoding.memory);
  decoding.projection = full_projection();
  return decoding;
}

// The log probabilities (B, V) of what follows these symbols.
Tensor AttentionModel::advance(Decoding& decoding, std::span<const int> symbols) const {
  const Tensor x = gather(target_embedding_, symbols);
  Tensor output;
  if (decoder_) {
    AttentionDecoder::Result result = decoder_->step(x, decoding.memory, decoding.carried);
    output = result.outputs;
    decoding.weights = result.weights;
    decoding.carried = std::move(result.carried);
  } else {
    const int B = x.size(0);
    CellResult result =
        decoder_cell_->sequence(x.view(Shape{B, 1, x.size(1)}), decoding.carried.state, {});
    output = result.outputs.view(Shape{B, settings_.units});
    decoding.carried.state = std::move(result.state);
  }
  Tensor logits = decoding.projection(output);
  exclude_fillers(logits);
  return log_softmax(logits);
}

// Goes on with these rows alone.
void AttentionModel::select(Decoding& decoding, std::span<const int> rows) const {
  for (Tensor& state : decoding.carried.state) state = gather(state, rows);
  if (!decoder_) return;
  decoding.memory = decoding.memory.rows(rows);
  Tensor& context = decoding.carried.context;
  if (!context.empty()) context = gather(context, rows);
}

std::vector<Decoded> AttentionModel::greedy(const SentenceBatch& batch, int most_steps,
                                            bool with_attention) const {
  return greedy(batch, {0, batch.size}, most_steps, with_attention);
}

std::vector<Decoded> AttentionModel::greedy(const SentenceBatch& batch, Rows rows, int most_steps,
                                            bool with_attention) const {
  std::vector<Decoded> decoded;
  const int end = rows.first + rows.count;
  for (int first = rows.first; first < end; first += sentences_at_a_time) {
    const int count = std::min(sentences_at_a_time, end - first);
    greedy_part(batch, first, count, most_steps, with_attention, decoded);
  }
  return decoded;
}

// One row for each symbol that was chosen, in the order of the source: `weights(t)` is where the
// row of step t lies.
template <typename Weights>
Tensor AttentionModel::attention(int symbols, int length, Weights weights) const {
  Tensor matrix(Shape{symbols, length});
  for (int t = 0; t < symbols; ++t) {
    float* row = matrix.mutable_data() + t * length;
    std::copy_n(weights(t), length, row);
    if (settings_.reverse_source) std::reverse(row, row + length);
  }
  return matrix;
}

void AttentionModel::greedy_part(const SentenceBatch& batch, int first, int count, int most_steps,
                                 bool with_attention, std::vector<Decoded>& decoded) const {
  Decoding decoding = start(sources(batch, first, count));
  std::vector<Decoded> results(count);
  std::vector<Tensor> weights;  // (B, S) for each step
  std::vector<char> ended(count, 0);
  std::vector<int> symbols(count, go_symbol);
  for (int t = 0, open = count; t < most_steps && open > 0; ++t) {
    const Tensor log_p = advance(decoding, symbols);
    argmax(log_p, symbols);
    for (int b = 0; b < count; ++b) {
      if (ended[b]) continue;
      results[b].log_probability += log_p.data()[b * log_p.size(1) + symbols[b]];
      ended[b] = symbols[b] == eos_symbol;
      open -= ended[b];
      if (!ended[b]) results[b].ids.push_back(symbols[b]);
    }
    if (with_attention) weights.push_back(decoding.weights);
  }
  for (int b = 0; b < count; ++b) {
    Decoded& result = results[b];
    if (decoder_ && with_attention) {
      result.attention =
          attention(static_cast<int>(result.ids.size()), batch.source_lengths[first + b],
                    [&](int t) { return weights[t].data() + b * weights[t].size(1); });
    }
    decoded.push_back(std::move(result));
  }
}

std::vector<Decoded> AttentionModel::beam(std::span<const int> source, int width,
                                          int most_steps) const {
  const int length = static_cast<int>(source.size());
  SentenceBatch sentence;
  sentence.size = 1;
  sentence.source_steps = length;
  sentence.source.assign(source.begin(), source.end());
  sentence.source_lengths = {length};
  Decoding decoding = start(sources(sentence, 0, 1));
  std::vector<Tensor> weights;  // (rows, S) for each step
  const BeamSearch search{width, most_steps, go_symbol, eos_symbol};
  const auto found = search.run([&](std::span<const int> parents, std::span<const int> symbols) {
    select(decoding, parents);
    Tensor log_p = advance(decoding, symbols);
    weights.push_back(decoding.weights);
    return log_p;
  });
  std::vector<Decoded> decoded;
  for (const Hypothesis& best : found) {
    Decoded result{best.ids, {}, static_cast<float>(best.log_probability)};
    if (decoder_) {
      result.attention = attention(static_cast<int>(best.ids.size()), length, [&](int t) {
        return weights[t].data() + best.rows[t] * weights[t].size(1);
      });
    }
    decoded.push_back(std::move(result));
  }
  return decoded;
}

}  // namespace unfold
