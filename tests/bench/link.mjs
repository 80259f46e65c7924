// A network link: every answer waits for the latency, then all answers share the bandwidth, a piece each in turns. As Chrome's
// own throttling it knows no connection set-up and no slow start.

/** Bytes of one answer before it is another's turn. */
const PIECE = 4_096;

export class Link {
  #latency;
  #perMs;
  #sending = [];
  #credit = 0;
  #last = 0;
  #timer;

  /** `latency` is the round trip in milliseconds, `bitsPerSecond` the bandwidth; without bandwidth nothing is held up. */
  constructor({ latency = 0, bitsPerSecond }) {
    this.#latency = latency;
    this.#perMs = bitsPerSecond && bitsPerSecond / 8_000;
  }

  /** Sends head and body over the link. */
  send(response, status, headers, body) {
    if (!this.#perMs) return void response.writeHead(status, headers).end(body);
    setTimeout(() => {
      response.writeHead(status, headers);
      this.#sending.push({ response, body, at: 0 });
      if (!this.#timer) this.#begin();
    }, this.#latency);
  }

  #begin() {
    [this.#credit, this.#last] = [0, performance.now()];
    this.#timer = setInterval(() => this.#step(), 1);
  }

  #step() {
    const now = performance.now();
    this.#credit += (now - this.#last) * this.#perMs;
    this.#last = now;
    while (this.#credit > 0 && this.#sending.length) {
      const answer = this.#sending.shift();
      const piece = answer.body.subarray(answer.at, answer.at + PIECE);
      this.#credit -= piece.length;
      answer.at += piece.length;
      answer.response.write(piece);
      if (answer.at < answer.body.length) this.#sending.push(answer);
      else answer.response.end();
    }
    if (this.#sending.length) return;
    clearInterval(this.#timer);
    this.#timer = undefined;
  }
}
