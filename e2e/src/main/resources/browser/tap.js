// Runs before a page's own scripts. Keeps the page's worker within reach, and every message of its WebSockets, both ways.
(() => {
  const workers = [], messages = [], leaks = new Map();
  const told = [];
  window.Worker = new Proxy(window.Worker, {
    construct(target, args, asked) {
      const worker = Reflect.construct(target, args, asked);
      workers.push(worker);
      worker.addEventListener("message", ({ data }) => {
        if (data?.kind === "leak") leaks.set(...data.base);
        if (data?.kind === "counted") told.splice(0).forEach((done) => done(data.sources));
      });
      return worker;
    },
  });
  const send = WebSocket.prototype.send;
  WebSocket.prototype.send = function (data) {
    messages.push(String(data));
    return send.call(this, data);
  };
  const Native = window.WebSocket;
  window.WebSocket = new Proxy(Native, {
    construct(target, args, asked) {
      const socket = Reflect.construct(target, args, asked);
      socket.addEventListener("message", ({ data }) => messages.push(String(data)));
      return socket;
    },
  });
  window.parleyTap = {
    messages,
    /** Base keys that the worker has leaked, by key id. */
    leaks: () => [...leaks],
    /** Tells the wiretap base keys. */
    tell: (bases) => workers.forEach((worker) => worker.postMessage({ kind: "told", bases })),
    /** Of each source, the frames that came and those that opened. */
    count: () => new Promise((done) => {
      told.push(done);
      workers.forEach((worker) => worker.postMessage({ kind: "count" }));
    }),
  };
})();
