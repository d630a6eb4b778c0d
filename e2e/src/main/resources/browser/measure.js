// Runs before a page's own scripts. Notes which tracks came from the network, and reads what they carry:
// the seat and frame of each remote picture (the blocks of BlockPicture.java), the tone of each remote sound.
(() => {
  const remoteTracks = new Set();
  const Native = window.RTCPeerConnection;
  const connections = [];
  if (Native) {
    window.RTCPeerConnection = new Proxy(Native, {
      construct(target, args, asked) {
        const connection = Reflect.construct(target, args, asked);
        connections.push(connection);
        connection.addEventListener("track", (event) => remoteTracks.add(event.track.id));
        return connection;
      },
    });
  }
  const sockets = [];
  // What was said about keys, for a diagnosis: kinds and times, never what they carry.
  const KEYS = new Set(["entries", "key-package", "resume", "create", "commit", "reached", "lost", "open-group", "commit-wanted", "welcome", "stale", "rejoin", "again"]);
  const said = [];
  const note = (what) => { said.push((performance.now() / 1000).toFixed(1) + " " + what); if (said.length > 120) said.shift(); };
  const noteMessage = (way, data) => {
    const { type, epoch, generation } = typeof data === "string" ? JSON.parse(data) : {};
    if (KEYS.has(type)) note([way, type, generation, epoch].filter((each) => each !== undefined).join(" "));
  };
  window.WebSocket = new Proxy(window.WebSocket, {
    construct(target, args, asked) {
      const socket = Reflect.construct(target, args, asked);
      sockets.push(socket);
      note(sockets.length + " opens");
      socket.addEventListener("message", ({ data }) => noteMessage("<", data));
      socket.addEventListener("close", () => note("closes"));
      const send = socket.send.bind(socket);
      socket.send = (data) => { noteMessage(">", data); send(data); };
      return socket;
    },
  });
  const COLUMNS = 4, ROWS = 3, CELL = 8;

  const carried = (kind) => {
    const found = [];
    for (const element of document.querySelectorAll("video, audio")) {
      const stream = element.srcObject;
      if (!(stream instanceof MediaStream)) continue;
      for (const track of stream.getTracks()) {
        if (track.kind === kind && remoteTracks.has(track.id) && track.readyState === "live") found.push({ element, track });
      }
    }
    return found;
  };

  const owner = (element) => element.closest("[data-person]")?.dataset.person ?? "";

  const readBlocks = (video) => {
    if (video.readyState < 2 || video.videoWidth === 0) return null;
    const canvas = document.createElement("canvas");
    canvas.width = COLUMNS * CELL;
    canvas.height = ROWS * CELL;
    const context = canvas.getContext("2d", { willReadFrequently: true });
    context.drawImage(video, 0, 0, canvas.width, canvas.height);
    const pixels = context.getImageData(0, 0, canvas.width, canvas.height).data;
    const level = [];
    for (let block = 0; block < COLUMNS * ROWS; block++) {
      let sum = 0, count = 0;
      const left = (block % COLUMNS) * CELL, top = Math.floor(block / COLUMNS) * CELL;
      for (let y = top + 2; y < top + CELL - 2; y++) {
        for (let x = left + 2; x < left + CELL - 2; x++) { sum += pixels[4 * (y * canvas.width + x) + 1]; count++; }
      }
      level.push(sum / count);
    }
    if (level[0] - level[1] < 80) return null;
    const bits = level.reduce((all, one, block) => all | (one > (level[0] + level[1]) / 2 ? 1 << block : 0), 0);
    const seat = (bits >> 2) & 7;
    const parity = ((seat & 1) + ((seat >> 1) & 1) + ((seat >> 2) & 1)) & 1;
    return parity === ((bits >> 5) & 1) ? { seat, frame: (bits >> 6) & 63 } : null;
  };

  const pause = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));

  // Two looks: a picture counts as moving when its frame number changed between them.
  const pictures = async (gap = 900) => {
    const look = () => carried("video").map(({ element, track }) => ({ element, track, read: readBlocks(element) }));
    const first = new Map(look().map((seen) => [seen.track.id, seen.read]));
    await pause(gap);
    return look().map(({ element, track, read }) => {
      const before = first.get(track.id);
      return {
        person: owner(element), muted: track.muted, width: element.videoWidth, height: element.videoHeight,
        seat: read?.seat ?? 0, frame: read?.frame ?? -1, moving: Boolean(read && before && read.frame !== before.frame),
      };
    });
  };

  let audio = null;
  const analysers = new Map();
  const analyserOf = (track) => {
    audio ??= new AudioContext();
    if (!analysers.has(track.id)) {
      const analyser = audio.createAnalyser();
      analyser.fftSize = 8192;
      analyser.smoothingTimeConstant = 0;
      audio.createMediaStreamSource(new MediaStream([track])).connect(analyser);
      analysers.set(track.id, analyser);
    }
    return analysers.get(track.id);
  };

  // The loudest frequency between 300 and 2,000 Hz of each remote sound, over a second and a half: tones come in bursts.
  const tones = async (rounds = 30) => {
    const heard = carried("audio").map(({ element, track }) => ({
      person: owner(element), silenced: element.muted || element.volume === 0 || element.paused,
      analyser: analyserOf(track), hz: 0, decibel: -200,
    }));
    audio?.resume();
    for (let round = 0; round < rounds; round++) {
      await pause(50);
      for (const one of heard) {
        const spectrum = new Float32Array(one.analyser.frequencyBinCount);
        one.analyser.getFloatFrequencyData(spectrum);
        const width = audio.sampleRate / one.analyser.fftSize;
        for (let bin = Math.ceil(300 / width); bin < 2000 / width; bin++) {
          if (spectrum[bin] > one.decibel) { one.decibel = spectrum[bin]; one.hz = bin * width; }
        }
      }
    }
    return heard.map(({ person, silenced, hz, decibel }) => ({ person, silenced, hz, decibel }));
  };

  // Begun in many pages before any is asked, so that what one measures the others measure too.
  const both = async () => { const [seen, heard] = await Promise.all([pictures(), tones()]); return { pictures: seen, tones: heard }; };
  let begun = null;
  const begin = () => { begun = both(); return true; };
  const received = () => { const result = begun ?? both(); begun = null; return result; };

  window.parleyMeasure = { pictures, tones, begin, received, said: () => said, connections, sockets };
})();
