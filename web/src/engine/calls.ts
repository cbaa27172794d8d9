// Calls: methods of an object at the other end of a port. A call settles with what came of it there;
// a function as its last argument is called back until then.

/** A worker, or what a worker sees of itself. */
export interface Port {
  postMessage(message: unknown, options: { transfer: Transferable[] }): void;
  addEventListener(type: 'message', hear: (event: MessageEvent<Call | Answer>) => void): void;
}

interface Call {
  id: number;
  /** Of the method; a number is the function that was given to the call of that id. */
  name: string | number;
  args: unknown[];
  hasCallback: boolean;
}

interface Answer {
  id: number;
  value?: unknown;
  error?: string;
}

type Work = (...args: unknown[]) => unknown;

interface Awaited {
  resolve(value: unknown): void;
  reject(error: Error): void;
  callback?: Work;
}

const memory = new WeakMap<object, Transferable[]>();

/** The value goes over with this memory of it, which is not copied. */
export function moving<T extends object>(value: T, buffers: Transferable[]): T {
  memory.set(value, buffers);
  return value;
}

const memoryOf = (values: unknown[]) =>
  values.flatMap((value) => memory.get(value as object) ?? []);

class Line {
  #port: Port;
  #methods: Record<string, Work>;
  #awaited = new Map<number, Awaited>();
  #lastId = 0;

  constructor(port: Port, methods: object) {
    this.#port = port;
    this.#methods = methods as Record<string, Work>;
    port.addEventListener('message', ({ data }) => {
      if ('name' in data) void this.#answer(data);
      else this.#settle(data);
    });
  }

  call(name: string | number, all: unknown[]): Promise<unknown> {
    const id = ++this.#lastId;
    const last = all.at(-1);
    const callback = typeof last === 'function' ? (last as Work) : undefined;
    const args = callback ? all.slice(0, -1) : all;
    return new Promise((resolve, reject) => {
      this.#awaited.set(id, { resolve, reject, callback });
      this.#send({ id, name, args, hasCallback: callback !== undefined }, args);
    });
  }

  #send(message: Call | Answer, values: unknown[]): void {
    this.#port.postMessage(message, { transfer: memoryOf(values) });
  }

  async #answer({ id, name, args, hasCallback }: Call): Promise<void> {
    const callback = (...values: unknown[]) => this.call(id, values);
    try {
      const value = await this.#work(name, hasCallback ? [...args, callback] : args);
      this.#send({ id, value }, [value]);
    } catch (error) {
      this.#send({ id, error: error instanceof Error ? error.message : String(error) }, []);
    }
  }

  #work(name: string | number, args: unknown[]): unknown {
    if (typeof name === 'number') return this.#awaited.get(name)?.callback?.(...args);
    return this.#methods[name]!(...args);
  }

  #settle({ id, value, error }: Answer): void {
    const { resolve, reject } = this.#awaited.get(id)!;
    this.#awaited.delete(id);
    if (error === undefined) resolve(value);
    else reject(new Error(error));
  }
}

/** The object at the other end. */
export function remote<T extends object>(port: Port): T {
  const line = new Line(port, {});
  const get =
    (_: T, name: string) =>
    (...args: unknown[]) =>
      line.call(name, args);
  return new Proxy({} as T, { get } as ProxyHandler<T>);
}

/** Answers for this object. */
export const serve = (methods: object, port: Port): void => void new Line(port, methods);
