// For a browser whose fake camera can carry no number: getUserMedia answers with a drawn picture and a made tone.
// SEAT, TONE_HZ, WIDTH and HEIGHT are filled in by the test.
(() => {
  const seat = SEAT, toneHz = TONE_HZ, width = WIDTH, height = HEIGHT;
  const drawnCamera = () => {
    const canvas = document.createElement("canvas");
    canvas.width = width;
    canvas.height = height;
    const context = canvas.getContext("2d");
    let frame = 0;
    const draw = () => {
      const parity = ((seat & 1) + ((seat >> 1) & 1) + ((seat >> 2) & 1)) & 1;
      const bits = 1 | (seat << 2) | (parity << 5) | ((frame++ % 64) << 6);
      for (let block = 0; block < 12; block++) {
        context.fillStyle = (bits >> block) & 1 ? "white" : "black";
        context.fillRect(((block % 4) * width) / 4, (Math.floor(block / 4) * height) / 3, width / 4, height / 3);
      }
    };
    draw();
    setInterval(draw, 200);
    return canvas.captureStream(5).getVideoTracks()[0];
  };
  const madeTone = () => {
    const audio = new AudioContext({ latencyHint: "playback", sinkId: { type: "none" } });
    const oscillator = audio.createOscillator();
    const loudness = audio.createGain();
    const out = audio.createMediaStreamDestination();
    oscillator.frequency.value = toneHz;
    oscillator.connect(loudness).connect(out);
    loudness.gain.value = 0.4;
    oscillator.start();
    return out.stream.getAudioTracks()[0];
  };
  navigator.mediaDevices.getUserMedia = async (asked = {}) => {
    const tracks = [];
    if (asked.video) tracks.push(drawnCamera());
    if (asked.audio) tracks.push(madeTone());
    return new MediaStream(tracks);
  };
})();
