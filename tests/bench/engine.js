// The workloads of tests/bench/module.cpp as objects. `exports` is what the factory of the module
// gives.
const encoder = new TextEncoder();
const decoder = new TextDecoder();

export class BenchEngine {
  constructor(exports) {
    this.exports = exports;
  }

  /** `spec` as the engine reads it: "key=value" between white space. */
  static specText(spec) {
    return Object.entries(spec)
      .filter(([, value]) => /^[^\s=]+$/.test(String(value)))
      .map(([key, value]) => `${key}=${value}`)
      .join('\n');
  }

  /** A workload of the harness: its spec, its weights, its inputs, its targets, copied once. */
  open({ spec, ...data }) {
    for (const [name, values] of Object.entries(flattened(data))) this.#give(name, values);
    this.#write(BenchEngine.specText(spec));
    return this.#opened(this.exports._bench_open());
  }

  /** One of W1 to W10, on the harness's data. */
  openNamed(name) {
    this.#write(name);
    return this.#opened(this.exports._bench_open_named());
  }

  /** What one of W1 to W10 computes, and on what: copies of its values, by their names. */
  drawn(name) {
    this.#write(name);
    const spec = this.exports._bench_draw();
    if (!spec) this.#fail();
    return {
      spec: BenchEngine.#parsed(this.#text(spec)),
      floats: (of) => this.#taken(of, 'floats'),
      ints: (of) => this.#taken(of, 'ints'),
    };
  }

  /** A workload of any spec, on random data. */
  openRandom(spec) {
    this.#write(BenchEngine.specText(spec));
    return this.#opened(this.exports._bench_open_random());
  }

  /** c[M,N] = a[M,K] · b[K,N], b packed beforehand. */
  product(M, K, N) {
    const { exports } = this;
    const product = exports._bench_product(M, K, N);
    return {
      flops: exports._bench_product_flops(product),
      run: (times) => exports._bench_multiply(product, times),
      close: () => exports._bench_close_product(product),
    };
  }

  /** Rounds of multiply and add in registers. */
  multiplyAdd() {
    const { exports } = this;
    return {
      flops: exports._bench_multiply_add_flops(),
      run: (rounds) => exports._bench_multiply_add(rounds),
      close: () => {},
    };
  }

  /** Bytes asked from the system so far, and bytes of the module's memory. */
  get allocated() {
    return this.exports._bench_allocated();
  }
  get memory() {
    return this.exports.HEAPU8.byteLength;
  }

  #opened(workload) {
    if (!workload) this.#fail();
    const { exports } = this;
    return {
      flops: exports._bench_flops(workload),
      /** Bytes of the module's memory. */
      get memory() {
        return exports.HEAPU8.byteLength;
      },
      step: () => {
        const loss = exports._bench_step(workload);
        if (Number.isNaN(loss)) throw new Error(this.#failure() || 'The loss is not a number.');
        return loss;
      },
      ...this.#parts(workload),
      close: () => exports._bench_close(workload),
    };
  }

  /** The parts of its next step, as of a session. */
  #parts(workload) {
    const { exports } = this;
    const done = (result) => result || this.#fail();
    return {
      openParts: () => done(exports._bench_open_parts(workload)),
      computeParts: (first, count) => done(exports._bench_compute_parts(workload, first, count)),
      writtenParts: () => {
        const address = done(exports._bench_written_parts(workload));
        return exports.HEAPU8.subarray(address, address + exports._bench_written_bytes());
      },
      readParts: (bytes) => {
        this.#put(bytes);
        done(exports._bench_read_parts(workload));
      },
    };
  }

  #give(name, values) {
    const { exports } = this;
    const whole = values instanceof Int32Array;
    this.#write(name);
    const address = whole
      ? exports._bench_ints(values.length)
      : exports._bench_floats(values.length);
    if (!address) this.#fail();
    (whole ? exports.HEAP32 : exports.HEAPF32).set(values, address / 4);
  }

  #taken(name, type) {
    const { exports } = this;
    this.#write(name);
    const address = exports[`_bench_drawn_${type}`]();
    if (!address) throw new Error(`There is no ${name}.`);
    const heap = type === 'ints' ? exports.HEAP32 : exports.HEAPF32;
    return heap.slice(address / 4, address / 4 + exports._bench_drawn_count());
  }

  static #parsed(text) {
    const items = text.split(' ').map((item) => item.split('='));
    return Object.fromEntries(items.map(([key, value]) => [key, isNaN(value) ? value : +value]));
  }

  #write(text) {
    this.#put(encoder.encode(text));
  }

  #put(bytes) {
    const address = this.exports._bench_text(bytes.length); // which may move the memory
    this.exports.HEAPU8.set(bytes, address);
  }

  #failure() {
    return this.#text(this.exports._bench_error());
  }

  #fail() {
    throw new Error(this.#failure());
  }

  #text(start) {
    const { HEAPU8 } = this.exports;
    return decoder.decode(HEAPU8.slice(start, HEAPU8.indexOf(0, start)));
  }
}

/** The harness's data by names: params by theirs, batch i's arrays as "bi.in", "bi.label", … */
function flattened({ params, x, y, ids: _, lengths, batches = [] }) {
  const arrays = Object.fromEntries(params.map(({ name, data }) => [name, data]));
  batches.forEach((batch, i) => {
    for (const [key, values] of Object.entries(batch)) arrays[`b${i}.${key}`] = values;
  });
  const given = { ...arrays, x, y, lengths: lengths && Int32Array.from(lengths) };
  return Object.fromEntries(Object.entries(given).filter(([, values]) => values));
}
