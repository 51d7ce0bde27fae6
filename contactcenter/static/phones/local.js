// The phone of a browser when the line is our own local provider: Socket.IO for what happens, WebRTC for the sound.
// It needs socket.io.min.js before it. Agents' consoles use connect(); the test phone's page uses open().
// A phone is an EventTarget: "state" (registered | unregistered | error), "ring", "sound", "gone", and "expiring":
// its pass runs out soon, whoever drives it brings a new one with refresh(token).
(() => {
  "use strict";

  const ANSWER_MS = 8000;
  const RENEW_MS = 5 * 60 * 1000; // before the pass runs out
  const GATHER_MS = 1500; // for a browser to find its own addresses; it mostly takes a few milliseconds
  const LOUD = 0.02; // of 1: below it nobody is talking
  const LIVE = ["queued", "ringing", "in-progress"];
  const NOTHING = { sent: 0, received: 0, heard: 0, packets: 0 };

  let context = null;
  const audio = () => (context ??= new AudioContext());
  // The microphone, opened once for all calls; without one a silent track, so that one can still hear.
  class Microphone {
    async open() {
      this.opening ??= this.find();
      return this.opening;
    }

    async find() {
      let stream;
      try {
        stream = await navigator.mediaDevices.getUserMedia({ audio: { echoCancellation: true, noiseSuppression: true } });
      } catch {
        stream = audio().createMediaStreamDestination().stream;
        this.isSilent = true;
      }
      this.stream = stream;
      this.track = stream.getAudioTracks()[0];
      this.meter = new Meter(stream);
      return this.track;
    }

    close() {
      this.track?.stop();
      this.opening = this.track = this.stream = this.meter = undefined;
    }
  }

  // How loud a stream is, 0 to 1.
  class Meter {
    constructor(stream) {
      this.analyser = audio().createAnalyser();
      this.analyser.fftSize = 512;
      this.source = audio().createMediaStreamSource(stream);
      this.source.connect(this.analyser);
      this.values = new Float32Array(this.analyser.fftSize);
    }

    level() {
      this.analyser.getFloatTimeDomainData(this.values);
      const power = this.values.reduce((sum, value) => sum + value * value, 0) / this.values.length;
      return Math.min(1, Math.sqrt(power) * 3);
    }
  }

  // The connection with one other browser. Who offers is told by the provider, so both never offer at once.
  class Link {
    constructor(peer, say) {
      this.id = peer.link;
      this.say = say;
      this.pc = new RTCPeerConnection();
      this.sound = new Audio();
      this.sound.autoplay = true;
      this.pc.addEventListener("track", ({ streams, track }) => this.play(streams[0] ?? new MediaStream([track])));
      this.work = Promise.resolve();
      if (peer.offers) {
        this.sender = this.pc.addTransceiver("audio", { direction: "sendrecv" }).sender;
        this.then(() => this.offer());
      }
    }

    // One step after another: an answer must not overtake the offer it belongs to.
    then(step) {
      this.work = this.work.then(() => this.isClosed || step()).catch(() => {});
      return this.work;
    }

    play(stream) {
      this.stream = stream;
      this.sound.srcObject = stream;
      this.sound.play().catch(() => {});
      this.meter = new Meter(stream);
    }

    async offer() {
      await this.pc.setLocalDescription(await this.pc.createOffer());
      await this.gathered();
      this.say(this.pc.localDescription.toJSON());
    }

    hear(description) {
      return this.then(async () => {
        await this.pc.setRemoteDescription(description);
        if (description.type !== "offer") return;
        const transceiver = this.pc.getTransceivers()[0];
        transceiver.direction = "sendrecv";
        this.sender = transceiver.sender;
        await this.sender.replaceTrack(this.track ?? null);
        await this.pc.setLocalDescription(await this.pc.createAnswer());
        await this.gathered();
        this.say(this.pc.localDescription.toJSON());
      });
    }

    gathered() {
      return new Promise((resolve) => {
        const look = () => { if (this.pc.iceGatheringState === "complete") resolve(); };
        this.pc.addEventListener("icegatheringstatechange", look);
        window.setTimeout(resolve, GATHER_MS);
        look();
      });
    }

    // Hold, mute and coaching are nothing but this: to whom one's sound goes.
    send(track) {
      if (this.track === track) return;
      this.track = track;
      this.then(() => this.sender?.replaceTrack(track));
    }

    listen(isHeard) {
      this.sound.muted = !isHeard;
    }

    async count() {
      const sums = { ...NOTHING };
      for (const report of (await this.pc.getStats()).values()) {
        if (report.type === "outbound-rtp") sums.sent += report.bytesSent ?? 0;
        if (report.type === "inbound-rtp") {
          sums.received += report.bytesReceived ?? 0;
          sums.packets += report.packetsReceived ?? 0;
          sums.heard += report.totalAudioEnergy ?? 0;
        }
      }
      return sums;
    }

    close() {
      this.isClosed = true;
      this.pc.close();
      this.sound.srcObject = null;
    }
  }

  // All connections of one call.
  class Mesh {
    constructor(sid, say) {
      this.sid = sid;
      this.say = say;
      this.links = new Map();
      this.early = new Map(); // what came from a peer we have not been told of yet
    }

    update(peers, track) {
      const wanted = new Map(peers.map((peer) => [peer.sid, peer]));
      for (const [sid, link] of this.links) {
        if (wanted.get(sid)?.link === link.id) continue;
        link.close();
        this.links.delete(sid);
      }
      for (const peer of peers) {
        const link = this.links.get(peer.sid) ?? this.add(peer);
        link.send(peer.sends ? track : null);
        link.listen(peer.hears);
      }
    }

    add(peer) {
      const say = (data) => this.say({ sid: this.sid, to: peer.sid, link: peer.link, data });
      const link = new Link(peer, say);
      this.links.set(peer.sid, link);
      const early = this.early.get(peer.link);
      if (early) link.hear(early);
      this.early.delete(peer.link);
      return link;
    }

    hear({ from, link, data }) {
      const found = this.links.get(from);
      if (found?.id === link) found.hear(data);
      else this.early.set(link, data);
    }

    async count() {
      const all = await Promise.all([...this.links.values()].map((link) => link.count()));
      const total = { ...NOTHING };
      for (const one of all) for (const name of Object.keys(total)) total[name] += one[name];
      return total;
    }

    level() {
      return Math.max(0, ...[...this.links.values()].map((link) => link.meter?.level() ?? 0));
    }

    close() {
      for (const link of this.links.values()) link.close();
      this.links.clear();
    }
  }

  // The wire to the provider. "call" tells how a call of ours is now, "said" what is heard on it.
  class Wire extends EventTarget {
    constructor(address, greet) {
      super();
      this.greet = greet;
      this.microphone = new Microphone();
      this.calls = new Map();
      this.meshes = new Map();
      this.socket = window.io(address, { transports: ["websocket"], autoConnect: false, reconnectionDelayMax: 3000 });
      this.socket.on("connect", () => this.arrive());
      this.socket.on("disconnect", () => this.tell("line", false));
      this.socket.on("connect_error", () => this.tell("line", false));
      this.socket.on("call", (call) => this.change(call));
      this.socket.on("said", (said) => this.tell("said", said));
      this.socket.on("signal", (signal) => this.meshes.get(signal.sid)?.hear(signal));
      window.addEventListener("pagehide", () => this.socket.disconnect());
    }

    tell(name, detail) {
      this.dispatchEvent(new CustomEvent(name, { detail }));
    }

    async arrive() {
      const said = await this.ask(...this.greet());
      this.tell("line", said?.is_in === true);
    }

    // The provider's answer, or undefined when none comes in time.
    async ask(name, data = {}) {
      try {
        return await this.socket.timeout(ANSWER_MS).emitWithAck(name, data);
      } catch {
        return undefined;
      }
    }

    async change(call) {
      const before = this.calls.get(call.sid);
      const isOver = !LIVE.includes(call.status);
      if (isOver) this.calls.delete(call.sid);
      else this.calls.set(call.sid, call);
      this.tell("call", { call, before, isOver });
      if (isOver) this.drop(call.sid);
      else if (call.is_mine && call.status === "in-progress") await this.connect(call);
    }

    async connect(call) {
      const say = (signal) => this.socket.emit("signal", signal);
      if (!this.meshes.has(call.sid)) this.meshes.set(call.sid, new Mesh(call.sid, say));
      const track = await this.microphone.open();
      const now = this.calls.get(call.sid); // it may have changed while the microphone was being opened
      if (now) this.meshes.get(call.sid)?.update(now.peers, track);
    }

    drop(sid) {
      this.meshes.get(sid)?.close();
      this.meshes.delete(sid);
      if (this.meshes.size === 0) this.microphone.close();
    }
  }

  // "<base64 of 'until:whose'>.<seal>"
  const millisecondsLeft = (token) => {
    const part = token.split(".")[0].replace(/-/g, "+").replace(/_/g, "/");
    return Number.parseInt(window.atob(part), 10) * 1000 - Date.now();
  };

  class LocalPhone extends EventTarget {
    constructor({ token, address }) {
      super();
      this.token = token;
      this.sid = null;
      this.isWanted = false;
      this.isRegistered = false;
      this.isTalking = false;
      this.wire = new Wire(address, () => ["register", { token: this.token }]);
      this.wire.addEventListener("line", ({ detail }) => this.state(detail));
      this.wire.addEventListener("call", ({ detail }) => this.change(detail));
      this.watchPass();
    }

    tell(name, detail) {
      this.dispatchEvent(new CustomEvent(name, { detail }));
    }

    state(isIn) {
      this.isRegistered = isIn;
      this.tell("state", isIn ? "registered" : this.isWanted ? "error" : "unregistered");
      this.settle?.(isIn);
    }

    async register() {
      this.isWanted = true;
      if (this.isRegistered) return void this.tell("state", "registered");
      const isIn = new Promise((resolve) => { this.settle = resolve; });
      window.setTimeout(this.settle, ANSWER_MS, false);
      if (this.wire.socket.connected) this.wire.arrive();
      else this.wire.socket.connect();
      if (!(await isIn)) throw new Error("register: refused, or no answer");
    }

    async unregister() {
      this.isWanted = this.isRegistered = false;
      this.wire.socket.disconnect();
      this.tell("state", "unregistered");
    }

    change({ call, isOver }) {
      if (isOver) return call.sid === this.sid && this.leave();
      if (this.sid && this.sid !== call.sid) return;
      if (call.status === "ringing" && !this.sid) this.ring(call);
      else if (call.status === "in-progress") this.take(call.sid);
    }

    ring({ sid, label }) {
      this.sid = sid;
      const accept = () => this.wire.ask("answer", { sid });
      const reject = () => this.wire.ask("reject", { sid });
      this.tell("ring", { label, accept, reject });
    }

    // A call that was ours before the page was loaded again goes on without ringing.
    take(sid) {
      this.sid = sid;
      this.meterTimer ??= window.setInterval(() => this.feel(), 200);
    }

    leave() {
      this.sid = null;
      window.clearInterval(this.meterTimer);
      this.meterTimer = undefined;
      this.feel();
      this.tell("gone");
    }

    feel() {
      const other = this.sid ? this.wire.meshes.get(this.sid)?.level() ?? 0 : 0;
      const isTalking = Math.max(this.level(), other) > LOUD;
      if (isTalking === this.isTalking) return;
      this.isTalking = isTalking;
      this.tell("sound", { isTalking });
    }

    watchPass() {
      window.clearTimeout(this.passTimer);
      const wait = Math.max(millisecondsLeft(this.token) - RENEW_MS, RENEW_MS / 10);
      this.passTimer = window.setTimeout(() => {
        this.tell("expiring");
        this.watchPass();
      }, wait);
    }

    refresh(token) {
      this.token = token;
      this.watchPass();
      if (this.isWanted && !this.isRegistered) this.register().catch(() => {}); // its state has been told
    }

    setMuted(isMuted) {
      const { track } = this.wire.microphone;
      if (track) track.enabled = !isMuted;
    }

    sendDigits(text) {
      if (this.sid) this.wire.ask("press", { sid: this.sid, keys: text });
    }

    hangUp() {
      if (this.sid) this.wire.ask("hang_up", { sid: this.sid });
    }

    // Bytes both ways; `heard` is the energy of the sound that came, which bytes of silence have not.
    async stats() {
      return (this.sid && (await this.wire.meshes.get(this.sid)?.count())) || { ...NOTHING };
    }

    level() {
      return this.wire.microphone.meter?.level() ?? 0;
    }
  }

  let phone = null; // one for one browser window; another pass renews it
  const connect = async (pass) => {
    if (phone) phone.refresh(pass.token);
    else phone = new LocalPhone(pass);
    return phone;
  };
  const open = (address, greet) => {
    const wire = new Wire(address, greet);
    wire.socket.connect();
    return wire;
  };

  window.okienkoPhones = Object.assign(window.okienkoPhones ?? {}, { local: { connect, open, audio, nothing: NOTHING } });
})();
