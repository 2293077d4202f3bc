// Compares what a tailing reader met with what was appended; the twin of TailAudit in Java.
export class TailAudit {
  #streams = new Map();
  #appended = 0;
  #seen = 0;
  #doubled = 0;
  #misordered = 0;

  appended(events = 1) {
    this.#appended += events;
  }

  read(name, version) {
    const stream = this.#stream(name);
    if (stream.seen.has(version)) {
      this.#doubled++;
      return;
    }
    stream.seen.add(version);
    this.#seen++;
    if (version < stream.last) {
      this.#misordered++;
    } else {
      stream.last = version;
    }
  }

  complete() {
    return this.#seen === this.#appended;
  }

  counts() {
    return {
      appended: this.#appended,
      missed: this.#appended - this.#seen,
      doubled: this.#doubled,
      misordered: this.#misordered,
    };
  }

  #stream(name) {
    let stream = this.#streams.get(name);
    if (!stream) {
      stream = { seen: new Set(), last: 0 };
      this.#streams.set(name, stream);
    }
    return stream;
  }
}
