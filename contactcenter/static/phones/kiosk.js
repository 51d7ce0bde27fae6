// The phone of an agent's browser for calls from a kiosk: our own WebRTC, found through our own server.
// A phone is an EventTarget: "state" (registered | unregistered | error), "ring", "sound", "gone".
// It rings for a call this agent has taken already; after a reload it rings again and the call goes on.
(() => {
  "use strict";

  const LOOK_MS = 5000; // the doorbell is quicker: look() may be called at any time
  const PULSE_MS = 1000;
  const QUICK_MS = 300; // while two browsers are finding each other
  const GREETING_MS = 2500; // without a hello from the kiosk, another one is asked for
  const GATHER_MS = 2500;
  const LOST_MS = 6000;
  const LOUD = 0.02;

  const token = () => JSON.parse(document.body.getAttribute("hx-headers"))["X-CSRFToken"];
  const tidy = (server) => (server.username ? server : { urls: server.urls });
  const gathered = (connection) => new Promise((resolve) => {
    if (connection.iceGatheringState === "complete") { resolve(); return; }
    connection.addEventListener("icegatheringstatechange", () => {
      if (connection.iceGatheringState === "complete") resolve();
    });
    window.setTimeout(resolve, GATHER_MS);
  });

  class KioskPhone extends EventTarget {
    constructor({ address }) {
      super();
      this.address = address;
      this.isWanted = false;
      this.call = null; // {id, label, heard, outbox, greeted, connection, attempt, since}
      this.counted = { sent: 0, received: 0 };
      this.levels = { own: 0, other: 0 };
      this.isMuted = false;
      this.isTalking = false;
      this.voice = new Audio();
      window.addEventListener("pagehide", () => this.letGo());
      document.addEventListener("htmx:afterSettle", ({ detail }) => {
        if (detail.target?.id === "phone" && document.querySelector('#phone [data-medium="kiosk"]') && !this.call) this.look();
      });
    }

    tell(name, detail) {
      this.dispatchEvent(new CustomEvent(name, { detail }));
    }

    // The state of the line is told when it changes.
    turn(state) {
      if (this.state === state) return;
      this.state = state;
      this.tell("state", state);
    }

    async register() {
      this.isWanted = true;
      this.state = "";
      await this.look();
    }

    async unregister() {
      this.isWanted = false;
      window.clearTimeout(this.looking);
      this.turn("unregistered");
    }

    // Whether a call of mine wants sound; asked now and then, and whenever the doorbell rang.
    async look() {
      window.clearTimeout(this.looking);
      if (!this.isWanted) return;
      try {
        if (!this.call) this.ring(await this.ask(this.address));
        this.turn("registered");
      } catch {
        this.turn("error");
      }
      this.looking = window.setTimeout(() => this.look(), LOOK_MS);
    }

    async ask(path, body) {
      const response = await fetch(path, body && {
        method: "POST",
        headers: { "Content-Type": "application/json", "X-CSRFToken": token() },
        body: JSON.stringify(body),
      });
      if (response.redirected || !response.ok) throw new Error(`answered ${response.status}`);
      return response.json();
    }

    ring({ calls }) {
      const [found] = calls;
      if (!found || this.call || found.label === this.rejected) return;
      const call = { id: found.call_id, label: found.label, heard: "", outbox: [], greeted: "", connection: null, attempt: "" };
      this.call = call;
      this.tell("ring", {
        label: found.label,
        accept: () => this.accept(call),
        reject: () => { this.rejected = found.label; this.letGo(); },
      });
    }

    async accept(call) {
      if (this.call !== call || this.microphone) return;
      try {
        this.microphone = await navigator.mediaDevices.getUserMedia({
          audio: { echoCancellation: true, noiseSuppression: true, autoGainControl: true },
        });
      } catch {
        this.turn("error");
        return;
      }
      call.since = performance.now();
      this.beat(call);
    }

    async beat(call) {
      if (this.call !== call) return;
      await this.pulse(call);
      const isQuick = call.outbox.length > 0 || !call.isHeard;
      if (this.call === call) window.setTimeout(() => this.beat(call), isQuick ? QUICK_MS : PULSE_MS);
    }

    // What I have to say goes out, what the kiosk said comes in, and with it how the call stands.
    async pulse(call) {
      const said = call.outbox;
      call.outbox = [];
      call.isHeard = await this.count(call);
      let now;
      try {
        now = await this.ask(`${this.address}/${call.id}`, {
          said, heard: call.heard, hears: call.isHeard, attempt: call.attempt,
        });
      } catch {
        call.outbox = [...said, ...call.outbox];
        return;
      }
      if (this.call !== call) return;
      if (now.state === "ended" || now.state === "waiting") {
        this.letGo();
        return;
      }
      this.silence(now);
      await this.takeIn(call, now);
    }

    async takeIn(call, now) {
      for (const signal of now.signals ?? []) {
        call.heard = signal.id;
        if (signal.what === "hello" && signal.attempt !== call.greeted) await this.offer(call, signal, now);
        if (signal.what === "answer" && signal.attempt === call.attempt && call.connection.signalingState === "have-local-offer") {
          await call.connection.setRemoteDescription({ type: "answer", sdp: signal.text ?? "" });
        }
      }
      if (performance.now() - call.since > GREETING_MS && !call.connection) this.askAgain(call);
    }

    askAgain(call) {
      call.since = performance.now();
      call.outbox.push({ what: "again", attempt: crypto.randomUUID() });
    }

    async offer(call, hello, { servers = [], is_relayed: isRelayed = false }) {
      call.connection?.close();
      const connection = new RTCPeerConnection({
        iceServers: servers.map(tidy),
        iceTransportPolicy: isRelayed ? "relay" : "all",
      });
      Object.assign(call, { connection, greeted: hello.attempt, attempt: crypto.randomUUID(), packets: 0, since: performance.now() });
      connection.addEventListener("track", (event) => {
        this.voice.srcObject = event.streams[0] ?? new MediaStream([event.track]);
        this.voice.play().catch(() => this.turn("error"));
      });
      for (const track of this.microphone.getTracks()) connection.addTrack(track, this.microphone);
      await connection.setLocalDescription();
      await gathered(connection);
      if (call.connection === connection) {
        call.outbox.push({ what: "offer", attempt: call.attempt, text: connection.localDescription.sdp });
      }
    }

    // Whether the kiosk is heard; when its sound has stopped for long, both begin anew.
    async count(call) {
      if (!call.connection) return false;
      let packets = 0;
      for (const report of (await call.connection.getStats()).values()) {
        if (report.type === "inbound-rtp" && report.kind === "audio") {
          packets += report.packetsReceived;
          this.counted.received = report.bytesReceived;
          this.levels.other = report.audioLevel ?? 0;
        }
        if (report.type === "outbound-rtp" && report.kind === "audio") this.counted.sent = report.bytesSent;
        if (report.type === "media-source" && report.kind === "audio") this.levels.own = report.audioLevel ?? 0;
      }
      this.hear();
      if (packets > call.packets) {
        call.packets = packets;
        call.since = performance.now();
      } else if (performance.now() - call.since > LOST_MS) {
        this.askAgain(call);
      }
      return packets > 0;
    }

    hear() {
      const isTalking = Math.max(this.levels.own, this.levels.other) > LOUD;
      if (isTalking === this.isTalking) return;
      this.isTalking = isTalking;
      this.tell("sound", { isTalking });
    }

    // The server decides who is silent: on hold nobody hears anybody.
    silence({ state, is_silenced: isSilenced = false }) {
      const isHeld = state === "held";
      this.voice.muted = isHeld;
      this.openMicrophone(!isHeld && !isSilenced && !this.isMuted);
    }

    openMicrophone(isOpen) {
      for (const track of this.microphone?.getAudioTracks() ?? []) track.enabled = isOpen;
    }

    letGo() {
      const had = this.call;
      this.call?.connection?.close();
      this.call = null;
      for (const track of this.microphone?.getTracks() ?? []) track.stop();
      this.microphone = null;
      this.voice.srcObject = null;
      this.counted = { sent: 0, received: 0 };
      this.levels = { own: 0, other: 0 };
      this.isMuted = false;
      if (had) this.tell("gone");
    }

    setMuted(isMuted) {
      this.isMuted = isMuted;
      this.openMicrophone(!isMuted);
    }

    sendDigits() {} // a kiosk has no menu

    hangUp() {
      this.rejected = this.call?.label;
      this.letGo();
    }

    async stats() {
      return { ...this.counted };
    }

    level() {
      return this.levels.own;
    }
  }

  let phone = null;
  const connect = async (pass) => {
    phone ??= new KioskPhone(pass);
    return phone;
  };

  window.okienkoPhones = Object.assign(window.okienkoPhones ?? {}, { kiosk: { connect } });
})();
