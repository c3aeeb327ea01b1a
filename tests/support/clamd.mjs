// A clamd for tests: takes INSTREAM as clamd(8) describes it and answers as it is told. `answer` is given
// what was streamed; undefined: it never answers.
import net from "node:net";

export class FakeClamd {
  constructor() {
    this.answer = () => "stream: OK";
    this.seen = [];
    this.server = net.createServer((socket) => this.serve(socket));
  }

  // The address as kvitt.toml has it.
  listen() {
    return new Promise((resolve) => this.server.listen(0, "127.0.0.1", () =>
      resolve(`127.0.0.1:${this.server.address().port}`)));
  }

  close() {
    return new Promise((resolve) => this.server.close(resolve));
  }

  serve(socket) {
    let received = Buffer.alloc(0);
    socket.on("error", () => {});
    socket.on("data", (data) => {
      received = Buffer.concat([received, data]);
      const file = this.streamed(received);
      if (file === undefined) return;
      this.seen.push(file);
      const said = this.answer(file);
      if (said !== undefined) socket.end(`${said}\0`);
    });
  }

  // The file, once the empty chunk has come.
  streamed(received) {
    const command = "zINSTREAM\0";
    if (received.subarray(0, command.length).toString() !== command) return undefined;
    const pieces = [];
    for (let at = command.length; at + 4 <= received.length;) {
      const size = received.readUInt32BE(at);
      if (size === 0) return Buffer.concat(pieces);
      if (at + 4 + size > received.length) return undefined;
      pieces.push(received.subarray(at + 4, at + 4 + size));
      at += 4 + size;
    }
    return undefined;
  }
}
